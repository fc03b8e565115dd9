/** Why a signal was made: the core replayed up to it, and looked at while it decides. */
package io.heliograph.server.explain;
