/** Expressions over given bars, outside of any strategy: the nodes of strategies, fed by whoever has bars. */
package io.heliograph.core.formula;
