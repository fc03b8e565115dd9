/**
 * The projection in PostgreSQL: writes every output of the log once, and answers questions about them; all SQL of the
 * process is here.
 */
package io.heliograph.server.store;
