/** Indicators: what there are, and what they are over a file of bars. */
package io.heliograph.server.cli.indicator;
