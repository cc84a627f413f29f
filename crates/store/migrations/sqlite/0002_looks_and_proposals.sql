-- Who looked at whom, acts that need a second person, and what an account's standing is made of.

ALTER TABLE account ADD COLUMN staff TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN posting TEXT;

CREATE TABLE look_head (
    office TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    chain_hash BLOB NOT NULL,
    anchored INTEGER NOT NULL
) STRICT;
INSERT INTO look_head (office, seq, chain_hash, anchored) SELECT office, 0, zeroblob(32), 0 FROM office;

CREATE TABLE look (
    office TEXT NOT NULL REFERENCES look_head,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    sight TEXT NOT NULL,
    answer TEXT NOT NULL,
    subject INTEGER,
    outside INTEGER NOT NULL,
    people TEXT NOT NULL,
    reason TEXT,
    note TEXT,
    chain_hash BLOB NOT NULL,
    PRIMARY KEY (office, seq),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT, WITHOUT ROWID;
CREATE INDEX look_at ON look (office, at);
CREATE INDEX look_outside ON look (office, account, at) WHERE outside > 0;

CREATE TABLE look_person (
    office TEXT NOT NULL,
    person INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (office, person, seq),
    FOREIGN KEY (office, seq) REFERENCES look
) STRICT, WITHOUT ROWID;

CREATE TABLE look_reason (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    until INTEGER NOT NULL,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT, WITHOUT ROWID;

CREATE TABLE activation (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL,
    approved_by TEXT,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
) STRICT;

CREATE TABLE proposal (
    office TEXT NOT NULL,
    proposal TEXT NOT NULL,
    order_name TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    proposer TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    person INTEGER,
    account TEXT,
    staff TEXT,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    reason TEXT,
    PRIMARY KEY (office, proposal),
    FOREIGN KEY (office, proposer) REFERENCES account,
    FOREIGN KEY (office, decided_by) REFERENCES account,
    FOREIGN KEY (office, person) REFERENCES person,
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> proposer)
) STRICT;
CREATE INDEX proposal_state ON proposal (office, state, proposed_at);

CREATE TRIGGER look_no_update BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
CREATE TRIGGER look_no_delete BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
CREATE TRIGGER look_person_no_update BEFORE UPDATE ON look_person BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
CREATE TRIGGER look_person_no_delete BEFORE DELETE ON look_person BEGIN SELECT RAISE(ABORT, 'looks are append-only'); END;
