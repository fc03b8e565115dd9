/** The shell around the services: errors, the gates every call passes, and the server that listens. */
package io.heliograph.server.rpc;
