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
    at INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    head TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    preview TEXT NOT NULL,
    result TEXT NOT NULL,
    compared_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (office, import),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT;
CREATE INDEX import_batch_state ON import_batch (office, state, at);

-- The rows of a file as text, some hundred in each part, until they are taken over.
CREATE TABLE import_part (
    office TEXT NOT NULL,
    import TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (office, import, part),
    FOREIGN KEY (office, import) REFERENCES import_batch
) STRICT;

CREATE TABLE import_row (
    office TEXT NOT NULL,
    import TEXT NOT NULL,
    kind TEXT NOT NULL,
    line INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (office, import, kind, line),
    FOREIGN KEY (office, import) REFERENCES import_batch
) STRICT, WITHOUT ROWID;

CREATE TABLE import_mapping (
    office TEXT NOT NULL REFERENCES office,
    titles TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (office, titles)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    office TEXT NOT NULL REFERENCES office,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    import TEXT NOT NULL,
    people TEXT NOT NULL,
    rows TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    answered_by TEXT,
    answered_at INTEGER,
    note TEXT,
    PRIMARY KEY (office, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_open ON question (office, state, raised_at);
