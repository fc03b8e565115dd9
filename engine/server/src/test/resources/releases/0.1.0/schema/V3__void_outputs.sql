-- Rows that the journal does not know any more: what an operator set aside when the database was ahead of the journal
-- (serve --new-epoch). A sequence may stand here more than once, and in the table proper again, for other outputs.

CREATE TABLE heliograph.bars_void (
    LIKE heliograph.bars,
    voided_by_epoch bigint NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE heliograph.signals_void (
    LIKE heliograph.signals,
    voided_by_epoch bigint NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE heliograph.outcomes_void (
    LIKE heliograph.outcomes,
    voided_by_epoch bigint NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE heliograph.faults_void (
    LIKE heliograph.faults,
    voided_by_epoch bigint NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE heliograph.dead_letters_void (
    LIKE heliograph.dead_letters,
    voided_by_epoch bigint NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT now()
);
