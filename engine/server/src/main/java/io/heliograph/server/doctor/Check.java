package io.heliograph.server.doctor;

/**
 * One thing looked at.
 *
 * @param name what was looked at
 * @param verdict how it stands
 * @param found what was found
 * @param advice what to do; empty where nothing is to be done
 */
public record Check(String name, Verdict verdict, String found, String advice) {
    /** From good to bad. */
    public enum Verdict {
        OK,
        WARNING,
        FAILED
    }

    static Check ok(String name, String found) {
        return new Check(name, Verdict.OK, found, "");
    }

    static Check warning(String name, String found, String advice) {
        return new Check(name, Verdict.WARNING, found, advice);
    }

    static Check failed(String name, String found, String advice) {
        return new Check(name, Verdict.FAILED, found, advice);
    }
}
