//! The command line. Operators read German, so clap's own texts are replaced.
//!
//! Every option can also be given as a variable `NETZLOTSE_*`; only `--replace` cannot: a
//! variable that is set once would confirm every later command.

mod usage;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use model::NetworkId;
use store::StoreUrl;

use crate::logging::LogFilter;

const HELP: &str = "{about}\n\nAufruf: {usage}\n\n{all-args}";
const OPTIONS: &str = "Optionen";
const ARGUMENTS: &str = "Angaben";

/// What a command line comes to.
pub(crate) enum Line {
    Command(Command),
    /// Help was printed, or why the line is not understood.
    Answered(ExitCode),
}

/// Reads the command line.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Line {
    match Program::try_parse_from(arguments) {
        Ok(program) => Line::Command(program.command),
        Err(error) => Line::Answered(usage::answer(&error)),
    }
}

#[derive(Parser)]
#[command(
    name = "netzlotse",
    version,
    about = "Netzlotse zeigt das Netz der Integrationsarbeit eines Kreises.",
    help_template = HELP,
    override_usage = "netzlotse <BEFEHL>",
    subcommand_help_heading = "Befehle",
    next_help_heading = OPTIONS,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
struct Program {
    #[command(subcommand)]
    command: Command,
    #[arg(
        short = 'h',
        long = "help",
        global = true,
        action = ArgAction::Help,
        help = "Zeigt diese Hilfe",
        help_heading = OPTIONS,
        display_order = 1000
    )]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = "Zeigt die Version")]
    version: Option<bool>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = "Startet den Server", help_template = HELP)]
    Serve(ServeOptions),
    #[command(about = "Übernimmt einen Ordner mit CSV-Tabellen als Netz", help_template = HELP)]
    Import(ImportOptions),
    #[command(about = "Schreibt Netze als Ordner mit CSV-Tabellen", help_template = HELP)]
    Export(ExportOptions),
    #[command(
        about = "Prüft einen Ordner mit CSV-Tabellen, ohne etwas zu übernehmen",
        help_template = HELP
    )]
    Check(CheckOptions),
}

#[derive(clap::Args)]
#[command(override_usage = "netzlotse serve [OPTIONEN]", next_help_heading = OPTIONS)]
pub(crate) struct ServeOptions {
    #[arg(
        long,
        value_name = "ADRESSE",
        default_value = "127.0.0.1",
        env = "NETZLOTSE_HOST",
        hide_env = true,
        hide_default_value = true,
        help = "Adresse, auf der der Server hört (Standard 127.0.0.1) [NETZLOTSE_HOST]"
    )]
    pub(crate) host: String,
    #[arg(
        long,
        value_name = "PORT",
        default_value = "3000",
        env = "NETZLOTSE_PORT",
        value_parser = port,
        hide_env = true,
        hide_default_value = true,
        help = "Port, 0 für irgendeinen freien (Standard 3000) [NETZLOTSE_PORT]"
    )]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) database: DatabaseOptions,
    #[arg(
        long,
        value_name = "ORDNER",
        env = "NETZLOTSE_SITE",
        hide_env = true,
        help = "Ordner der gebauten Website (Standard: neben dem Programm) [NETZLOTSE_SITE]"
    )]
    pub(crate) site: Option<PathBuf>,
    #[arg(
        long,
        env = "NETZLOTSE_EMPTY",
        value_parser = FalseyValueParser::new(),
        hide_env = true,
        help = "Legt beim ersten Start keine Beispiele an [NETZLOTSE_EMPTY]"
    )]
    pub(crate) empty: bool,
    #[arg(
        long,
        env = "NETZLOTSE_READ_ONLY",
        value_parser = FalseyValueParser::new(),
        hide_env = true,
        help = "Lässt niemanden etwas ändern; nötig hinter einem Proxy [NETZLOTSE_READ_ONLY]"
    )]
    pub(crate) read_only: bool,
    #[arg(
        long,
        value_name = "FILTER",
        env = "NETZLOTSE_LOG",
        value_parser = LogFilter::parse,
        hide_env = true,
        help = "Was protokolliert wird, z. B. warn oder server=debug [NETZLOTSE_LOG]"
    )]
    pub(crate) log: Option<LogFilter>,
    #[arg(
        long,
        value_name = "FORM",
        default_value = "text",
        env = "NETZLOTSE_LOG_FORMAT",
        hide_env = true,
        hide_default_value = true,
        hide_possible_values = true,
        help = "Form des Protokolls: text oder json (Standard text) [NETZLOTSE_LOG_FORMAT]"
    )]
    pub(crate) log_format: LogFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

#[derive(clap::Args)]
#[command(override_usage = "netzlotse import <ORDNER> [OPTIONEN]", next_help_heading = OPTIONS)]
pub(crate) struct ImportOptions {
    #[arg(
        value_name = "ORDNER",
        env = "NETZLOTSE_FOLDER",
        hide_env = true,
        help = "Ordner mit den CSV-Tabellen eines Kreises [NETZLOTSE_FOLDER]",
        help_heading = ARGUMENTS
    )]
    pub(crate) folder: PathBuf,
    #[arg(long, help = "Ersetzt das Netz, wenn es schon da ist")]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) database: DatabaseOptions,
}

#[derive(clap::Args)]
#[command(override_usage = "netzlotse export <ORDNER> [OPTIONEN]", next_help_heading = OPTIONS)]
pub(crate) struct ExportOptions {
    #[arg(
        value_name = "ORDNER",
        env = "NETZLOTSE_FOLDER",
        hide_env = true,
        help = "Ordner, in dem je Kreis ein Ordner entsteht [NETZLOTSE_FOLDER]",
        help_heading = ARGUMENTS
    )]
    pub(crate) folder: PathBuf,
    #[arg(
        long,
        value_name = "AGS",
        env = "NETZLOTSE_NETWORK",
        hide_env = true,
        help = "Nur dieser Kreis, unmittelbar in den Ordner [NETZLOTSE_NETWORK]"
    )]
    pub(crate) network: Option<NetworkId>,
    #[arg(long, help = "Ersetzt die Tabellen, die schon da sind")]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) database: DatabaseOptions,
}

#[derive(clap::Args)]
#[command(override_usage = "netzlotse check <ORDNER>", next_help_heading = OPTIONS)]
pub(crate) struct CheckOptions {
    #[arg(
        value_name = "ORDNER",
        env = "NETZLOTSE_FOLDER",
        hide_env = true,
        help = "Ordner mit den CSV-Tabellen eines Kreises [NETZLOTSE_FOLDER]",
        help_heading = ARGUMENTS
    )]
    pub(crate) folder: PathBuf,
}

/// Where the data lies; the same for every command that needs it.
#[derive(clap::Args)]
pub(crate) struct DatabaseOptions {
    #[arg(
        long,
        value_name = "ORDNER",
        env = "NETZLOTSE_DATA",
        hide_env = true,
        help = "Datenordner (Standard ~/.local/share/netzlotse) [NETZLOTSE_DATA]"
    )]
    data: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        env = "NETZLOTSE_DATABASE",
        hide_env = true,
        help = "Andere Datenbank als die im Datenordner: mem://, surrealkv://ORDNER, \
                ws://HOST:PORT oder wss://HOST:PORT [NETZLOTSE_DATABASE]"
    )]
    database: Option<StoreUrl>,
}

impl DatabaseOptions {
    /// The database that is meant: the named one, else the one in the data folder.
    pub(crate) fn url(&self) -> Result<StoreUrl> {
        if let Some(url) = &self.database {
            return Ok(url.clone());
        }
        let named = self.data.clone();
        let data = named.or_else(|| default_data_folder(|name| std::env::var_os(name)));
        let data = data.context(
            "Es gibt kein Heimatverzeichnis (HOME ist nicht gesetzt). \
             Bitte nennen Sie mit --data einen Datenordner.",
        )?;
        Ok(StoreUrl::Folder(data.join("db")))
    }
}

/// As the XDG base directories say: a relative or empty value does not count.
fn default_data_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || folder("HOME").map(|home| home.join(".local").join("share"));
    folder("XDG_DATA_HOME").or_else(home).map(|data| data.join("netzlotse"))
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_not_a_number| "erlaubt sind Zahlen von 0 bis 65535")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn parse(line: &str) -> Command {
        Program::try_parse_from(line.split(' ')).unwrap().command
    }

    fn data_folder(variables: &[(&str, &str)]) -> Option<PathBuf> {
        default_data_folder(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_definition_is_sound() {
        Program::command().debug_assert();
    }

    #[test]
    fn serve_has_defaults() {
        let Command::Serve(options) = parse("netzlotse serve") else { panic!("not serve") };
        assert_eq!((options.host.as_str(), options.port), ("127.0.0.1", 3000));
        assert!(!options.empty);
    }

    #[test]
    fn a_named_database_comes_before_the_data_folder() {
        let Command::Import(options) = parse("netzlotse import x --data y --database mem://")
        else {
            panic!("not import")
        };
        assert_eq!(options.database.url().unwrap(), StoreUrl::Memory);
        let Command::Import(options) = parse("netzlotse import x --data y") else {
            panic!("not import")
        };
        assert_eq!(options.database.url().unwrap(), StoreUrl::Folder(PathBuf::from("y/db")));
    }

    #[test]
    fn data_lies_where_xdg_says() {
        let home = ("HOME", "/home/x");
        assert_eq!(data_folder(&[home]), Some("/home/x/.local/share/netzlotse".into()));
        let xdg = ("XDG_DATA_HOME", "/data");
        assert_eq!(data_folder(&[home, xdg]), Some("/data/netzlotse".into()));
        assert_eq!(
            data_folder(&[home, ("XDG_DATA_HOME", "relative")]),
            Some("/home/x/.local/share/netzlotse".into())
        );
        assert_eq!(data_folder(&[("HOME", "")]), None);
        assert_eq!(data_folder(&[]), None);
    }

    #[test]
    fn every_option_has_a_variable_and_a_german_help() {
        for command in Program::command().get_subcommands() {
            for arg in command.get_arguments() {
                let name = format!("{} {}", command.get_name(), arg.get_id());
                assert!(arg.get_help().is_some(), "{name} has no help");
                if arg.get_id() != "replace" && arg.get_id() != "help" {
                    let variable = arg.get_env().map(|name| name.to_string_lossy().into_owned());
                    let variable = variable.unwrap_or_default();
                    assert!(variable.starts_with("NETZLOTSE_"), "{name} has no variable");
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(help.contains(&variable), "{name} does not name {variable}");
                }
            }
        }
    }
}
