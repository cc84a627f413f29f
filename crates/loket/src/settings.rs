//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use app::plans::Kind;
use clap::{Args, Parser, Subcommand};
use jiff::civil::{Date, DateTime, Time};

/// Loket: from a citizen's request to the card in hand.
#[derive(Parser)]
#[command(name = "loket", version, about, disable_help_subcommand = true)]
pub struct Settings {
    /// Print one JSON object on standard output instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Subcommand)]
pub enum Command {
    /// Build a whole office with synthetic people, and serve it.
    Demo(DemoArgs),
    /// Make an empty office.
    Init(InitArgs),
    /// Serve an office.
    Serve(ServeArgs),
    /// Import files: the register, or what the centre says of people.
    Import(ImportArgs),
    /// Prove that an office's state is what its journal says.
    Verify(VerifyArgs),
    /// Move an office from a folder to a PostgreSQL database.
    Copy(CopyArgs),
    /// Plan targets, backlogs, blanks, queues and uncollected cards: from an office's records, or of a scenario.
    Plan(PlanArgs),
    /// Print a server's jobs on the card printer beside this PC, over IPP.
    PrintAgent(PrintAgentArgs),
}

impl Command {
    /// What is logged when nobody asks: warnings. While a demonstration is built nobody waits, so that slow writes are no news there.
    pub const fn usual_log(&self) -> &'static str {
        match self {
            Self::Demo(_) => "warn,store::sqlite::writer=error",
            Self::Init(_) | Self::Serve(_) | Self::Import(_) | Self::Verify(_) | Self::Copy(_) | Self::Plan(_) | Self::PrintAgent(_) => {
                "warn"
            }
        }
    }
}

/// Where the office is; `demo` has a folder of its own when neither is given.
#[derive(Args, Clone)]
pub struct Place {
    /// The office's folder (SQLite).
    #[arg(long, conflicts_with = "database")]
    pub dir: Option<PathBuf>,
    /// The office's database (PostgreSQL), postgres://user@host:port/name.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The file with the office key; default: office.key in the folder, or ~/.loket/NAME.key for a database.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// `loket demo`.
#[derive(Args)]
pub struct DemoArgs {
    /// Which office: lombok-utara, batu, lombok-tengah, blitar or palembang.
    #[arg(default_value = "lombok-utara")]
    pub office: String,
    #[command(flatten)]
    pub place: Place,
    /// The port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 5208)]
    pub port: u16,
    /// The seed of the synthetic people.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// What the office clock shows at the start, local time: 2022-11-25T14:30, or 14:30 on the demonstration's day.
    #[arg(long, value_name = "TIME", value_parser = read_start)]
    pub at: Option<Start>,
    /// Build the office and end.
    #[arg(long)]
    pub build_only: bool,
}

/// When a demonstration's clock starts.
#[derive(Clone, Copy)]
pub enum Start {
    /// At this local time of this day.
    At(DateTime),
    /// At this local time of the demonstration's day.
    OfDay(Time),
}

fn read_start(text: &str) -> Result<Start, String> {
    let at = text.parse().map(Start::At).or_else(|_| text.parse().map(Start::OfDay));
    at.map_err(|_| format!("{text:?} is neither a day with a time (2022-11-25T14:30) nor a time (14:30)"))
}

/// `loket init`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("where").args(["dir", "database"]).required(true))]
pub struct InitArgs {
    #[command(flatten)]
    pub place: Place,
    /// The office's four-digit area code, 5208 or 52.08.
    #[arg(long, value_name = "CODE")]
    pub office: String,
}

/// `loket serve`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("where").args(["dir", "database"]).required(true))]
pub struct ServeArgs {
    #[command(flatten)]
    pub place: Place,
    /// Which office, 5208 or 52.08; needed when the database holds several.
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8052")]
    pub listen: SocketAddr,
    /// A proxy that speaks TLS stands before this server; without it only a loopback address is served.
    #[arg(long)]
    pub behind_proxy: bool,
    /// A folder into which files of the register and lists of statuses are dropped; each is compared, and waits on its page for a yes.
    #[arg(long, value_name = "DIR")]
    pub inbox: Option<PathBuf>,
    /// A file with the gateways by which notices are sent, mode 0600; without it nothing is sent.
    #[arg(long, value_name = "FILE")]
    pub gateways: Option<PathBuf>,
}

/// `loket import`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("where").args(["dir", "database"]).required(true))]
pub struct ImportArgs {
    #[command(flatten)]
    pub place: Place,
    /// Which office, 5208 or 52.08; needed when the database holds several.
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
    /// Compare only: say what would become of each row, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The files: SIAK's Excel, BIP, CSV or Excel with titles, lists of statuses; one after the other.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `loket verify`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("where").args(["dir", "database"]).required(true))]
pub struct VerifyArgs {
    #[command(flatten)]
    pub place: Place,
    /// Which office, 5208 or 52.08; needed when the database holds several.
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
}

/// `loket copy`.
#[derive(Args)]
pub struct CopyArgs {
    /// The office's folder (SQLite); it is only read, and nobody may serve it meanwhile.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// The database (PostgreSQL) that gets it, postgres://user@host:port/name; it must not hold this office.
    #[arg(long, value_name = "URL", value_parser = read_url)]
    pub to: String,
    /// The file with the office key; default: office.key in the folder.
    #[arg(long, value_name = "FILE")]
    pub from_key: Option<PathBuf>,
    /// The file that the office key is copied to; default: ~/.loket/NAME.key.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// `loket plan`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("where").args(["scenario", "dir", "database"]).required(true))]
pub struct PlanArgs {
    /// The scenario (TOML); docs/PLAN.md has its keys, data/articles/ five of them.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["key", "office", "kind", "from", "until", "set"])]
    pub scenario: Option<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// Which office, 5208 or 52.08; needed when the database holds several.
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
    /// The kind of plan: target, catch_up, blanks, queue or ladder; all of them unless given.
    #[arg(long, value_parser = read_kind)]
    pub kind: Option<Kind>,
    /// The first day; today unless given.
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// The last day.
    #[arg(long, value_name = "DAY", requires = "kind")]
    pub until: Option<Date>,
    /// A value in the place of what the records say, by its key in docs/PLAN.md; may be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = read_set, requires = "kind")]
    pub set: Vec<(String, String)>,
}

fn read_kind(text: &str) -> Result<Kind, String> {
    Kind::from_code(text).ok_or_else(|| format!("no kind is called {text:?}; there are: {}", Kind::ALL.map(Kind::code).join(", ")))
}

fn read_set(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| format!("{text:?} is not KEY=VALUE"))?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// `loket print-agent`.
#[derive(Args)]
pub struct PrintAgentArgs {
    /// The server, http://127.0.0.1:PORT; another machine is reached by a TLS tunnel from this one.
    #[arg(long, value_name = "URL")]
    pub server: String,
    /// The printer's code in the office, as its blanks have it.
    #[arg(long, value_name = "CODE", value_parser = read_printer)]
    pub printer: String,
    /// The printer, ipp://host:port/path, or a CUPS queue, ipp://localhost/printers/NAME.
    #[arg(long, value_name = "URI")]
    pub ipp: String,
    /// A file with the API token of the agent's account, mode 0600.
    #[arg(long, value_name = "FILE")]
    pub token_file: PathBuf,
    /// Sign in first as this account, a print operator's: its password is read from standard input, and the token written to the file.
    #[arg(long, value_name = "USERNAME")]
    pub sign_in: Option<String>,
}

fn read_printer(text: &str) -> Result<String, String> {
    let is_code = (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_code { Ok(text.to_owned()) } else { Err("a printer's code has letters, digits and hyphens".to_owned()) }
}

fn read_url(text: &str) -> Result<String, String> {
    let known = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    if known { Ok(text.to_owned()) } else { Err("no address of a PostgreSQL database, postgres://user@host:port/name".to_owned()) }
}

/// The home folder; the one place where the environment is asked.
#[expect(clippy::disallowed_methods, reason = "this is the one home of the environment")]
pub fn home() -> PathBuf {
    std::env::var("HOME").map_or_else(|_| PathBuf::from("."), PathBuf::from)
}
