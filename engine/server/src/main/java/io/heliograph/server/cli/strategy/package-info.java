/** Strategies as documents: writing, checking, and putting them in and out of force. */
package io.heliograph.server.cli.strategy;
