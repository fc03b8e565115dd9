package io.heliograph.server.task;

import com.google.protobuf.Message;
import java.util.List;

/**
 * What a task that succeeded came to.
 *
 * @param response of its operation; short enough for one message
 * @param rows more of the same, to be listed page by page; kept for as long as the operation is
 */
public record Outcome(Message response, List<? extends Message> rows) {
    public Outcome {
        rows = List.copyOf(rows);
    }
}
