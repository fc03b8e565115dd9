package io.heliograph.journal.retention;

/** How far whoever must not miss a record has come in both logs; what is behind may not go. Any thread. */
public interface RetentionFloor {
    /** Nobody must see anything. */
    RetentionFloor NONE = new RetentionFloor() {
        @Override
        public long event() {
            return Long.MAX_VALUE;
        }

        @Override
        public long output() {
            return Long.MAX_VALUE;
        }
    };

    /** Last event that may go. */
    long event();

    /** Last output that may go. */
    long output();
}
