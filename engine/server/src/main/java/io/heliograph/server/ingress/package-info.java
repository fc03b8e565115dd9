/** The door for market data: events are checked, written into the ring, and acknowledged when the sequencer had them. */
package io.heliograph.server.ingress;
