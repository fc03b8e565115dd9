/** The function at the heart of the engine: events in, outputs out, the same bits every time. */
package io.heliograph.core;
