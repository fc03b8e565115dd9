package io.heliograph.server.cli;

import io.heliograph.server.Build;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"heliograph " + Build.version() + " on Java " + Runtime.version()};
    }
}
