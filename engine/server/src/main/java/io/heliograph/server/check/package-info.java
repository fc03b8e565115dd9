/** Whether signals can be trusted: that none knows what comes after it, and which depend on where the data begin. */
package io.heliograph.server.check;
