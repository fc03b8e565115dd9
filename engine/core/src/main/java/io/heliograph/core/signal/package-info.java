/** Signals as they leave the core: their ids and their records. */
package io.heliograph.core.signal;
