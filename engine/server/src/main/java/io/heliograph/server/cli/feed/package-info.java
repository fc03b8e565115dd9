/** Files of market data: into an engine, and into bars. */
package io.heliograph.server.cli.feed;
