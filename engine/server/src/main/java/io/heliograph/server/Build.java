package io.heliograph.server;

/** Which build this is. */
public final class Build {
    private static final String OUT_OF_A_JAR = "development";

    private Build() {}

    /** The version that the build wrote into the jar, such as 0.1.0. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? OUT_OF_A_JAR : version;
    }
}
