package io.heliograph.server.indicator;

import io.heliograph.server.file.FileFormat;
import java.util.List;

/**
 * What to compute over a file of bars.
 *
 * @param path of the file, plain or gzip
 * @param format how it is to be read
 * @param symbol the only one whose bars count; null: all of them
 * @param expressions as the language has them
 * @param isStrict whether the first bad row ends it
 * @param isJson whether each bar is a JSON object, undefined values null; else CSV, undefined values empty
 */
public record ComputeOptions(
        String path, FileFormat format, String symbol, List<String> expressions, boolean isStrict, boolean isJson) {}
