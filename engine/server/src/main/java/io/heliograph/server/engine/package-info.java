/** The assembly: makes every part of the process, starts the threads, and ends them in order. */
package io.heliograph.server.engine;
