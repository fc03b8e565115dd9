/** Running an engine in this process, and what this machine is fit for. */
package io.heliograph.server.cli.serve;
