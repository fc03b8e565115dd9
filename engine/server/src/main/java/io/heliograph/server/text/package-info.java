/** How numbers and times are read and printed, the same everywhere, and how files of them come into being. */
package io.heliograph.server.text;
