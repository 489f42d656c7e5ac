//! What is wrong with a command line, in German.

use std::error::Error as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ErrorKind};

const USAGE_ERROR: u8 = 2;

/// Prints the help that was asked for, or one sentence about what is wrong.
pub(super) fn answer(error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe, e.g. of `| head`, is no failure.
            let _closed = write!(std::io::stdout(), "{}", error.render());
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{} Hilfe: netzlotse --help", sentence(error));
            ExitCode::from(USAGE_ERROR)
        }
    }
}

fn sentence(error: &Error) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let meant = did_you_mean(&context(ContextKind::SuggestedArg));
            format!("„{argument}“ ist hier nicht vorgesehen.{meant}")
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            let meant = did_you_mean(&context(ContextKind::SuggestedSubcommand));
            format!("Den Befehl „{command}“ gibt es nicht.{meant}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Es fehlt ein Befehl: serve, import, export oder check.".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("Es fehlt: {argument}."),
        ErrorKind::ArgumentConflict => format!("„{argument}“ ist mehrfach angegeben."),
        ErrorKind::InvalidValue if value.is_empty() => format!("Zu {argument} fehlt ein Wert."),
        ErrorKind::InvalidValue => {
            let allowed = context(ContextKind::ValidValue);
            format!("„{value}“ passt nicht zu {argument}, erlaubt sind: {allowed}.")
        }
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => {
                let reason = reason.to_string();
                format!("„{value}“ passt nicht zu {argument}: {}.", reason.trim_end_matches('.'))
            }
            None => format!("„{value}“ passt nicht zu {argument}."),
        },
        ErrorKind::InvalidUtf8 => "Eine Angabe ist kein gültiger Text (UTF-8).".to_owned(),
        _ => format!("Der Aufruf ist nicht zu verstehen: {argument}{value}."),
    }
}

fn did_you_mean(suggestion: &str) -> String {
    if suggestion.is_empty() { String::new() } else { format!(" Meinten Sie „{suggestion}“?") }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::sentence;
    use crate::cli::Program;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let error = Program::try_parse_from(line.split(' ')).err().unwrap();
        assert_eq!(sentence(&error), expected);
    }

    #[test]
    fn wrong_lines_are_explained_in_german() {
        check("netzlotse", "Es fehlt ein Befehl: serve, import, export oder check.");
        check("netzlotse serv", "Den Befehl „serv“ gibt es nicht. Meinten Sie „serve“?");
        check(
            "netzlotse serve --prot 1",
            "„--prot“ ist hier nicht vorgesehen. Meinten Sie „--port“?",
        );
        check("netzlotse serve --port", "Zu --port <PORT> fehlt ein Wert.");
        check(
            "netzlotse serve --port 70000",
            "„70000“ passt nicht zu --port <PORT>: erlaubt sind Zahlen von 0 bis 65535.",
        );
        check(
            "netzlotse serve --log-format xml",
            "„xml“ passt nicht zu --log-format <FORM>, erlaubt sind: text, json.",
        );
        check("netzlotse import", "Es fehlt: <ORDNER>.");
        check("netzlotse serve --port 1 --port 2", "„--port <PORT>“ ist mehrfach angegeben.");
        check("netzlotse check a b", "„b“ ist hier nicht vorgesehen.");
        check(
            "netzlotse import x --database surrealkv://",
            "„surrealkv://“ passt nicht zu --database <URL>: In der Datenbank-URL \
             „surrealkv://“ fehlt der Ordner. Beispiel: surrealkv:///srv/netzlotse/db.",
        );
    }
}
