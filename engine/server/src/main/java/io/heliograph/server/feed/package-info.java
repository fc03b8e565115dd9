/** Publishes files into an engine, so that a repeat adds nothing. */
package io.heliograph.server.feed;
