/** Runs files through the very core that serves, without a process around it, and keeps everything that followed. */
package io.heliograph.server.backtest;
