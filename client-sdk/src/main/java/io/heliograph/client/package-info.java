/**
 * The Java client of a Heliograph engine: publish market data, follow signals, ask questions.
 *
 * <p>Begin with {@link io.heliograph.client.HeliographClient}. The data are the messages of {@code io.heliograph.v1}; what this
 * package adds is flow control, batching, acknowledgements and errors that can be understood. It needs the contract and gRPC,
 * nothing of the engine.
 */
package io.heliograph.client;
