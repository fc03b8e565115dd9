/** The configuration: records, read once, checked together once, printed once. */
package io.heliograph.server.config;
