/**
 * Shows what instruments look like now: asked of the core between two groups of events, a bounded number at a time, so that
 * what is shown of one instrument belongs together and nobody who watches takes a share of every event.
 */
package io.heliograph.server.snapshot;
