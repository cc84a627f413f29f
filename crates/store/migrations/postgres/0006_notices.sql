-- Notices and messages from citizens, handover batches, stock-takes of shelves, who fetched a card for its holder, closed places.

ALTER TABLE card ADD COLUMN batch TEXT;

CREATE TABLE notice (
    office TEXT NOT NULL,
    notice TEXT NOT NULL,
    person BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    language TEXT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    phone TEXT,
    created_at BIGINT NOT NULL,
    send_from BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    route TEXT,
    reference TEXT,
    taken_at BIGINT,
    detail TEXT,
    possibly_double BOOLEAN NOT NULL,
    told_by TEXT,
    PRIMARY KEY (office, notice),
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, case_id) REFERENCES case_file,
    CHECK ((told_by IS NULL) = (phone IS NOT NULL))
);
CREATE UNIQUE INDEX notice_number ON notice (office, case_id, number);
CREATE INDEX notice_state ON notice (office, state, send_from);
CREATE INDEX notice_reference ON notice (office, route, reference) WHERE reference IS NOT NULL;
CREATE INDEX notice_phone ON notice (office, phone);
CREATE INDEX notice_taken ON notice (office, taken_at);

-- A receipt that came before its notice's own answer was written down.
CREATE TABLE stray_receipt (
    office TEXT NOT NULL REFERENCES office,
    route TEXT NOT NULL,
    reference TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, route, reference, outcome)
);

CREATE TABLE stopped_phone (
    office TEXT NOT NULL REFERENCES office,
    phone TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (office, phone)
);

CREATE TABLE inbound (
    office TEXT NOT NULL REFERENCES office,
    inbound TEXT NOT NULL,
    person BIGINT,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    reply TEXT,
    closed_by TEXT,
    PRIMARY KEY (office, inbound),
    FOREIGN KEY (office, person) REFERENCES person
);
CREATE UNIQUE INDEX inbound_reference ON inbound (office, reference);
CREATE INDEX inbound_state ON inbound (office, state, received_at);

CREATE TABLE handover_batch (
    office TEXT NOT NULL,
    batch TEXT NOT NULL,
    number TEXT NOT NULL,
    route TEXT NOT NULL,
    place TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    sent_by TEXT,
    received_by TEXT,
    receiver TEXT,
    signed_on TEXT,
    PRIMARY KEY (office, batch),
    FOREIGN KEY (office, place) REFERENCES place,
    CHECK ((state = 'received') = (receiver IS NOT NULL))
);
CREATE UNIQUE INDEX handover_batch_number ON handover_batch (office, number);

CREATE TABLE handover_card (
    office TEXT NOT NULL,
    batch TEXT NOT NULL,
    card TEXT NOT NULL,
    case_id TEXT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (office, batch, card),
    FOREIGN KEY (office, batch) REFERENCES handover_batch,
    FOREIGN KEY (office, card) REFERENCES card,
    FOREIGN KEY (office, case_id) REFERENCES case_file
);
CREATE UNIQUE INDEX handover_card_one_open ON handover_card (office, card) WHERE state IN ('packed', 'sent');

CREATE TABLE shelf_count (
    office TEXT NOT NULL,
    shelf_count TEXT NOT NULL,
    place TEXT NOT NULL,
    at BIGINT NOT NULL,
    counted_by TEXT NOT NULL,
    expected BIGINT NOT NULL,
    scanned BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    extra BIGINT NOT NULL,
    PRIMARY KEY (office, shelf_count),
    FOREIGN KEY (office, place) REFERENCES place
);
CREATE INDEX shelf_count_place ON shelf_count (office, place, at);

CREATE TABLE proxy_pickup (
    office TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person BIGINT NOT NULL,
    card TEXT NOT NULL,
    nik TEXT NOT NULL,
    name TEXT NOT NULL,
    letter TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (office, case_id),
    FOREIGN KEY (office, case_id) REFERENCES case_file,
    FOREIGN KEY (office, person) REFERENCES person,
    FOREIGN KEY (office, card) REFERENCES card
);
CREATE INDEX proxy_pickup_nik ON proxy_pickup (office, nik, at);

CREATE TABLE closed_site (
    office TEXT NOT NULL,
    place TEXT NOT NULL,
    since BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (office, place),
    FOREIGN KEY (office, place) REFERENCES place
);
