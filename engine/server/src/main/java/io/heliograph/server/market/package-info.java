/** A market that does not exist, made from a seed, for demonstrations. */
package io.heliograph.server.market;
