/** What earlier releases left on disk, and that this one still understands it. */
package io.heliograph.server.releases;
