/** What the engine promises when things break, tried often: the suites of {@code ops/faults}, seen from outside. */
package io.heliograph.server.faults;
