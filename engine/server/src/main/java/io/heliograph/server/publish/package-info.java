/** Gives signals out: follows the output log, fans signals out to subscribers, knows the latest of each. */
package io.heliograph.server.publish;
