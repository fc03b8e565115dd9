package io.heliograph.journal.frame;

/** What can be wrong with a frame, in the order in which it is looked for. */
public enum FrameProblem {
    TOO_SHORT("shorter than a frame's header"),
    TOO_LONG("longer than a frame may be"),
    MAGIC("does not begin like a frame"),
    LENGTH("says another length than it has"),
    CHECKSUM("its checksum does not match its bytes"),
    FORMAT("written in a format that this build does not know"),
    KIND("of another kind than expected here"),
    LOG("belongs to the other log"),
    COUNT("its count of records is out of range"),
    RECORDS("its records do not fill it exactly"),
    SEQUENCE("its sequence or epoch is out of range");

    private final String text;

    FrameProblem(String text) {
        this.text = text;
    }

    /** Completes the sentence "the frame ...". */
    public String text() {
        return text;
    }
}
