-- Who looked at whom, acts that need a second person, and what an account's standing is made of.

ALTER TABLE account ADD COLUMN staff TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN posting TEXT;

CREATE TABLE look_head (
    office TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    chain_hash BYTEA NOT NULL,
    anchored BIGINT NOT NULL
);
INSERT INTO look_head (office, seq, chain_hash, anchored) SELECT office, 0, decode(repeat('00', 32), 'hex'), 0 FROM office;

CREATE TABLE look (
    office TEXT NOT NULL REFERENCES look_head,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL,
    sight TEXT NOT NULL,
    answer TEXT NOT NULL,
    subject BIGINT,
    outside BIGINT NOT NULL,
    people TEXT NOT NULL,
    reason TEXT,
    note TEXT,
    chain_hash BYTEA NOT NULL,
    PRIMARY KEY (office, seq),
    FOREIGN KEY (office, account) REFERENCES account
);
CREATE INDEX look_at ON look (office, at);
CREATE INDEX look_outside ON look (office, account, at) WHERE outside > 0;

CREATE TABLE look_person (
    office TEXT NOT NULL,
    person BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (office, person, seq),
    FOREIGN KEY (office, seq) REFERENCES look
);

CREATE TABLE look_reason (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    until BIGINT NOT NULL,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
);

CREATE TABLE activation (
    office TEXT NOT NULL,
    account TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    approved_by TEXT,
    PRIMARY KEY (office, account),
    FOREIGN KEY (office, account) REFERENCES account
);

CREATE TABLE proposal (
    office TEXT NOT NULL,
    proposal TEXT NOT NULL,
    order_name TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    proposer TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    person BIGINT,
    account TEXT,
    staff TEXT,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    reason TEXT,
    PRIMARY KEY (office, proposal),
    FOREIGN KEY (office, proposer) REFERENCES account,
    FOREIGN KEY (office, decided_by) REFERENCES account,
    FOREIGN KEY (office, person) REFERENCES person,
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> proposer)
);
CREATE INDEX proposal_state ON proposal (office, state, proposed_at);

CREATE TRIGGER look_no_update BEFORE UPDATE ON look FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_no_delete BEFORE DELETE ON look FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_person_no_update BEFORE UPDATE ON look_person FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_person_no_delete BEFORE DELETE ON look_person FOR EACH ROW EXECUTE FUNCTION refuse_change();
