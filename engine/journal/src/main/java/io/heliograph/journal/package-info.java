/** The two logs: what happened and what was concluded, kept so that both can be proved. */
package io.heliograph.journal;
