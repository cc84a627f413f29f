-- The first schema. Every key begins with the office; times are microseconds UTC, dates ISO text, JSON is text.
-- The class of each table (folded, history, operational) is declared in store::declared.

CREATE TABLE office (
    office TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    demo INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    office TEXT NOT NULL REFERENCES office,
    account TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (office, account)
) STRICT;
CREATE UNIQUE INDEX account_username ON account (office, username);

CREATE TABLE credential (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT;

CREATE TABLE session (
    office TEXT NOT NULL,
    token_hash BLOB NOT NULL,
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (office, token_hash),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT;
CREATE INDEX session_account ON session (office, account);

CREATE TABLE setup_token (
    office TEXT NOT NULL PRIMARY KEY REFERENCES office,
    token_hash BLOB NOT NULL
) STRICT;

CREATE TABLE place (
    office TEXT NOT NULL REFERENCES office,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office, place)
) STRICT;
CREATE UNIQUE INDEX place_code ON place (office, code);

CREATE TABLE person (
    office TEXT NOT NULL REFERENCES office,
    person INTEGER NOT NULL,
    version INTEGER NOT NULL,
    nik TEXT NOT NULL,
    kk TEXT,
    name TEXT NOT NULL,
    birth_place TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    marital TEXT NOT NULL,
    village TEXT NOT NULL,
    address TEXT NOT NULL,
    rt INTEGER NOT NULL,
    rw INTEGER NOT NULL,
    phone TEXT,
    life TEXT NOT NULL,
    central_code TEXT,
    central_on TEXT,
    PRIMARY KEY (office, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_nik ON person (office, nik);
CREATE INDEX person_kk ON person (office, kk);
CREATE INDEX person_phone ON person (office, phone) WHERE phone IS NOT NULL;

CREATE TABLE person_history (
    office TEXT NOT NULL REFERENCES office,
    person INTEGER NOT NULL,
    version INTEGER NOT NULL,
    import TEXT,
    chunk INTEGER,
    content TEXT NOT NULL,
    PRIMARY KEY (office, person, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE central_observation (
    office TEXT NOT NULL REFERENCES office,
    person INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    code TEXT NOT NULL,
    observed_on TEXT NOT NULL,
    import TEXT,
    chunk INTEGER,
    PRIMARY KEY (office, person, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_word (
    office TEXT NOT NULL REFERENCES office,
    word TEXT NOT NULL,
    PRIMARY KEY (office, word)
) STRICT, WITHOUT ROWID;

-- Name search on SQLite: words only, no positions, no copy of the text. The row number is the person.
CREATE VIRTUAL TABLE person_fts USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE case_file (
    office TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    purpose TEXT NOT NULL,
    damage TEXT,
    class INTEGER NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL,
    since INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    requirements TEXT NOT NULL,
    documents TEXT NOT NULL,
    print_from TEXT,
    spoiled INTEGER NOT NULL,
    card TEXT,
    shelf TEXT,
    cancel_reason TEXT,
    PRIMARY KEY (office, case_id),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, site) REFERENCES place,
    FOREIGN KEY (office, shelf) REFERENCES place
) STRICT;
CREATE UNIQUE INDEX case_file_receipt ON case_file (office, receipt);
CREATE INDEX case_file_person ON case_file (office, person);
CREATE UNIQUE INDEX case_file_one_open ON case_file (office, person) WHERE state NOT IN ('collected', 'cancelled');
CREATE INDEX case_file_queue ON case_file (office, state, class, opened_at);

CREATE TABLE card (
    office TEXT NOT NULL,
    card TEXT NOT NULL,
    person INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    printed_at INTEGER NOT NULL,
    invalid TEXT,
    custody TEXT NOT NULL,
    place TEXT,
    since INTEGER NOT NULL,
    PRIMARY KEY (office, card),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, case_id) REFERENCES case_file,
    FOREIGN KEY (office, place) REFERENCES place,
    CHECK ((custody = 'place') = (place IS NOT NULL))
) STRICT;
CREATE INDEX card_person ON card (office, person);
CREATE UNIQUE INDEX card_one_valid ON card (office, person) WHERE invalid IS NULL;
CREATE UNIQUE INDEX card_case ON card (office, case_id);
CREATE INDEX card_place ON card (office, place) WHERE place IS NOT NULL;

CREATE TABLE blank_lot (
    office TEXT NOT NULL REFERENCES office,
    lot TEXT NOT NULL,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (office, lot)
) STRICT;

CREATE TABLE blank_movement (
    office TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lot TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
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
) STRICT, WITHOUT ROWID;

CREATE TABLE blank_balance (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    lot TEXT NOT NULL,
    state TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (office, place, lot, state),
    FOREIGN KEY (office, lot) REFERENCES blank_lot,
    FOREIGN KEY (office, place) REFERENCES place
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_head (
    office TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    chain_hash BLOB NOT NULL
) STRICT;

CREATE TABLE journal (
    office TEXT NOT NULL REFERENCES journal_head,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    leaf_hash BLOB NOT NULL,
    chain_hash BLOB NOT NULL,
    PRIMARY KEY (office, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_subject ON journal (office, subject, seq);

CREATE TABLE journal_payload (
    office TEXT NOT NULL,
    seq INTEGER NOT NULL,
    salt BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (office, seq),
    FOREIGN KEY (office, seq) REFERENCES journal
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_key (
    office TEXT NOT NULL REFERENCES journal_head,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (office, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
    office TEXT NOT NULL REFERENCES office,
    job TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    PRIMARY KEY (office, job)
) STRICT;
CREATE INDEX job_due ON job (office, state, run_at);

CREATE TABLE idempotency (
    office TEXT NOT NULL REFERENCES office,
    account TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (office, account, route, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (office, at);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_payload_no_update BEFORE UPDATE ON journal_payload BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_payload_no_delete BEFORE DELETE ON journal_payload BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER blank_movement_no_update BEFORE UPDATE ON blank_movement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER blank_movement_no_delete BEFORE DELETE ON blank_movement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER person_history_no_update BEFORE UPDATE ON person_history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER person_history_no_delete BEFORE DELETE ON person_history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER central_observation_no_update BEFORE UPDATE ON central_observation BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER central_observation_no_delete BEFORE DELETE ON central_observation BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
