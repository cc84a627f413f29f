//! Who is to be notified, who was never told, what waits, and which numbers serve many.
//!
//! `n.state || ''` is the state where it must not choose the index: SQLite keeps no statistics here, and would look through all notices of a
//! state for each case instead of through the case's few. `CROSS JOIN` keeps it from beginning with everybody who has a number.

use domain::{
    area::VillageCode,
    case::{CaseState, Purpose, Receipt},
    id::{CardId, CaseId, PersonId, PlaceId},
    notice::{Language, NoticePurpose, NoticeState},
    person::Phone,
};
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A card that lies in the office, with what the ladder needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderLine {
    /// The card.
    pub card: CardId,
    /// Its case.
    pub case: CaseId,
    /// The receipt.
    pub receipt: Receipt,
    /// Whose.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Village.
    pub village: VillageCode,
    /// Where it lies.
    pub place: PlaceId,
    /// When it was printed.
    pub printed_at: Timestamp,
    /// The holder's number.
    pub phone: Option<Phone>,
    /// Whether that number wants no messages.
    pub stopped: bool,
    /// Whether a message to that number came back.
    pub wrong_number: bool,
    /// Notices about the card that count.
    pub counted: i64,
    /// Notices of the case that are under way.
    pub open: i64,
    /// When the latest one was written.
    pub last_at: Option<Timestamp>,
    /// What became of it.
    pub last: Option<NoticeState>,
    /// Whether the holder lives in the register.
    pub alive: bool,
}

impl FromRow for LadderLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            card: row.parse(CardId::parse)?,
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            village: row.parse(VillageCode::parse)?,
            place: row.parse(PlaceId::parse)?,
            printed_at: row.timestamp()?,
            phone: row.parse_or_null(|text| Phone::parse(text).ok())?,
            stopped: row.bool()?,
            wrong_number: row.bool()?,
            counted: row.integer()?,
            open: row.integer()?,
            last_at: row.timestamp_or_null()?,
            last: row.parse_or_null(NoticeState::from_code)?,
            alive: row.bool()?,
        })
    }
}

/// All cards that lie in the office, the longest first. `within` is a sub-district's dotted code, or empty for all.
pub fn ladder(tx: &mut Tx<'_>, within: &str) -> Result<Vec<LadderLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT k.card, c.case_id, c.receipt, c.person, p.name, p.village, k.place, k.printed_at, p.phone,
             EXISTS (SELECT 1 FROM stopped_phone s WHERE s.office = p.office AND s.phone = p.phone),
             EXISTS (SELECT 1 FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id AND n.phone || '' = p.phone
                 AND n.state || '' = 'undeliverable'),
             (SELECT COUNT(*) FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id AND n.purpose IN ('ready', 'reminder')
                 AND n.state || '' IN ('taken', 'unanswered', 'delivered', 'told')),
             (SELECT COUNT(*) FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id
                 AND n.state || '' IN ('waiting', 'sending', 'uncertain')),
             (SELECT MAX(n.created_at) FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id),
             (SELECT n.state FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id ORDER BY n.number DESC LIMIT 1),
             p.life = 'alive'
         FROM case_file c JOIN card k ON k.office = c.office AND k.card = c.card
             JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state IN ('printed', 'on_shelf') AND k.place IS NOT NULL
             AND (?2 = '' OR substr(p.village, 1, 8) = ?2)
         ORDER BY k.printed_at, k.card";
    tx.query(sql, values![office, within])
}

/// A case about which something is to be said, and was not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsaidLine {
    /// The case.
    pub case: CaseId,
    /// Whose.
    pub person: PersonId,
    /// What is to be said.
    pub purpose: NoticePurpose,
}

impl FromRow for UnsaidLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (case, person) = (row.parse(CaseId::parse)?, PersonId(row.integer()?));
        Ok(Self { case, person, purpose: row.parse(NoticePurpose::from_code)? })
    }
}

/// Cases that wait for blanks, or whose card came to a village or sub-district, with a number that takes messages and no notice of that kind
/// since that counts or is under way, the oldest first; one that did not arrive is written again when it was before `again_after`. Who was told
/// in another way since the deferral is left out. With `invites`, also cases whose card is printed when the holder comes.
pub fn unsaid(tx: &mut Tx<'_>, invites: bool, again_after: Timestamp, limit: i64) -> Result<Vec<UnsaidLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.person, CASE c.state WHEN 'deferred' THEN 'deferred' WHEN 'at_village' THEN 'moved' ELSE 'invited' END
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND (c.state IN ('deferred', 'at_village') OR ?2 AND c.state = 'ready_to_print') AND c.deferred_told_at IS NULL AND p.phone IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM stopped_phone s WHERE s.office = p.office AND s.phone = p.phone)
             AND p.life = 'alive'
             AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id AND n.created_at >= c.since
                 AND n.purpose = CASE c.state WHEN 'deferred' THEN 'deferred' WHEN 'at_village' THEN 'moved' ELSE 'invited' END
                 AND n.state || '' <> 'cancelled'
                 AND (n.state || '' NOT IN ('expired', 'given_up') OR n.created_at > ?3))
             AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id AND n.phone || '' = p.phone
                 AND n.state || '' = 'undeliverable')
         ORDER BY c.since, c.case_id LIMIT ?4";
    tx.query(sql, values![office, invites, again_after, limit])
}

/// What was last said about a case that waits for blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidLine {
    /// The case.
    pub case: CaseId,
    /// The day on which it is looked at again.
    pub until: Date,
    /// The language of the notice.
    pub language: Language,
    /// What it says.
    pub text: String,
}

impl FromRow for SaidLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { case: row.parse(CaseId::parse)?, until: row.date()?, language: row.parse(Language::from_code)?, text: row.text()? })
    }
}

/// The latest notices about cases that wait for blanks still, of those that count and were written before an instant, the oldest cases first.
pub fn said_of_deferrals(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> Result<Vec<SaidLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.deferred_until, n.language, n.text
         FROM case_file c JOIN notice n ON n.office = c.office AND n.case_id = c.case_id
         WHERE c.office = ?1 AND c.state = 'deferred' AND c.deferred_told_at IS NULL AND n.purpose || '' = 'deferred' AND n.created_at <= ?2
             AND n.state || '' IN ('taken', 'unanswered', 'delivered')
             AND n.number = (SELECT MAX(l.number) FROM notice l WHERE l.office = c.office AND l.case_id = c.case_id)
         ORDER BY c.since, c.case_id LIMIT ?3";
    tx.query(sql, values![office, before, limit])
}

/// Somebody who was never told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntoldLine {
    /// The case.
    pub case: CaseId,
    /// The receipt.
    pub receipt: Receipt,
    /// Whose.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Date of birth.
    pub birth_date: Date,
    /// Village.
    pub village: VillageCode,
    /// Why a card was asked for.
    pub purpose: Purpose,
    /// Where the case stands.
    pub state: CaseState,
    /// Since when.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether there is a number.
    pub phone: bool,
    /// Whether that number wants no messages.
    pub stopped: bool,
    /// How many other people of the same family card have a number.
    pub family_phones: i64,
    /// What became of the latest message.
    pub last: Option<NoticeState>,
}

impl FromRow for UntoldLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            birth_date: row.date()?,
            village: row.parse(VillageCode::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            state: row.parse(CaseState::from_code)?,
            since: row.timestamp()?,
            opened_at: row.timestamp()?,
            phone: row.bool()?,
            stopped: row.bool()?,
            family_phones: row.integer()?,
            last: row.parse_or_null(NoticeState::from_code)?,
        })
    }
}

/// Open cases without any notice that counts, or whose latest one came back from the number that the holder still has, which were deferred,
/// have a card that lies, or were opened before an instant: the oldest first. `within` is a sub-district's dotted code, or empty for all.
pub fn never_told(tx: &mut Tx<'_>, opened_before: Timestamp, within: &str, limit: i64) -> Result<Vec<UntoldLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, p.birth_date, p.village, c.purpose, c.state, c.since, c.opened_at,
             p.phone IS NOT NULL,
             EXISTS (SELECT 1 FROM stopped_phone s WHERE s.office = p.office AND s.phone = p.phone),
             (SELECT COUNT(f.phone) FROM person k CROSS JOIN person f WHERE k.office = p.office AND k.kk = p.kk AND k.person <> p.person
                 AND f.office = k.office AND f.person = k.person),
             (SELECT n.state FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id ORDER BY n.number DESC LIMIT 1)
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state NOT IN ('collected', 'cancelled') AND c.deferred_told_at IS NULL
             AND (c.state IN ('deferred', 'printed', 'on_shelf', 'on_the_way', 'at_village') OR c.opened_at < ?2)
             AND (?3 = '' OR substr(p.village, 1, 8) = ?3)
             AND (NOT EXISTS (SELECT 1 FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id
                     AND n.state || '' IN ('taken', 'unanswered', 'delivered', 'told'))
                 OR (SELECT n.state FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id AND n.phone || '' = p.phone
                     ORDER BY n.number DESC LIMIT 1) = 'undeliverable')
         ORDER BY c.opened_at, c.case_id LIMIT ?4";
    tx.query(sql, values![office, opened_before, within, limit])
}

/// A number that serves many people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPhone {
    /// The number.
    pub phone: Phone,
    /// People of the register who have it.
    pub people: i64,
    /// Of how many family cards.
    pub families: i64,
    /// Open cases of these people.
    pub open_cases: i64,
}

impl FromRow for SharedPhone {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let phone = row.parse(|text| Phone::parse(text).ok())?;
        Ok(Self { phone, people: row.integer()?, families: row.integer()?, open_cases: row.integer()? })
    }
}

/// Numbers that at least so many people have, the most first. It is allowed, and worth a look.
pub fn shared_phones(tx: &mut Tx<'_>, people_min: i64, limit: i64) -> Result<Vec<SharedPhone>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.phone, COUNT(DISTINCT p.person), COUNT(DISTINCT COALESCE(p.kk, p.nik)), COUNT(c.case_id)
         FROM (SELECT phone FROM person WHERE office = ?1 AND phone IS NOT NULL GROUP BY phone HAVING COUNT(*) >= ?2
             ORDER BY COUNT(*) DESC, phone LIMIT ?3) s
             CROSS JOIN person k CROSS JOIN person p
             LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE k.office = ?1 AND k.phone = s.phone AND p.office = k.office AND p.person = k.person GROUP BY p.phone ORDER BY COUNT(DISTINCT p.person) DESC, p.phone";
    tx.query(sql, values![office, people_min, limit])
}

/// Numbers under which people of at least so many family cards have an open case, the most cases first: people and families are those with
/// such a case.
pub fn shared_in_cases(tx: &mut Tx<'_>, families_min: i64, limit: i64) -> Result<Vec<SharedPhone>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.phone, COUNT(DISTINCT p.person), COUNT(DISTINCT COALESCE(p.kk, p.nik)), COUNT(*)
         FROM case_file c CROSS JOIN person p
         WHERE c.office = ?1 AND c.state NOT IN ('collected', 'cancelled') AND p.office = c.office AND p.person = c.person AND p.phone IS NOT NULL
         GROUP BY p.phone HAVING COUNT(DISTINCT COALESCE(p.kk, p.nik)) >= ?2 ORDER BY COUNT(*) DESC, p.phone LIMIT ?3";
    tx.query(sql, values![office, families_min, limit])
}

struct Whose(PersonId);

impl FromRow for Whose {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.integer().map(|person| Self(PersonId(person)))
    }
}

/// The one person who has a number; nothing when nobody or several have it.
pub fn only_person_with(tx: &mut Tx<'_>, phone: &Phone) -> Result<Option<PersonId>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT person FROM person WHERE office = ?1 AND phone = ?2 ORDER BY person LIMIT 2";
    let found: Vec<Whose> = tx.query(sql, values![office, phone.as_str()])?;
    Ok(match found.as_slice() {
        [one] => Some(one.0),
        _ => None,
    })
}

/// How many notices stand in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: NoticeState,
    /// Notices.
    pub notices: i64,
    /// Those of them that may have come twice.
    pub possibly_double: i64,
}

impl FromRow for StateCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { state: row.parse(NoticeState::from_code)?, notices: row.integer()?, possibly_double: row.integer()? })
    }
}

/// How many notices stand in each state.
pub fn by_state(tx: &mut Tx<'_>) -> Result<Vec<StateCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT state, COUNT(*), CAST(SUM(CASE WHEN possibly_double THEN 1 ELSE 0 END) AS BIGINT) FROM notice WHERE office = ?1
         GROUP BY state ORDER BY state";
    tx.query(sql, values![office])
}

struct Instant(Option<Timestamp>);

impl FromRow for Instant {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.timestamp_or_null().map(Self)
    }
}

/// When a gateway last took a notice.
pub fn last_taken(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT MAX(taken_at) FROM notice WHERE office = ?1 AND told_by IS NULL";
    Ok(tx.get::<Instant>(sql, values![office])?.0)
}

/// Since when the notice waits that has been due longest.
pub fn due_since(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT MIN(created_at) FROM notice WHERE office = ?1 AND state = 'waiting' AND send_from <= ?2";
    Ok(tx.get::<Instant>(sql, values![office, now])?.0)
}
