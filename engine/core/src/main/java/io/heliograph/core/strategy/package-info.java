/** What a strategy does with its conditions: stance, entries, endings. */
package io.heliograph.core.strategy;
