/** The services that ask and tell the core something besides market data: instruments, sources, strategies, status. */
package io.heliograph.server.control;
