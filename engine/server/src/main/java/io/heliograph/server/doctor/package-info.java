/** Looks whether this machine can run the engine, and says what to do where it cannot. */
package io.heliograph.server.doctor;
