/** The main job in twenty seconds: an engine, a database, a seeded market, and what became of it. */
package io.heliograph.server.demo;
