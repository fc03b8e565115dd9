package io.heliograph.journal.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a check of seals found, filled as it goes; one thread. */
public final class SealFindings {
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private SealVerdict verdict = SealVerdict.OK;
    private SealRecord record;
    private String keyName = "";
    private String trust = "";
    private long records;
    private long unsignedEvents;
    private long unsignedOutputs;
    private long unsignedVoided;

    SealFindings() {}

    void found(SealVerdict what, String problem) {
        problems.add(what.text() + ": " + problem);
        if (what.compareTo(verdict) > 0) {
            verdict = what;
        }
    }

    void note(String note) {
        notes.add(note);
    }

    void sealed(SealRecord last, String key, long count) {
        record = last;
        keyName = key;
        records = count;
    }

    void trusts(String whom) {
        trust = whom;
    }

    void tail(long events, long outputs) {
        unsignedEvents = events;
        unsignedOutputs = outputs;
    }

    void voidedTail(long events) {
        unsignedVoided = events;
    }

    /** The worst of what was found. */
    public SealVerdict verdict() {
        return verdict;
    }

    /** What is wrong, each in a sentence that begins with its verdict; empty for OK. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What else there is to know: from where it was checked, what was trusted, what was ignored. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The record of the last checkpoint of the journal itself; empty where there is none. */
    public Optional<SealRecord> record() {
        return Optional.ofNullable(record);
    }

    /** The key in force at the end, by the first 16 hex digits of its id; empty where there is none. */
    public String keyName() {
        return keyName;
    }

    /** On whose word the keys are taken; empty where there are no seals. */
    public String trust() {
        return trust;
    }

    /** Signed records in the journal's folder. */
    public long records() {
        return records;
    }

    /** Events behind the last checkpoint. */
    public long unsignedEvents() {
        return unsignedEvents;
    }

    /** Outputs behind the last checkpoint. */
    public long unsignedOutputs() {
        return unsignedOutputs;
    }

    /** Events that were voided since the last checkpoint. */
    public long unsignedVoided() {
        return unsignedVoided;
    }
}
