-- Repairs of records at the centre, and where people are who should be recorded.

CREATE TABLE repair (
    office TEXT NOT NULL,
    repair TEXT NOT NULL,
    person BIGINT NOT NULL,
    code TEXT NOT NULL,
    stage TEXT NOT NULL,
    since BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    letter_number TEXT,
    letter_on TEXT,
    reply_due TEXT,
    reply_on TEXT,
    reply_note TEXT,
    rerecord_on TEXT,
    outcome TEXT,
    PRIMARY KEY (office, repair),
    FOREIGN KEY (office, person) REFERENCES person,
    CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
    CHECK ((letter_number IS NULL) = (letter_on IS NULL) AND (letter_on IS NULL) = (reply_due IS NULL)),
    CHECK ((reply_on IS NULL) = (reply_note IS NULL))
);
CREATE INDEX repair_person ON repair (office, person);
CREATE UNIQUE INDEX repair_one_running ON repair (office, person) WHERE stage <> 'closed';

CREATE TABLE whereabouts (
    office TEXT NOT NULL,
    person BIGINT NOT NULL,
    stay TEXT NOT NULL,
    source TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    PRIMARY KEY (office, person),
    FOREIGN KEY (office, person) REFERENCES person
);
