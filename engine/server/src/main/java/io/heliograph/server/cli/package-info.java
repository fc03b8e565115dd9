/** The command line: the program, and a package for each thing that commands are about. */
package io.heliograph.server.cli;
