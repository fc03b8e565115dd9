/** Strategies tried on files and journals, offline or in a running engine, and that work in a running engine. */
package io.heliograph.server.cli.trial;
