/** Instruments: their numbers, how their bars are built, how far their time has come. */
package io.heliograph.core.instrument;
