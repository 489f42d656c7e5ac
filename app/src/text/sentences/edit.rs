//! What happened to a change somebody wanted to make.

use exchange::Reason;
use model::{Date, Lang, TableName};

use super::{counted, wide};
use crate::api::{ConflictView, RefusedView};
use crate::format;
use crate::text::{column_label, texts};

/// Why a command was not carried out; the form says more about its fields.
pub(crate) fn refusal(lang: Lang, refused: &RefusedView) -> String {
    let texts = texts(lang);
    match refused {
        RefusedView::ReadOnly => texts.edit_read_only.to_owned(),
        RefusedView::Conflict(_) => texts.edit_conflict_text.to_owned(),
        RefusedView::Problems(problems) => {
            let lines: Vec<&str> = problems.iter().map(|problem| problem.text.as_str()).collect();
            lines.join(" · ")
        }
        RefusedView::TooFewCases => texts.edit_too_few.to_owned(),
        RefusedView::TooLarge => texts.edit_too_large.to_owned(),
        RefusedView::SameActor => texts.edit_same_actor.to_owned(),
        RefusedView::Exists => texts.founding_exists.to_owned(),
        RefusedView::Unknown => texts.problem_row_text.to_owned(),
    }
}

/// What is wrong with a cell of a form, whose reader knows columns by their labels.
pub(crate) fn cell_problem(lang: Lang, table: TableName, reason: &Reason) -> String {
    let label = |column: &str| column_label(lang, table, column);
    match (reason, lang) {
        (Reason::NeededWith { other }, Lang::De) => {
            format!("das Feld ist leer, wird aber zusammen mit „{}“ gebraucht", label(other))
        }
        (Reason::NeededWith { other }, Lang::En) => {
            format!("the field is empty but needed together with “{}”", label(other))
        }
        (Reason::MoreThan { other }, Lang::De) => format!("das ist mehr als „{}“", label(other)),
        (Reason::MoreThan { other }, Lang::En) => format!("this is more than “{}”", label(other)),
        (reason, _) => reason.text(lang),
    }
}

/// Why a file is not taken over at all.
#[cfg(feature = "ssr")]
pub(crate) fn other_kreis(lang: Lang, theirs: &str, ours: &str) -> String {
    match lang {
        Lang::De => format!(
            "Diese Datei gehört zu „{theirs}“, nicht zu „{ours}“. Öffnen Sie dort „Ein- und auslesen“; gibt es \
             den Kreis hier noch nicht, legen Sie ihn zuerst an."
        ),
        Lang::En => format!(
            "This file belongs to “{theirs}”, not to “{ours}”. Open “Import and export” there; if the \
             Kreis is not here yet, found it first."
        ),
    }
}

/// "Führende Nullen einsetzen, die eine Tabellenkalkulation entfernt hat (3 Zeilen)".
pub(crate) fn add_zeros(lang: Lang, n_rows: usize) -> String {
    let rows = counted(lang, wide(n_rows), ["Zeile", "Zeilen"], ["row", "rows"]);
    match (n_rows, lang) {
        (0, Lang::De) => "Führende Nullen in AGS und ARS einsetzen".to_owned(),
        (0, Lang::En) => "Put in leading zeros of AGS and ARS".to_owned(),
        (_, Lang::De) => {
            format!(
                "Führende Nullen in AGS und ARS einsetzen, die eine Tabellenkalkulation entfernt hat ({rows})"
            )
        }
        (_, Lang::En) => {
            format!("Put in leading zeros of AGS and ARS that a spreadsheet has taken ({rows})")
        }
    }
}

/// "3 Einträge geändert".
pub(crate) fn changed_rows(lang: Lang, n: usize) -> String {
    let rows = counted(lang, wide(n), ["Eintrag", "Einträge"], ["entry", "entries"]);
    match lang {
        Lang::De => format!("{rows} geändert"),
        Lang::En => format!("{rows} changed"),
    }
}

/// "3 neu, 2 geändert".
pub(crate) fn import_count(lang: Lang, n_added: usize, n_changed: usize) -> String {
    let (added, changed) = match lang {
        Lang::De => (format!("{n_added} neu"), format!("{n_changed} geändert")),
        Lang::En => (format!("{n_added} new"), format!("{n_changed} changed")),
    };
    let parts = [(n_added, added), (n_changed, changed)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
    parts.join(", ")
}

/// "120 stehen schon so da".
pub(crate) fn same_rows(lang: Lang, n: usize) -> String {
    match lang {
        Lang::De => format!("{n} stehen schon so da"),
        Lang::En => format!("{n} are so already"),
    }
}

/// "Ohne die 3 Zeilen mit Fehlern".
pub(crate) fn skipped(lang: Lang, n: usize) -> String {
    match (n, lang) {
        (1, Lang::De) => "ohne die eine Zeile mit Fehler".to_owned(),
        (_, Lang::De) => format!("ohne die {n} Zeilen mit Fehlern"),
        (1, Lang::En) => "without the one row that has an error".to_owned(),
        (_, Lang::En) => format!("without the {n} rows that have errors"),
    }
}

/// Why a file was not taken over.
pub(crate) fn import_refusal(lang: Lang, refused: &RefusedView) -> String {
    match refused {
        RefusedView::Conflict(_) => texts(lang).import_stale.to_owned(),
        other => refusal(lang, other),
    }
}

/// "12 von 132 Einträgen".
pub(crate) fn matching_rows(lang: Lang, n: usize, n_all: usize) -> String {
    let all = counted(lang, wide(n_all), ["Eintrag", "Einträge"], ["entry", "entries"]);
    match (n == n_all, lang) {
        (true, _) => all,
        (false, Lang::De) => format!("{n} von {n_all} Einträgen"),
        (false, Lang::En) => format!("{n} of {n_all} entries"),
    }
}

/// Why a change was not taken back.
pub(crate) fn undo_refusal(lang: Lang, refused: &RefusedView) -> String {
    let names = |conflicts: &[ConflictView]| {
        let names: Vec<&str> = conflicts.iter().map(|row| row.title.as_str()).collect();
        names.join(", ")
    };
    match (refused, lang) {
        (RefusedView::Conflict(conflicts), Lang::De) => {
            format!(
                "Geht nicht mehr, denn danach hat sich noch etwas geändert: {}.",
                names(conflicts)
            )
        }
        (RefusedView::Conflict(conflicts), Lang::En) => {
            format!("No longer possible, something changed afterwards: {}.", names(conflicts))
        }
        _ => refusal(lang, refused),
    }
}

/// "und 240 weitere".
pub(crate) fn further_rows(lang: Lang, n: usize) -> String {
    match lang {
        Lang::De => format!("und {n} weitere"),
        Lang::En => format!("and {n} more"),
    }
}

/// "Angebot: Kurs A (bleibt, verliert den Bezug)".
pub(crate) fn dependant(lang: Lang, row: &str, stays: bool) -> String {
    match (stays, lang) {
        (false, _) => row.to_owned(),
        (true, Lang::De) => format!("{row} (bleibt, nennt es nicht mehr)"),
        (true, Lang::En) => format!("{row} (stays, no longer names it)"),
    }
}

/// "Stand 12 zurückgenommen".
pub(crate) fn undoes(lang: Lang, revision: u64) -> String {
    match lang {
        Lang::De => format!("nimmt Stand {revision} zurück"),
        Lang::En => format!("undoes revision {revision}"),
    }
}

/// "Was sich seit dem 01.10.2026 geändert hat".
pub(crate) fn since(lang: Lang, from: Date, to: Option<Date>) -> String {
    let from = format::date(lang, from);
    match (to.map(|day| format::date(lang, day)), lang) {
        (None, Lang::De) => format!("Was sich seit dem {from} geändert hat"),
        (Some(to), Lang::De) => format!("Was sich zwischen dem {from} und dem {to} geändert hat"),
        (None, Lang::En) => format!("What has changed since {from}"),
        (Some(to), Lang::En) => format!("What changed between {from} and {to}"),
    }
}

/// "So war es am 01.10.2026."
pub(crate) fn state_of(lang: Lang, day: Date) -> String {
    let day = format::date(lang, day);
    match lang {
        Lang::De => format!("So war das Netz am {day}."),
        Lang::En => format!("This was the network on {day}."),
    }
}

/// "Stand 12".
pub(crate) fn revision(lang: Lang, revision: u64) -> String {
    match lang {
        Lang::De => format!("Stand {revision}"),
        Lang::En => format!("Revision {revision}"),
    }
}
