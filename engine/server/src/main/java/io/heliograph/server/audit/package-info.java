/** Proof over the wire: the journal of the running engine looked at as an auditor would, beside it and changing nothing. */
package io.heliograph.server.audit;
