//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};

use clerk_local_core::config::RoleSpelling;
use clerk_local_core::http::origins::parse_origin;

use crate::smtp::Relay;

/// How answers spell the roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Spelling {
    /// `admin` and `basic_member`, as in 2022.
    #[default]
    Classic,
    /// `org:admin` and `org:member`, as today.
    Current,
}

impl From<Spelling> for RoleSpelling {
    fn from(spelling: Spelling) -> Self {
        match spelling {
            Spelling::Classic => RoleSpelling::Classic,
            Spelling::Current => RoleSpelling::Current,
        }
    }
}

/// A local server of Clerk's Frontend API. Unofficial.
#[derive(Debug, Parser)]
#[command(name = "clerk-local", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve until Ctrl-C.
    Serve(Serve),
}

/// Reads the value of `--host`.
fn parse_address(text: &str) -> Result<IpAddr, String> {
    text.parse().map_err(|_| "an address is one like 127.0.0.1, 0.0.0.0 or ::1, not a name".to_owned())
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Port to listen on; 0 picks a free one.
    #[arg(long, default_value_t = 4010)]
    pub port: u16,
    /// Address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for whoever can reach it.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = parse_address)]
    pub host: IpAddr,
    /// SQLite file, or :memory: for data that is gone when the server ends.
    #[arg(long, value_name = "FILE", default_value = "clerk-local.db", value_parser = NonEmptyStringValueParser::new())]
    pub db: String,
    /// JSON file that a new database begins with, in place of the built-in users and organization.
    #[arg(long, value_name = "FILE")]
    pub seed: Option<PathBuf>,
    /// How answers spell the roles: admin and basic_member (classic), or org:admin and org:member (current).
    #[arg(long, value_enum, default_value_t)]
    pub roles: Spelling,
    /// Relay that mails are handed to, beside the built-in mailbox: smtp://HOST:PORT.
    #[arg(long, value_name = "URL", value_parser = Relay::parse)]
    pub smtp: Option<Relay>,
    /// Folder of static files. May be given several times: the first that has a file wins.
    #[arg(long, value_name = "DIR")]
    pub www: Vec<PathBuf>,
    /// Origin whose pages may call, beside those of this machine. May be given several times.
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    pub allow_origin: Vec<String>,
    /// Log each request: method, path, status and time. No query, no address and no secret is logged.
    #[arg(long)]
    pub verbose: bool,
}
