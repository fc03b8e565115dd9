package io.heliograph.server.engine;

import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * Follows the output log and keeps the content digest, off the hot path.
 *
 * <p>Any thread may ask for the digest; the agent answers when it has come as far as was asked.
 */
final class DigestAgent implements Agent {
    private static final int LIMIT = 256;

    private final LogReader outputs;
    private final ContentDigest digest;
    private final RecordHandler handler;
    private final ManyToOneConcurrentLinkedQueue<Question> questions = new ManyToOneConcurrentLinkedQueue<>();

    private Question waiting;
    private volatile long digested;

    /**
     * An agent that goes on with a digest of all that the log ever held.
     *
     * @param digest of the outputs up to one that the log holds, or behind which it begins; the agent's from now on
     */
    DigestAgent(Log log, ContentDigest digest) {
        this.digest = digest;
        this.handler =
                (sequence, epoch, buffer, offset, length, end) -> digest.onOutput(sequence, buffer, offset, length);
        this.digested = digest.outputs();
        this.outputs = log.openReader(digested, log::head);
    }

    /** The last output in the digest, so that those behind it are still needed. Any thread. */
    long digested() {
        return digested;
    }

    private record Question(long output, CompletableFuture<String> answer) {}

    /**
     * The digest at an output or soon after it, as 64 hex digits; empty where it is not known in time.
     *
     * @param output the last one that must be in it
     */
    Optional<String> at(long output, long patience, TimeUnit unit) {
        Question question = new Question(output, new CompletableFuture<>());
        questions.add(question);
        try {
            return Optional.of(question.answer.get(patience, unit));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the digest cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public int doWork() {
        int work = outputs.poll(handler, LIMIT);
        if (work > 0) {
            digested = outputs.position();
        }
        if (waiting == null) {
            waiting = questions.poll();
        }
        if (waiting != null && outputs.position() >= waiting.output) {
            waiting.answer.complete(digest.hex());
            waiting = null;
            return work + 1;
        }
        return work;
    }

    @Override
    public void onClose() {
        outputs.close();
    }

    @Override
    public String roleName() {
        return "digest";
    }
}
