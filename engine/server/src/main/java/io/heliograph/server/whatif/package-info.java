/** Runs a journal again, as it was or with other strategies, and says what differs. */
package io.heliograph.server.whatif;
