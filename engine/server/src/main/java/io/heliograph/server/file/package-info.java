/** Market data in files, ours and other people's: rows as they stand in CSV, and complaints that name file and line. */
package io.heliograph.server.file;
