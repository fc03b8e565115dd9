/** The program as its users meet it: commands against a served engine, killed and restarted, on real files and a real database. */
package io.heliograph.server.endtoend;
