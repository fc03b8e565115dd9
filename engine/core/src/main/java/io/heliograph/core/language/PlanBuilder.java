package io.heliograph.core.language;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the steps of a strategy in dependency order; a step that exists already is found, not added. */
final class PlanBuilder {
    /** Hashed first, so that keys of another form can never be equal. */
    private static final int KEY_FORM = 1;

    /** A node has up to 16 constants, so a longer plan has more than the nodes allowed. */
    private static final int MAX_STEPS = 17 * (DocumentCompiler.MAX_NODES + DocumentReader.MAX_NAMES);

    private final Map<Key, Step> byKey = new LinkedHashMap<>();
    private final List<Step> bySlot = new ArrayList<>();
    private final MessageDigest sha256 = sha256();

    private record Key(long high, long low) {}

    /**
     * The step that does this: a new one, or the equal one that is there.
     *
     * @throws PlanTooLong where there are more steps than any strategy may have
     */
    Step add(StepDraft draft) {
        for (int input : draft.inputs) {
            draft.isContext |= step(input).isContext();
            draft.isAcross |= step(input).isAcross();
        }
        draft.isAcross |= draft.operation == Operation.LARGER;
        hash(draft);
        Key key = new Key(draft.keyHigh, draft.keyLow);
        Step known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (byKey.size() == MAX_STEPS) {
            throw new PlanTooLong();
        }
        Step step = new Step(draft, bySlot.size());
        byKey.put(key, step);
        for (int i = 0; i < step.outputs(); i++) {
            bySlot.add(step);
        }
        return step;
    }

    /** The step that writes a slot. */
    Step step(int slot) {
        return bySlot.get(slot);
    }

    int slots() {
        return bySlot.size();
    }

    List<Step> steps() {
        return List.copyOf(byKey.values());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key: first 128 bits of SHA-256 over everything that decides what the step answers, numbers as raw bits. */
    private void hash(StepDraft draft) {
        byte[] operation = draft.operation.name().getBytes(StandardCharsets.US_ASCII);
        byte[] semanticId = draft.semanticId.getBytes(StandardCharsets.US_ASCII);
        int size = 64 + operation.length + semanticId.length + 8 * draft.constants.length + 20 * draft.inputs.length;
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putInt(KEY_FORM).putInt(operation.length).put(operation);
        bytes.putInt(semanticId.length).put(semanticId);
        bytes.put((byte) (draft.evaluatesFlat ? 1 : 0)).put((byte) (draft.isCondition ? 1 : 0));
        bytes.putInt(draft.timeframe == null ? -1 : draft.timeframe.kind().ordinal());
        bytes.putLong(draft.timeframe == null ? 0L : draft.timeframe.length());
        bytes.putInt(draft.constants.length);
        for (double constant : draft.constants) {
            bytes.putLong(Double.doubleToLongBits(constant));
        }
        bytes.putInt(draft.inputs.length);
        for (int input : draft.inputs) {
            Step source = step(input);
            bytes.putLong(source.keyHigh()).putLong(source.keyLow()).putInt(input - source.slot());
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(Arrays.copyOf(bytes.array(), bytes.position())));
        draft.keyHigh = digest.getLong();
        draft.keyLow = digest.getLong();
    }
}
