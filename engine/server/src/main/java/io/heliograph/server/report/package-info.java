/**
 * A backtest as one HTML file that draws itself and loads nothing.
 *
 * <p>{@link io.heliograph.server.report.HtmlReport} puts together a page, its style and its script, which are resources
 * of this package, and one block of JSON that holds everything the run concluded.
 */
package io.heliograph.server.report;
