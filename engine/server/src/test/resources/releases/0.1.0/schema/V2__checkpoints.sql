-- Copies of the signed records of how far the journal was sealed: a witness, if somebody else keeps this database. Rows are
-- only ever inserted. Two rows with one number and other digests are a proof that the journal was put back or forged.

CREATE TABLE heliograph.checkpoints (
    journal_id uuid NOT NULL,
    number bigint NOT NULL,
    -- SHA-256 of the record.
    digest bytea NOT NULL,
    made_at timestamptz NOT NULL,
    made_at_ns bigint NOT NULL,
    key text NOT NULL,
    -- As it was signed (engine/journal/FORMAT.md).
    record bytea NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (journal_id, number, digest)
);

CREATE FUNCTION heliograph.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of heliograph.% are only ever inserted', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER checkpoints_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON heliograph.checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION heliograph.refuse_change();
