/** How fast a unit is that a user would recognise; nothing here is published. */
package io.heliograph.benchmarks;
