/** Whether the signals of a backtest can be trusted. */
package io.heliograph.server.cli.check;
