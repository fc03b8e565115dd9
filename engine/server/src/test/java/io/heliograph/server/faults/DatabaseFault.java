package io.heliograph.server.faults;

/** What is done to a database or to the way there. */
enum DatabaseFault {
    /** F16: committed, and the answer is lost: the outcome is unknown. */
    CUT_IN_COMMIT,
    /** F16: the rows are there, the commit is not. */
    CUT_AFTER_ROWS,
    /** The cursor has moved in a transaction that never ends. */
    CUT_AFTER_CURSOR,
    /** F13: connections are reset. */
    RESET,
    /** F13: connections are closed as by one who ends well. */
    CLOSE,
    /** F14: answers stay away, nobody says that the connection is gone; they come when it is too late. */
    FREEZE_ANSWERS,
    /** F14: requests stay away, and come when nobody waits for them any more: a commit among them. */
    FREEZE_REQUESTS,
    /** F14: the server stands still. */
    FREEZE_SERVER,
    /** F13: stopped in immediate mode, started again a moment later. */
    STOP_AND_START,
    /** F13: who serves us is killed, and the server recovers. */
    KILL_BACKENDS,
    /** F15: writes are refused (25006). */
    READ_ONLY,
    /** Every piece is late. */
    SLOW,
    /** A few thousand bytes a second. */
    TRICKLE
}
