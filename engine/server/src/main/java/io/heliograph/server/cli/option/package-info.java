/** Options that several commands share, and what is read out of them. */
package io.heliograph.server.cli.option;
