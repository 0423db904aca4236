-- Days are texts such as 2026-11-23: they sort as they follow each other.
ALTER TABLE person ADD COLUMN starts TEXT;
-- The last day at work, and the moment at which it ends where the server stands: from then on nobody signs in.
ALTER TABLE person ADD COLUMN leaves TEXT;
ALTER TABLE person ADD COLUMN ends_ms BIGINT;

-- Job titles since a day, only of those whose title ever changed: a past day is answered as it was.
CREATE TABLE job_title (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    since        TEXT   NOT NULL,
    job_title    TEXT   NOT NULL,
    PRIMARY KEY (organisation, person, since)
);

CREATE TABLE people_group (
    organisation BIGINT NOT NULL,
    people_group TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    -- The name in small letters: there is one group to each.
    name_key     TEXT   NOT NULL,
    made_ms      BIGINT NOT NULL,
    PRIMARY KEY (organisation, people_group)
);
CREATE UNIQUE INDEX people_group_by_name ON people_group (organisation, name_key);

-- Nobody is taken out of what was: whoever leaves a group has a day on which they left.
CREATE TABLE membership (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    people_group TEXT   NOT NULL,
    joined       TEXT   NOT NULL,
    -- The first day on which they are no longer in it.
    left_on      TEXT,
    PRIMARY KEY (organisation, person, people_group, joined)
);
CREATE INDEX membership_by_group ON membership (organisation, people_group, person);

-- A change is another revision, so that a past day is answered by what held then.
CREATE TABLE assignment (
    organisation BIGINT NOT NULL,
    assignment   TEXT   NOT NULL,
    revision     BIGINT NOT NULL,
    written_ms   BIGINT NOT NULL,
    written_by   TEXT   NOT NULL,
    -- From this day on it is so.
    since        TEXT   NOT NULL,
    -- `course/new-hire` or `module/fire`.
    subject      TEXT   NOT NULL,
    -- The modules that it asked for when it was written, for a server that no longer has the course.
    modules      TEXT   NOT NULL,
    -- `people`, `group`, `job-title`, `everybody`; and which.
    reach        TEXT   NOT NULL,
    reached      TEXT   NOT NULL,
    due_on       TEXT,
    due_within   BIGINT,
    grace_days   BIGINT NOT NULL,
    -- `after 365`, `yearly 1 15`, or none.
    again        TEXT,
    may_test_out BIGINT NOT NULL,
    made         TEXT   NOT NULL,
    ended        TEXT,
    PRIMARY KEY (organisation, assignment, revision)
);

CREATE TABLE assigned_person (
    organisation BIGINT NOT NULL,
    assignment   TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    PRIMARY KEY (organisation, assignment, person)
);
CREATE INDEX assigned_person_by_person ON assigned_person (organisation, person);

CREATE TABLE exemption (
    organisation BIGINT NOT NULL,
    exemption    TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    assignment   TEXT   NOT NULL,
    from_day     TEXT   NOT NULL,
    until_day    TEXT,
    reason       TEXT   NOT NULL,
    written_ms   BIGINT NOT NULL,
    written_by   TEXT   NOT NULL,
    PRIMARY KEY (organisation, exemption)
);
CREATE INDEX exemption_by_person ON exemption (organisation, person);

-- Training that happened elsewhere. What was wrong is withdrawn with a reason, and stays.
CREATE TABLE outside_training (
    organisation     BIGINT NOT NULL,
    outside_training TEXT   NOT NULL,
    person           TEXT   NOT NULL,
    module           TEXT   NOT NULL,
    kind             TEXT   NOT NULL,
    on_day           TEXT   NOT NULL,
    holds_until      TEXT,
    note             TEXT   NOT NULL,
    written_ms       BIGINT NOT NULL,
    written_by       TEXT   NOT NULL,
    withdrawn_ms     BIGINT,
    withdrawn_by     TEXT,
    withdrawn_why    TEXT,
    PRIMARY KEY (organisation, outside_training)
);
CREATE INDEX outside_training_by_person ON outside_training (organisation, person);

-- A list of people that somebody sent and looks at, before it is taken over. It goes after an hour.
CREATE TABLE roster_upload (
    organisation  BIGINT NOT NULL,
    roster_upload TEXT   NOT NULL,
    sent_by       TEXT   NOT NULL,
    sent_ms       BIGINT NOT NULL,
    bytes         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, roster_upload)
);

-- When what is known of somebody last changed, counted by changes; the empty person stands for assignments and groups.
-- Servers keep folded overviews in memory and ask here what to fold anew.
CREATE TABLE change_mark (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    PRIMARY KEY (organisation, person)
);
CREATE UNIQUE INDEX change_mark_by_version ON change_mark (organisation, version);
