/**
 * The arithmetic: streaming indicators that take one closed bar at a time and answer the same bits everywhere.
 *
 * <p>Nothing here reads a clock, a file or chance; nothing is allocated after construction. A kernel is owned by one
 * thread, the one that feeds it.
 */
package io.heliograph.kernels;
