package io.heliograph.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The strategies to have in force at start.
 *
 * @param house whether the house strategies are among them
 * @param files documents
 * @param exclusive whether all others are removed
 */
public record StrategiesConfig(boolean house, List<Path> files, boolean exclusive) {}
