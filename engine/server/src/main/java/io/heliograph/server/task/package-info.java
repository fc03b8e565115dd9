/** Long work that is asked for over the wire and goes on behind the call: a bounded queue, few workers, a short memory. */
package io.heliograph.server.task;
