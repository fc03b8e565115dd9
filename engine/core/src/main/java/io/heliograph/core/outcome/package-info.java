/** What became of each signal: the path of the price after it, its ending, its return. */
package io.heliograph.core.outcome;
