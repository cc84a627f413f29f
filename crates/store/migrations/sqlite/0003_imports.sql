-- Files that offices import: what the register keeps more of a person, and the files themselves.

ALTER TABLE person ADD COLUMN mother TEXT;
