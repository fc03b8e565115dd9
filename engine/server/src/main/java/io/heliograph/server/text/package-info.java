/** How numbers and times are read and printed, the same everywhere. */
package io.heliograph.server.text;
