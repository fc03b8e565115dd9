/** Sources: who publishes, how far each has come. */
package io.heliograph.core.source;
