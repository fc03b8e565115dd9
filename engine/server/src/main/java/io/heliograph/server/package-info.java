/** What all rooms of the process share: how far each agent has come, and how the process ends. */
package io.heliograph.server;
