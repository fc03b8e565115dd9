package io.heliograph.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class BuildVersion implements IVersionProvider {
    private static final String OUT_OF_A_JAR = "development";

    /** The version alone, such as 0.1.0. */
    static String text() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? OUT_OF_A_JAR : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"heliograph " + text() + " on Java " + Runtime.version()};
    }
}
