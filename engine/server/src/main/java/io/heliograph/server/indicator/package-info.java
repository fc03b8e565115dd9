/** Indicators outside of strategies: expressions over bars of a file, of a request, or of the store, and their catalogue. */
package io.heliograph.server.indicator;
