/** Signals of an engine: following them, asking for them, and why they were made. */
package io.heliograph.server.cli.signal;
