//! The operating system's reasons in German, as the end of a sentence.

use std::io::{Error, ErrorKind};

/// Why a file or folder cannot be used.
pub(crate) fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "nicht vorhanden".to_owned(),
        ErrorKind::PermissionDenied => "keine Berechtigung".to_owned(),
        ErrorKind::NotADirectory => "kein Ordner".to_owned(),
        ErrorKind::IsADirectory => "ein Ordner, keine Datei".to_owned(),
        ErrorKind::AlreadyExists => "schon vorhanden".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "kein Platz mehr".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "das Dateisystem lässt kein Schreiben zu".to_owned(),
        ErrorKind::InvalidFilename => "der Name ist nicht möglich".to_owned(),
        _ => error.to_string(),
    }
}
