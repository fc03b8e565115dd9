/** Gives signals and bars out: follows the output log, fans it out to subscribers, knows the latest signal of each. */
package io.heliograph.server.publish;
