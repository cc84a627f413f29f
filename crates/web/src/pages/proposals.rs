use super::{Link, PersonLine, Shell, Tab, Tag, routes};
use askama::Template;
use jiff::Timestamp;

/// Acts that wait for a second person, and those that were settled.
#[derive(Debug, Clone, Template)]
#[template(path = "proposals.html")]
pub struct ProposalsPage {
    /// The frame.
    pub shell: Shell,
    /// The parts of oversight.
    pub tabs: Vec<Tab>,
    /// Those that wait, the latest first.
    pub waiting: Vec<ProposalRow>,
    /// The others, the latest first.
    pub settled: Vec<ProposalRow>,
}

/// A proposal in a list.
#[derive(Debug, Clone)]
pub struct ProposalRow {
    /// Its id.
    pub id: String,
    /// What would be done, in words.
    pub act: String,
    /// Who proposed it.
    pub proposer: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be approved.
    pub until: Timestamp,
    /// Where it stands.
    pub state: Tag,
    /// Who decided it.
    pub decided_by: Option<String>,
}

/// One proposal with everything that a second person must see. Ids of the fields: `setujui-password`, `tolak-reason`, `tolak-password`.
#[derive(Debug, Clone, Template)]
#[template(path = "proposal.html")]
pub struct ProposalPage {
    /// The frame.
    pub shell: Shell,
    /// What the list shows.
    pub row: ProposalRow,
    /// The content: labels and values; a value that the reader's role does not see is none.
    pub content: Vec<(String, Option<String>)>,
    /// The digest of the content.
    pub digest: String,
    /// The person whom it concerns.
    pub person: Option<PersonLine>,
    /// The account that it concerns, in words.
    pub account: Option<String>,
    /// The people and rows of the question that it would answer.
    pub beside: Option<super::SideBySide>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// What the reader can do now.
    pub part: Part,
    /// What is left to do after it was carried out.
    pub follow: Option<Link>,
    /// What was typed as the reason of a refusal.
    pub typed_reason: String,
}

/// What a reader can do with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Approve or decline it.
    Decide,
    /// Take the own one back.
    Withdraw,
    /// Only read that it waits for others.
    Wait,
    /// Nothing; it is settled.
    Nothing,
}

impl ProposalPage {
    /// The digest's first characters, in groups.
    fn fingerprint(&self) -> String {
        let start: Vec<char> = self.digest.chars().take(16).collect();
        start.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
fn row(lang: crate::lang::Lang, order: &str, state: &str, decided_by: Option<&str>) -> ProposalRow {
    use super::samples::{CASE_ID, at};
    ProposalRow {
        id: CASE_ID.to_owned(),
        act: lang.order_name(order).to_owned(),
        proposer: "Zainul Hadi".to_owned(),
        at: at("2022-11-25T00:40:00Z"),
        until: at("2022-11-26T00:40:00Z"),
        state: Tag::proposal(lang, state),
        decided_by: decided_by.map(str::to_owned),
    }
}

#[cfg(test)]
impl ProposalsPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let waiting = row(lang, "open_account", "open", None);
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Oversight),
            tabs: samples::tabs(lang, routes::PROPOSALS),
            waiting: vec![waiting.clone(), ProposalRow { act: lang.order_name("cancel_case").to_owned(), ..waiting }],
            settled: vec![
                row(lang, "change_account", "approved", Some("Hj. Nurhasanah")),
                row(lang, "issue_code", "declined", Some(samples::SCRIPT)),
                ProposalRow { state: Tag::proposal(lang, "expired"), ..row(lang, "issue_code", "open", None) },
            ],
        };
        let empty = Self { waiting: Vec::new(), settled: Vec::new(), ..typical.clone() };
        let quiet = Self { waiting: Vec::new(), ..typical.clone() };
        vec![("typical", typical), ("quiet", quiet), ("empty", empty)]
    }
}

#[cfg(test)]
impl ProposalPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Oversight);
        let content = [
            ("name", Some(samples::IRISH)),
            ("username", Some("siobhan")),
            ("staff", Some("198001012008011002")),
            ("role", Some(lang.office_role("counter"))),
            ("posting", Some(lang.whole_office())),
        ];
        let label = |(field, value): (&str, Option<&str>)| (lang.content_field(field).to_owned(), value.map(str::to_owned));
        let decide = Self {
            shell: shell.clone(),
            row: row(lang, "open_account", "open", None),
            content: content.into_iter().map(label).collect(),
            digest: "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90".to_owned(),
            person: None,
            account: None,
            beside: None,
            decided_at: None,
            reason: None,
            part: Part::Decide,
            follow: None,
            typed_reason: String::new(),
        };
        let errors = [
            ("tolak-password", lang.refusal_reauthentication().to_owned()),
            ("tolak-reason", lang.error_required(lang.proposal_decline_reason())),
        ];
        let cancelled = [("reason", Some("data ganda")), ("phone", None)];
        let concerned = Self {
            row: row(lang, "cancel_case", "open", None),
            content: cancelled.into_iter().map(label).collect(),
            person: Some(samples::person(samples::SCRIPT)),
            part: Part::Withdraw,
            ..decide.clone()
        };
        let merged = [("keep", Some(lang.question_person(1))), ("take", Some(lang.column_name("address").to_owned()))];
        let merged = Self {
            row: row(lang, "merge_people", "open", None),
            content: merged.map(|(field, value)| (lang.content_field(field).to_owned(), value)).into(),
            person: Some(samples::person("BAIQ SRI WAHYUNI")),
            beside: Some(super::question_samples::two_people(lang)),
            ..decide.clone()
        };
        let declined = Self {
            row: row(lang, "change_account", "declined", Some("Hj. Nurhasanah")),
            account: Some(format!("Lalu Hamdi · rekam · {} · {}", lang.office_role("recording"), lang.whole_office())),
            decided_at: Some(samples::at("2022-11-25T01:00:00Z")),
            reason: Some(samples::SCRIPT.to_owned()),
            part: Part::Nothing,
            ..decide.clone()
        };
        let approved = Self {
            row: row(lang, "open_account", "approved", Some("Hj. Nurhasanah")),
            decided_at: Some(samples::at("2022-11-25T01:00:00Z")),
            follow: Some(Link { label: lang.proposal_code_ready().to_owned(), href: routes::ACCOUNTS.to_owned() }),
            part: Part::Nothing,
            ..decide.clone()
        };
        let wrong = Self { shell: samples::with_errors(shell, &errors), typed_reason: samples::SCRIPT.to_owned(), ..decide.clone() };
        vec![
            ("decide", decide.clone()),
            ("own", concerned),
            ("merge", merged),
            ("waits", Self { part: Part::Wait, ..decide }),
            ("approved", approved),
            ("declined", declined),
            ("error", wrong),
        ]
    }
}
