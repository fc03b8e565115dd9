/** The command line: one program, a class for each command. */
package io.heliograph.server.cli;
