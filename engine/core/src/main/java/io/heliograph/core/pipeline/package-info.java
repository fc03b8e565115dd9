/**
 * The pipeline: the nodes of one instrument, run once at each closed bar, and what its strategies say then.
 *
 * <p>A plan's steps become nodes; nodes that do the same are one. Values stand in one array with flags beside it. The
 * core's thread owns everything here, and nothing is allocated at a bar.
 */
package io.heliograph.core.pipeline;
