-- Blanks in every state, closings and differences, print runs and their jobs, temporary letters, requests for blanks.

ALTER TABLE case_file ADD COLUMN deferred_reason TEXT;
ALTER TABLE case_file ADD COLUMN deferred_rule TEXT;
ALTER TABLE case_file ADD COLUMN deferred_until TEXT;
ALTER TABLE case_file ADD COLUMN deferred_told_at BIGINT;
ALTER TABLE case_file ADD COLUMN deferred_told_by TEXT;
ALTER TABLE blank_lot ADD COLUMN item TEXT NOT NULL DEFAULT 'blank';
ALTER TABLE blank_lot ADD COLUMN request TEXT;
ALTER TABLE blank_movement ADD COLUMN paper TEXT;
CREATE INDEX blank_movement_from ON blank_movement (office, from_place, at);

CREATE TABLE blank_serial (
    office TEXT NOT NULL,
    serial TEXT NOT NULL,
    lot TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (office, serial),
    FOREIGN KEY (office, lot) REFERENCES blank_lot,
    FOREIGN KEY (office, place) REFERENCES place
);
CREATE INDEX blank_serial_at ON blank_serial (office, place, state);
CREATE INDEX blank_serial_lot ON blank_serial (office, lot);

CREATE TABLE closing (
    office TEXT NOT NULL,
    closing TEXT NOT NULL,
    place TEXT NOT NULL,
    day TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    at_seq BIGINT NOT NULL,
    lines TEXT NOT NULL,
    state TEXT NOT NULL,
    counted_by TEXT,
    confirmed_by TEXT,
    PRIMARY KEY (office, closing),
    FOREIGN KEY (office, place) REFERENCES place,
    CHECK (confirmed_by IS NULL OR confirmed_by <> counted_by)
);
CREATE UNIQUE INDEX closing_one_running ON closing (office, place) WHERE state IN ('counting', 'counted');
CREATE INDEX closing_day ON closing (office, day);

CREATE TABLE difference (
    office TEXT NOT NULL,
    difference TEXT NOT NULL,
    place TEXT NOT NULL,
    item TEXT NOT NULL,
    lot TEXT,
    kind TEXT NOT NULL,
    expected BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    settled TEXT,
    reason TEXT,
    PRIMARY KEY (office, difference),
    FOREIGN KEY (office, place) REFERENCES place,
    FOREIGN KEY (office, lot) REFERENCES blank_lot,
    CHECK ((settled IS NULL) = (reason IS NULL))
);
CREATE INDEX difference_open ON difference (office, opened_at) WHERE settled IS NULL;

CREATE TABLE destruction (
    office TEXT NOT NULL,
    destruction TEXT NOT NULL,
    number TEXT NOT NULL,
    day TEXT NOT NULL,
    first_officer TEXT NOT NULL,
    second_officer TEXT NOT NULL,
    witness TEXT NOT NULL,
    witness_office TEXT NOT NULL,
    blanks BIGINT NOT NULL,
    cards BIGINT NOT NULL,
    PRIMARY KEY (office, destruction),
    CHECK (first_officer <> second_officer),
    CHECK (witness <> '')
);
CREATE INDEX destruction_day ON destruction (office, day);

CREATE TABLE printer (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    route TEXT NOT NULL,
    heat_cards_a_day BIGINT NOT NULL,
    seconds_a_card BIGINT NOT NULL,
    ribbon_from BIGINT NOT NULL,
    PRIMARY KEY (office, place),
    FOREIGN KEY (office, place) REFERENCES place
);

CREATE TABLE printer_status (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    reasons TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, place),
    FOREIGN KEY (office, place) REFERENCES place
);

CREATE TABLE print_run (
    office TEXT NOT NULL,
    run TEXT NOT NULL,
    number BIGINT NOT NULL,
    day TEXT NOT NULL,
    policy TEXT NOT NULL,
    jobs BIGINT NOT NULL,
    planned_by TEXT NOT NULL,
    released_by TEXT,
    released_at BIGINT NOT NULL,
    override_reason TEXT,
    PRIMARY KEY (office, run)
);
CREATE UNIQUE INDEX print_run_number ON print_run (office, number);

CREATE TABLE print_job (
    office TEXT NOT NULL,
    job TEXT NOT NULL,
    person BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    run TEXT NOT NULL,
    printer TEXT NOT NULL,
    route TEXT NOT NULL,
    rank BIGINT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    printer_job BIGINT,
    detail TEXT,
    doubted_by TEXT,
    serial TEXT,
    card TEXT,
    cause TEXT,
    PRIMARY KEY (office, job),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, case_id) REFERENCES case_file,
    FOREIGN KEY (office, run) REFERENCES print_run,
    FOREIGN KEY (office, printer) REFERENCES place,
    FOREIGN KEY (office, card) REFERENCES card,
    CHECK ((state = 'good') = (card IS NOT NULL)),
    CHECK ((state = 'spoiled') = (cause IS NOT NULL))
);
CREATE UNIQUE INDEX print_job_one_open ON print_job (office, case_id) WHERE state NOT IN ('good', 'spoiled', 'taken_back');
CREATE INDEX print_job_printer ON print_job (office, printer, state);
CREATE INDEX print_job_run ON print_job (office, run, rank);

CREATE TABLE suket (
    office TEXT NOT NULL,
    suket TEXT NOT NULL,
    person BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    renewals BIGINT NOT NULL,
    rule TEXT NOT NULL,
    ended TEXT,
    PRIMARY KEY (office, suket),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, case_id) REFERENCES case_file
);
CREATE UNIQUE INDEX suket_one_holding ON suket (office, person) WHERE ended IS NULL;
CREATE INDEX suket_ending ON suket (office, valid_until) WHERE ended IS NULL;

CREATE TABLE blank_request (
    office TEXT NOT NULL,
    request TEXT NOT NULL,
    number TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    asked BIGINT NOT NULL CHECK (asked > 0),
    PRIMARY KEY (office, request)
);

CREATE TABLE outlook (
    office TEXT NOT NULL PRIMARY KEY,
    policy TEXT NOT NULL,
    next_delivery TEXT,
    source TEXT NOT NULL
);
