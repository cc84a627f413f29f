-- Files that offices import: what the register keeps more of a person, the files themselves, and questions of identity.

ALTER TABLE person ADD COLUMN mother TEXT;

CREATE TABLE import_batch (
    office TEXT NOT NULL REFERENCES office,
    import TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    layout TEXT NOT NULL,
    state TEXT NOT NULL,
    account TEXT,
    at BIGINT NOT NULL,
    as_of TEXT NOT NULL,
    head TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    checked BIGINT NOT NULL,
    applied BIGINT NOT NULL,
    preview TEXT NOT NULL,
    result TEXT NOT NULL,
    compared_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (office, import),
    FOREIGN KEY (office, account) REFERENCES account
);
CREATE INDEX import_batch_state ON import_batch (office, state, at);

-- The rows of a file as text, some hundred in each part, until they are taken over.
CREATE TABLE import_part (
    office TEXT NOT NULL,
    import TEXT NOT NULL,
    part BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (office, import, part),
    FOREIGN KEY (office, import) REFERENCES import_batch
);

CREATE TABLE import_row (
    office TEXT NOT NULL,
    import TEXT NOT NULL,
    kind TEXT NOT NULL,
    line BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (office, import, kind, line),
    FOREIGN KEY (office, import) REFERENCES import_batch
);

CREATE TABLE import_mapping (
    office TEXT NOT NULL REFERENCES office,
    titles TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (office, titles)
);

CREATE TABLE question (
    office TEXT NOT NULL REFERENCES office,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    import TEXT NOT NULL,
    people TEXT NOT NULL,
    rows TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    note TEXT,
    PRIMARY KEY (office, question)
);
CREATE INDEX question_open ON question (office, state, raised_at);
