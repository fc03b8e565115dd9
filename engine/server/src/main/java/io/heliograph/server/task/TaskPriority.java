package io.heliograph.server.task;

/** Which task goes first where several wait; the most urgent comes first. */
public enum TaskPriority {
    HIGH,
    NORMAL,
    LOW
}
