//! Renders every page from every sample in both languages and checks what all pages owe their readers.

use super::{
    AccountNewPage, AccountPage, AccountsPage, ActivatePage, BatchPage, BatchesPage, CardPlacePage, CaseOpenPage, CasePage, CentreListPage,
    CentrePage, CountPage, CoveragePage, DeferredPage, DestroyPage, HomePage, ImportPage, ImportsPage, InboxPage, LadderPage, LoginPage,
    LookReasonPage, LookReportPage, LyingPage, MessagePage, MissingPage, MonthPage, NoticesPage, OneDayPage, Page, PersonLooksPage,
    PersonNewPage, PersonPage, PickupPage, PlanPage, PlansPage, PrintQueuePage, PrintResultPage, ProposalPage, ProposalsPage,
    PublicNoticePage, QuestionPage, QuestionsPage, ReceiptPage, RoomPage, RunPage, ScanPage, SearchPage, SetupPage, ShelfCountPage,
    ShelfLabelsPage, ShelfPage, ShortagePage, SignalsPage, SitesPage, StatusPage, StockPage, SuketsPage, UntoldPage, VillageListPage,
    WaitingPage, checks,
};
use crate::lang::Lang;

/// The largest public status page, bytes.
const STATUS_BYTES_MAX: usize = 15_000;

/// A rendered sample: its name (page and sample), the language, whether the form failed, the HTML.
pub(super) struct Rendered {
    pub name: String,
    pub lang: Lang,
    pub failed: bool,
    pub html: String,
}

fn rendered<P: Page>(page: &str, lang: Lang, samples: Vec<(&'static str, P)>, all: &mut Vec<Rendered>) {
    for (sample, value) in samples {
        let html = value.render().unwrap();
        all.push(Rendered { name: format!("{page}-{sample}"), lang, failed: value.shell().failed(), html });
    }
}

fn all() -> Vec<Rendered> {
    let mut all = Vec::new();
    for lang in [Lang::Id, Lang::En] {
        rendered("login", lang, LoginPage::samples(lang), &mut all);
        rendered("setup", lang, SetupPage::samples(lang), &mut all);
        rendered("home", lang, HomePage::samples(lang), &mut all);
        rendered("search", lang, SearchPage::samples(lang), &mut all);
        rendered("person", lang, PersonPage::samples(lang), &mut all);
        rendered("person_new", lang, PersonNewPage::samples(lang), &mut all);
        rendered("case_open", lang, CaseOpenPage::samples(lang), &mut all);
        rendered("case", lang, CasePage::samples(lang), &mut all);
        rendered("receipt", lang, ReceiptPage::samples(lang), &mut all);
        rendered("print_queue", lang, PrintQueuePage::samples(lang), &mut all);
        rendered("room", lang, RoomPage::samples(lang), &mut all);
        rendered("scan", lang, ScanPage::samples(lang), &mut all);
        rendered("run", lang, RunPage::samples(lang), &mut all);
        rendered("shortage", lang, ShortagePage::samples(lang), &mut all);
        rendered("deferred", lang, DeferredPage::samples(lang), &mut all);
        rendered("sukets", lang, SuketsPage::samples(lang), &mut all);
        rendered("public_notice", lang, PublicNoticePage::samples(lang), &mut all);
        rendered("notices", lang, NoticesPage::samples(lang), &mut all);
        rendered("untold", lang, UntoldPage::samples(lang), &mut all);
        rendered("inbox", lang, InboxPage::samples(lang), &mut all);
        rendered("ladder", lang, LadderPage::samples(lang), &mut all);
        rendered("lying", lang, LyingPage::samples(lang), &mut all);
        rendered("one_day", lang, OneDayPage::samples(lang), &mut all);
        rendered("status", lang, StatusPage::samples(lang), &mut all);
        rendered("waiting", lang, WaitingPage::samples(lang), &mut all);
        rendered("print_result", lang, PrintResultPage::samples(lang), &mut all);
        rendered("shelf", lang, ShelfPage::samples(lang), &mut all);
        rendered("pickup", lang, PickupPage::samples(lang), &mut all);
        rendered("batches", lang, BatchesPage::samples(lang), &mut all);
        rendered("batch", lang, BatchPage::samples(lang), &mut all);
        rendered("missing", lang, MissingPage::samples(lang), &mut all);
        rendered("sites", lang, SitesPage::samples(lang), &mut all);
        rendered("card_place", lang, CardPlacePage::samples(lang), &mut all);
        rendered("shelf_count", lang, ShelfCountPage::samples(lang), &mut all);
        rendered("shelf_labels", lang, ShelfLabelsPage::samples(lang), &mut all);
        rendered("signals", lang, SignalsPage::samples(lang), &mut all);
        rendered("plans", lang, PlansPage::samples(lang), &mut all);
        rendered("plan", lang, PlanPage::samples(lang), &mut all);
        rendered("stock", lang, StockPage::samples(lang), &mut all);
        rendered("count", lang, CountPage::samples(lang), &mut all);
        rendered("destroy", lang, DestroyPage::samples(lang), &mut all);
        rendered("stock_month", lang, MonthPage::samples(lang), &mut all);
        rendered("look_reason", lang, LookReasonPage::samples(lang), &mut all);
        rendered("person_looks", lang, PersonLooksPage::samples(lang), &mut all);
        rendered("look_report", lang, LookReportPage::samples(lang), &mut all);
        rendered("proposals", lang, ProposalsPage::samples(lang), &mut all);
        rendered("proposal", lang, ProposalPage::samples(lang), &mut all);
        rendered("accounts", lang, AccountsPage::samples(lang), &mut all);
        rendered("account_new", lang, AccountNewPage::samples(lang), &mut all);
        rendered("account", lang, AccountPage::samples(lang), &mut all);
        rendered("imports", lang, ImportsPage::samples(lang), &mut all);
        rendered("import", lang, ImportPage::samples(lang), &mut all);
        rendered("questions", lang, QuestionsPage::samples(lang), &mut all);
        rendered("question", lang, QuestionPage::samples(lang), &mut all);
        rendered("activate", lang, ActivatePage::samples(lang), &mut all);
        rendered("centre", lang, CentrePage::samples(lang), &mut all);
        rendered("centre_list", lang, CentreListPage::samples(lang), &mut all);
        rendered("coverage", lang, CoveragePage::samples(lang), &mut all);
        rendered("village_list", lang, VillageListPage::samples(lang), &mut all);
        rendered("message", lang, MessagePage::samples(lang), &mut all);
    }
    all
}

#[test]
fn every_page_keeps_the_rules_in_every_state_and_language() {
    let mut broken = Vec::new();
    for page in all() {
        for problem in checks::problems(&page) {
            broken.push(format!("{} ({}): {problem}", page.name, page.lang.code()));
        }
    }
    assert!(broken.is_empty(), "{} problems:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn pages_look_as_approved() {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    settings.bind(|| {
        for page in all() {
            insta::assert_snapshot!(format!("{}-{}", page.name, page.lang.code()), page.html);
        }
    });
}

/// Whoever asks for a status has an old telephone and little credit: the page has no script and is small.
#[test]
fn the_public_status_is_small_and_has_no_script() {
    for page in all().iter().filter(|page| page.name.starts_with("status-")) {
        assert!(!page.html.contains("<script"), "{}", page.name);
        assert!(page.html.len() < STATUS_BYTES_MAX, "{} has {} bytes", page.name, page.html.len());
    }
}

/// Whoever must mend a form finds everything again that was typed; passwords are the exception.
#[test]
fn failed_forms_keep_what_was_typed() {
    let all = all();
    let kept = [
        ("login-error", "<script>", "username"),
        ("setup-error", "AB12", "token"),
        ("setup-error", "Siobhán", "name"),
        ("setup-error", "sri", "username"),
        ("person_new-error", "5202014107999001", "nik"),
        ("person_new-error", "520201120315", "kk"),
        ("person_new-error", "<script>", "name"),
        ("person_new-error", "Siobhán", "birth_place"),
        ("person_new-error", "31", "birth_day"),
        ("person_new-error", "2", "birth_month"),
        ("person_new-error", "2005", "birth_year"),
        ("person_new-error", "002", "rt"),
        ("person_new-error", "005", "rw"),
        ("person_new-error", "12", "phone"),
        ("case_open-error", "<script>", "phone"),
        ("case-error", "<script>", "shelf"),
        ("case-error", "Siobhán", "reason"),
        ("case-error", "2022-11-25", "observed_on"),
        ("shelf-error", "<script>", "receipt"),
        ("shelf-error", "Z", "shelf"),
        ("pickup-unknown", "<script>", "receipt"),
        ("pickup-proxy", "5202014107999001", "nik"),
        ("pickup-proxy", "<script>", "name"),
        ("pickup-proxy", "Siobhán", "letter"),
        ("batch-refused", "<script>", "receipt"),
        ("batch-error", "<script>", "receiver"),
        ("sites-error", "<script>", "reason"),
        ("card_place-unknown", "<script>", "receipt"),
        ("card_place-error", "<script>", "shelf"),
        ("shelf_count-error", "<script>", "shelf"),
        ("stock-error", "<script>", "quantity"),
        ("stock-error", "Siobhán", "number"),
        ("stock-error", "2022-11-24", "on"),
        ("count-error", "<script>", "blank"),
        ("shortage-error", "<script>", "source"),
        ("shortage-error", "2022-12-30", "next_delivery"),
        ("destroy-error", "<script>", "witness"),
        ("look_reason-error", "<script>", "note"),
        ("look_report-error", "2022-11-24", "sampai"),
        ("proposal-error", "<script>", "reason"),
        ("account_new-error", "Siobhán", "name"),
        ("account_new-error", "<script>", "username"),
        ("account_new-error", "1980", "staff"),
        ("import-columns-error", "2031-01-01", "as_of"),
        ("question-error", "<script>", "number"),
        ("question-error", "Siobhán", "note"),
        ("activate-error", "<script>", "username"),
        ("room-error", "Siobhán", "reason"),
        ("room-error", "<script>", "seconds_a_card"),
        ("scan-error", "<script>", "serial"),
        ("scan-error", "Siobhán", "detail"),
        ("scan-unknown", "<script>", "receipt"),
        ("person-error", "<script>", "number"),
        ("person-error", "2022-11-26", "on"),
        ("person-error", "Siobhán", "source"),
        ("notices-error", "<script>", "phone"),
        ("inbox-error", "<script>", "note"),
        ("one_day-error", "2022-11-31", "dari"),
        ("status-nothing", "<script>", "receipt"),
        ("plan-error", "<script>", "inflow_a_day"),
    ];
    for (name, typed, field) in kept {
        let page = all.iter().find(|page| page.name == name).unwrap();
        let values = checks::values(&page.html, field);
        let typed = typed.replace('<', "&#60;").replace('>', "&#62;");
        assert!(values.iter().any(|value| value.starts_with(&typed)), "{name}: {field} is {values:?}");
    }
}

#[test]
fn failed_forms_keep_what_was_chosen() {
    let all = all();
    for (name, choice) in [
        ("person_new-error", "id=\"sex-female\" name=\"sex\" value=\"female\" checked"),
        ("person_new-error", "id=\"marital-single\" name=\"marital\" value=\"single\" checked"),
        ("person_new-error", "<option value=\"5202052002\" selected>"),
        ("print_result-error", "<option value=\"printer-2\" selected>"),
        ("print_result-error", "value=\"spoiled\" checked"),
        ("case-shelf", "name=\"identity_checked\" value=\"yes\" checked"),
        ("case-shelf", "name=\"old_card\" value=\"surrendered\" checked"),
        ("case_open-error", "value=\"kk_copy\" checked"),
        ("pickup-proxy", "id=\"wakil-old_card-surrendered\" name=\"old_card\" value=\"surrendered\" checked"),
        ("batches-error", "<option value=\"KEC-520205\" selected>"),
        ("batch-error", "id=\"there-1\" name=\"there\" value=\"5202-22-004817\" checked"),
        ("batch-error", "name=\"signed_on\" value=\"paper\" checked"),
        ("shelf_count-error", "5202-22-004817\nSiobhán"),
        ("stock-error", "<option value=\"Gudang\" selected>"),
        ("look_reason-error", "value=\"other\" checked"),
        ("account_new-error", "<option value=\"counter\" selected>"),
        ("account-error", "<option value=\"52.02.05\" selected>"),
        ("imports-pasted", "STATUS\n&#60;script&#62;alert(1)&#60;/script&#62;</textarea>"),
        (
            "import-columns-error",
            "<select id=\"columns-2\" name=\"columns\"><option value=\"\">Diabaikan</option><option value=\"nik\" selected>",
        ),
        ("account-error", "name=\"active\" value=\"no\" checked"),
    ] {
        let page = all.iter().find(|page| page.name == name).unwrap();
        assert!(page.html.contains(choice), "{name}: {choice}");
    }
}

/// A check that cannot fail is a defect: each rule must catch a page that breaks it.
#[test]
fn the_rules_catch_broken_pages() {
    let sound = all().into_iter().find(|page| page.name == "shelf-typical").unwrap();
    assert_eq!(checks::problems(&sound), Vec::<String>::new());
    let breakages = [
        ("<h1>", "<h1>x</h1><h1>"),
        ("<html lang=\"id\">", "<html>"),
        ("<label for=\"receipt\">", "<label for=\"other\">"),
        ("<h1>", "<h1 style=\"color:red\">"),
        ("<h1>", "<p onclick=\"x()\">y</p><h1>"),
        ("<h1>", "<script>alert(1)</script><h1>"),
        ("<h1>", "<p> </p><h1>"),
        ("<h1>", "<p id=\"q\">twice</p><h1>"),
        ("<h1>", "<p><a href=\"#nowhere\">x</a></p><h1>"),
        ("<h1>", "<p>5202014107999001</p><h1>"),
        ("name=\"csrf\"", "name=\"other\""),
        ("name=\"key\"", "name=\"other\""),
        ("<bdi>", "<em>"),
        ("href=\"/cetak\"", "href=\"/cetak?nik=5202014107999001\""),
        ("href=\"/cetak\"", "href=\"/not-a-route\""),
        ("<title>", "<title>Kesalahan: "),
    ];
    for (from, to) in breakages {
        assert!(sound.html.contains(from), "{from}");
        let html = sound.html.replacen(from, to, 1);
        let page = Rendered { name: sound.name.clone(), lang: sound.lang, failed: false, html };
        assert!(!checks::problems(&page).is_empty(), "not caught: {from} → {to}");
    }
}
