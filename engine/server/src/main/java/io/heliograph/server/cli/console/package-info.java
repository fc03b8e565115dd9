/** What every command prints with: the console, progress, JSON lines, and the refusal that ends a command. */
package io.heliograph.server.cli.console;
