-- The projection of the output log. Every output is exactly one row of exactly one of bars, signals, outcomes, faults and
-- dead_letters, under its output sequence. Times stand twice: as timestamptz to read, and as nanoseconds since
-- 1970-01-01T00:00Z (_ns), which is the whole truth. Undefined numbers are null.

-- How far the projection is; one row, moved in the transaction that writes the rows.
CREATE TABLE heliograph.cursor (
    id smallint PRIMARY KEY CHECK (id = 1),
    journal_id uuid NOT NULL,
    epoch bigint NOT NULL,
    event_sequence bigint NOT NULL,
    output_sequence bigint NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE heliograph.bars (
    sequence bigint PRIMARY KEY,
    cause bigint NOT NULL,
    bar_start timestamptz NOT NULL,
    bar_start_ns bigint NOT NULL,
    bar_end timestamptz NOT NULL,
    bar_end_ns bigint NOT NULL,
    ordinal bigint NOT NULL,
    timeframe text NOT NULL,
    timeframe_kind smallint NOT NULL,
    timeframe_length bigint NOT NULL,
    open_price double precision NOT NULL,
    high_price double precision NOT NULL,
    low_price double precision NOT NULL,
    close_price double precision NOT NULL,
    volume double precision NOT NULL,
    wap double precision,
    trades bigint NOT NULL,
    instrument integer NOT NULL,
    symbol text NOT NULL,
    origin text NOT NULL,
    flags smallint NOT NULL
);

-- The bars of an instrument and timeframe, by time.
CREATE INDEX bars_by_series ON heliograph.bars (symbol, timeframe, bar_start_ns, sequence);

CREATE TABLE heliograph.signals (
    sequence bigint PRIMARY KEY,
    epoch bigint NOT NULL,
    cause bigint NOT NULL,
    receive_time timestamptz NOT NULL,
    receive_time_ns bigint NOT NULL,
    event_time timestamptz NOT NULL,
    event_time_ns bigint NOT NULL,
    bar_start timestamptz NOT NULL,
    bar_start_ns bigint NOT NULL,
    bar_end timestamptz NOT NULL,
    bar_end_ns bigint NOT NULL,
    bar_ordinal bigint NOT NULL,
    timeframe text NOT NULL,
    timeframe_kind smallint NOT NULL,
    timeframe_length bigint NOT NULL,
    confidence double precision,
    reference_price double precision NOT NULL,
    stop double precision,
    target double precision,
    expiry_duration_ns bigint NOT NULL,
    expiry_bars integer NOT NULL,
    bars_seen integer NOT NULL,
    instrument integer NOT NULL,
    signal_id text NOT NULL,
    closes_id text,
    strategy_hash bytea NOT NULL,
    side text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    readiness text NOT NULL,
    value_names text[] NOT NULL,
    value_numbers double precision[] NOT NULL,
    value_flags smallint[] NOT NULL,
    symbol text NOT NULL,
    strategy text NOT NULL,
    arm text NOT NULL
);

-- One signal by its id; not unique, because a strategy that is removed and applied again may repeat itself.
CREATE INDEX signals_by_id ON heliograph.signals (signal_id);
-- Newest or oldest of an instrument, and the latest of each strategy and timeframe.
CREATE INDEX signals_by_symbol ON heliograph.signals (symbol, sequence);
CREATE INDEX signals_by_series ON heliograph.signals (symbol, strategy, timeframe, arm, sequence);
-- Newest or oldest of a strategy.
CREATE INDEX signals_by_strategy ON heliograph.signals (strategy, sequence);
-- The orders in which signals may be listed; the one by sequence is the primary key's.
CREATE INDEX signals_by_bar_end ON heliograph.signals (bar_end_ns, sequence);
CREATE INDEX signals_by_event_time ON heliograph.signals (event_time_ns, sequence);
CREATE INDEX signals_by_confidence ON heliograph.signals ((coalesce(confidence, -1)), sequence);
-- Entries apart from the HOLD signals between them.
CREATE INDEX signals_buy_or_sell ON heliograph.signals (side, sequence) WHERE side IN ('BUY', 'SELL');

-- What became of signals: ENDED at once, RECORDED when the horizons are known.
CREATE TABLE heliograph.outcomes (
    sequence bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('ENDED', 'RECORDED')),
    cause bigint NOT NULL,
    receive_time timestamptz NOT NULL,
    receive_time_ns bigint NOT NULL,
    signal_sequence bigint NOT NULL,
    signal_bar_end timestamptz NOT NULL,
    signal_bar_end_ns bigint NOT NULL,
    bar_start timestamptz NOT NULL,
    bar_start_ns bigint NOT NULL,
    bar_end timestamptz NOT NULL,
    bar_end_ns bigint NOT NULL,
    bar_ordinal bigint NOT NULL,
    timeframe text NOT NULL,
    timeframe_kind smallint NOT NULL,
    timeframe_length bigint NOT NULL,
    confidence double precision,
    entry_price double precision NOT NULL,
    entry_next_open double precision,
    exit_price double precision,
    gross_return double precision,
    return_next_open double precision,
    max_favourable double precision,
    max_adverse double precision,
    return_1 double precision,
    return_5 double precision,
    return_20 double precision,
    bars_held integer NOT NULL,
    instrument integer NOT NULL,
    signal_id text NOT NULL,
    strategy_hash bytea NOT NULL,
    side text NOT NULL,
    reason text NOT NULL,
    flags smallint NOT NULL,
    symbol text NOT NULL,
    strategy text NOT NULL,
    arm text NOT NULL
);

-- How a signal ended, if it did: its status is read through this.
CREATE INDEX outcomes_endings ON heliograph.outcomes (signal_sequence, sequence) INCLUDE (reason) WHERE kind = 'ENDED';
-- The outcomes of a strategy, by time.
CREATE INDEX outcomes_recorded ON heliograph.outcomes (strategy, bar_end_ns, sequence) WHERE kind = 'RECORDED';

CREATE TABLE heliograph.faults (
    sequence bigint PRIMARY KEY,
    cause bigint NOT NULL,
    receive_time timestamptz NOT NULL,
    receive_time_ns bigint NOT NULL,
    bar_start timestamptz NOT NULL,
    bar_start_ns bigint NOT NULL,
    bar_end timestamptz NOT NULL,
    bar_end_ns bigint NOT NULL,
    bar_ordinal bigint NOT NULL,
    timeframe text NOT NULL,
    timeframe_kind smallint NOT NULL,
    timeframe_length bigint NOT NULL,
    instrument integer NOT NULL,
    strategy_hash bytea NOT NULL,
    side text NOT NULL,
    code text NOT NULL,
    symbol text NOT NULL,
    strategy text NOT NULL,
    arm text NOT NULL,
    detail text NOT NULL
);

-- Outputs that a table refused, with the record as it stands in the log.
CREATE TABLE heliograph.dead_letters (
    sequence bigint PRIMARY KEY,
    epoch bigint NOT NULL,
    sql_state text NOT NULL,
    problem text NOT NULL,
    record bytea NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now()
);
