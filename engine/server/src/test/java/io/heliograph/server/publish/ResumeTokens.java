package io.heliograph.server.publish;

/** Resume tokens for who tests from another package what becomes of them. */
public final class ResumeTokens {
    private ResumeTokens() {}

    /** One as it is given out. */
    public static String valid() {
        return new ResumeToken(Desk.JOURNAL, 3, 42).text();
    }

    /** Reads one, or refuses it. */
    public static void read(String text) {
        ResumeToken.parse(text);
    }
}
