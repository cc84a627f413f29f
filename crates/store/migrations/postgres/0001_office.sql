-- The first schema. Every key begins with the office; times are microseconds UTC, dates ISO text, JSON is text.
-- The class of each table (folded, history, operational) is declared in store::declared.

CREATE TABLE office (
    office TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    demo BOOLEAN NOT NULL
);

CREATE TABLE account (
    office TEXT NOT NULL REFERENCES office,
    account TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    PRIMARY KEY (office, account)
);
CREATE UNIQUE INDEX account_username ON account (office, username);

CREATE TABLE credential (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
);

CREATE TABLE session (
    office TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (office, token_hash),
    FOREIGN KEY (office, account) REFERENCES account
);
CREATE INDEX session_account ON session (office, account);

CREATE TABLE setup_token (
    office TEXT NOT NULL PRIMARY KEY REFERENCES office,
    token_hash BYTEA NOT NULL
);

CREATE TABLE place (
    office TEXT NOT NULL REFERENCES office,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office, place)
);
CREATE UNIQUE INDEX place_code ON place (office, code);

CREATE TABLE person (
    office TEXT NOT NULL REFERENCES office,
    person BIGINT NOT NULL,
    version BIGINT NOT NULL,
    nik TEXT NOT NULL,
    kk TEXT,
    name TEXT NOT NULL,
    birth_place TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    marital TEXT NOT NULL,
    village TEXT NOT NULL,
    address TEXT NOT NULL,
    rt BIGINT NOT NULL,
    rw BIGINT NOT NULL,
    phone TEXT,
    life TEXT NOT NULL,
    central_code TEXT,
    central_on TEXT,
    PRIMARY KEY (office, person)
);
CREATE UNIQUE INDEX person_nik ON person (office, nik);
CREATE INDEX person_kk ON person (office, kk);
CREATE INDEX person_phone ON person (office, phone) WHERE phone IS NOT NULL;

CREATE TABLE person_history (
    office TEXT NOT NULL REFERENCES office,
    person BIGINT NOT NULL,
    version BIGINT NOT NULL,
    import TEXT,
    chunk BIGINT,
    content TEXT NOT NULL,
    PRIMARY KEY (office, person, version)
);

CREATE TABLE central_observation (
    office TEXT NOT NULL REFERENCES office,
    person BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    code TEXT NOT NULL,
    observed_on TEXT NOT NULL,
    import TEXT,
    chunk BIGINT,
    PRIMARY KEY (office, person, ordinal)
);

CREATE TABLE name_word (
    office TEXT NOT NULL REFERENCES office,
    word TEXT NOT NULL,
    PRIMARY KEY (office, word)
);

-- Name search on PostgreSQL: one row per distinct word of a person's name.
CREATE TABLE person_word (
    office TEXT NOT NULL,
    word TEXT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (office, word, person)
);
CREATE INDEX person_word_person ON person_word (office, person);

CREATE TABLE case_file (
    office TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    purpose TEXT NOT NULL,
    damage TEXT,
    class BIGINT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    requirements TEXT NOT NULL,
    documents TEXT NOT NULL,
    print_from TEXT,
    spoiled BIGINT NOT NULL,
    card TEXT,
    shelf TEXT,
    cancel_reason TEXT,
    PRIMARY KEY (office, case_id),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, site) REFERENCES place,
    FOREIGN KEY (office, shelf) REFERENCES place
);
CREATE UNIQUE INDEX case_file_receipt ON case_file (office, receipt);
CREATE INDEX case_file_person ON case_file (office, person);
CREATE UNIQUE INDEX case_file_one_open ON case_file (office, person) WHERE state NOT IN ('collected', 'cancelled');
CREATE INDEX case_file_queue ON case_file (office, state, class, opened_at);

CREATE TABLE card (
    office TEXT NOT NULL,
    card TEXT NOT NULL,
    person BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    printed_at BIGINT NOT NULL,
    invalid TEXT,
    custody TEXT NOT NULL,
    place TEXT,
    since BIGINT NOT NULL,
    PRIMARY KEY (office, card),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, case_id) REFERENCES case_file,
    FOREIGN KEY (office, place) REFERENCES place,
    CHECK ((custody = 'place') = (place IS NOT NULL))
);
CREATE INDEX card_person ON card (office, person);
CREATE UNIQUE INDEX card_one_valid ON card (office, person) WHERE invalid IS NULL;
CREATE UNIQUE INDEX card_case ON card (office, case_id);
CREATE INDEX card_place ON card (office, place) WHERE place IS NOT NULL;

CREATE TABLE blank_lot (
    office TEXT NOT NULL REFERENCES office,
    lot TEXT NOT NULL,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    PRIMARY KEY (office, lot)
);

CREATE TABLE blank_movement (
    office TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    lot TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    from_place TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_place TEXT NOT NULL,
    to_state TEXT NOT NULL,
    cause TEXT,
    case_id TEXT,
    PRIMARY KEY (office, seq),
    FOREIGN KEY (office, lot) REFERENCES blank_lot,
    FOREIGN KEY (office, from_place) REFERENCES place,
    FOREIGN KEY (office, to_place) REFERENCES place
);

CREATE TABLE blank_balance (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    lot TEXT NOT NULL,
    state TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (office, place, lot, state),
    FOREIGN KEY (office, lot) REFERENCES blank_lot,
    FOREIGN KEY (office, place) REFERENCES place
);

CREATE TABLE journal_head (
    office TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    chain_hash BYTEA NOT NULL
);

CREATE TABLE journal (
    office TEXT NOT NULL REFERENCES journal_head,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    leaf_hash BYTEA NOT NULL,
    chain_hash BYTEA NOT NULL,
    PRIMARY KEY (office, seq)
);
CREATE INDEX journal_subject ON journal (office, subject, seq);

CREATE TABLE journal_payload (
    office TEXT NOT NULL,
    seq BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (office, seq),
    FOREIGN KEY (office, seq) REFERENCES journal
);

CREATE TABLE subject_key (
    office TEXT NOT NULL REFERENCES journal_head,
    subject TEXT NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (office, subject)
);

CREATE TABLE job (
    office TEXT NOT NULL REFERENCES office,
    job TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    PRIMARY KEY (office, job)
);
CREATE INDEX job_due ON job (office, state, run_at);

CREATE TABLE idempotency (
    office TEXT NOT NULL REFERENCES office,
    account TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, account, route, key)
);
CREATE INDEX idempotency_at ON idempotency (office, at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_payload_no_update BEFORE UPDATE ON journal_payload FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_payload_no_delete BEFORE DELETE ON journal_payload FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blank_movement_no_update BEFORE UPDATE ON blank_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blank_movement_no_delete BEFORE DELETE ON blank_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER person_history_no_update BEFORE UPDATE ON person_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER person_history_no_delete BEFORE DELETE ON person_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER central_observation_no_update BEFORE UPDATE ON central_observation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER central_observation_no_delete BEFORE DELETE ON central_observation FOR EACH ROW EXECUTE FUNCTION refuse_change();
