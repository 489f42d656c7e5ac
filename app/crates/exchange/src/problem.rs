//! What can be wrong with a table, and where.

use model::Lang;

use crate::Reason;
use crate::wording::{german_display, plain, say};

/// What was read, or why it cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview<T> {
    /// `Some` exactly when there are no problems: all or nothing.
    pub item: Option<T>,
    /// In the order of the tables and lines.
    pub problems: Vec<Problem>,
}

/// A part of a file that people know by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Of a workbook.
    Sheet(String),
    /// Of a directory.
    Organization(String),
    Service(String),
}

impl Part {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Sheet(name) => say!(lang, "Blatt {}", "sheet {}", excerpt(name)),
            Self::Organization(name) => {
                say!(lang, "Organisation „{}“", "organisation “{}”", excerpt(name))
            }
            Self::Service(name) => say!(lang, "Angebot „{}“", "service “{}”", excerpt(name)),
        }
    }
}

/// A file, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) part: Option<Part>,
}

impl Place {
    pub(crate) fn of_file(file: &str) -> Self {
        Self { file: file.to_owned(), part: None }
    }

    pub(crate) fn of_sheet(file: &str, sheet: &str) -> Self {
        Self { file: file.to_owned(), part: Some(Part::Sheet(sheet.to_owned())) }
    }
}

/// One thing that has to be put right; `Display` is one German line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Empty only for [`Reason::Further`].
    pub file: String,
    /// What of the file it is about, where that has a name of its own.
    pub part: Option<Part>,
    /// As a text editor numbers them, from 1.
    pub line: Option<u64>,
    pub column: Option<String>,
    pub reason: Reason,
}

german_display!(Problem);

impl Problem {
    /// The problem of a file as a whole.
    pub fn of_file(file: &str, reason: impl Into<Reason>) -> Self {
        let reason = reason.into();
        Self { file: file.to_owned(), part: None, line: None, column: None, reason }
    }

    /// One line: where, and what is wrong.
    pub fn text(&self, lang: Lang) -> String {
        let reason = self.reason.text(lang);
        if self.file.is_empty() {
            return reason;
        }
        let mut place = vec![excerpt(&self.file)];
        place.extend(self.part.as_ref().map(|part| part.text(lang)));
        let line = plain(lang, "Zeile", "line");
        place.extend(self.line.map(|number| format!("{line} {number}")));
        let column = plain(lang, "Spalte", "column");
        place.extend(self.column.as_deref().map(|name| format!("{column} {}", excerpt(name))));
        format!("{}: {reason}", place.join(", "))
    }

    /// What to put in place of the value, so that a form can offer it: an AGS with its leading
    /// zero, a day as `YYYY-MM-DD`, the code that was probably meant.
    pub fn suggestion(&self) -> Option<String> {
        self.reason.suggestion()
    }
}

/// A text as messages quote it: on one line and not too long.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 80;
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = chars.by_ref().take(MAX_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Collects problems; past [`Problems::MAX_KEPT`] it only counts them.
///
/// What takes time, like looking for what was meant, is done in `Into<Reason>` and so only for
/// problems that are kept: a large file full of mistakes must not hold up the server.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    n_further: usize,
}

impl Problems {
    pub(crate) const MAX_KEPT: usize = 500;

    pub(crate) fn push(
        &mut self,
        file: &str,
        line: Option<u64>,
        column: Option<&str>,
        reason: impl Into<Reason>,
    ) {
        self.push_at(|| Place::of_file(file), line, column, reason);
    }

    pub(crate) fn push_at(
        &mut self,
        place: impl FnOnce() -> Place,
        line: Option<u64>,
        column: Option<&str>,
        reason: impl Into<Reason>,
    ) {
        if !self.has_room() {
            self.n_further += 1;
            return;
        }
        let Place { file, part } = place();
        let (column, reason) = (column.map(str::to_owned), reason.into());
        self.kept.push(Problem { file, part, line, column, reason });
    }

    pub(crate) fn has_any(&self) -> bool {
        !self.kept.is_empty()
    }

    pub(crate) fn has_room(&self) -> bool {
        self.kept.len() < Self::MAX_KEPT
    }

    /// Hands out the item if there is no problem.
    pub(crate) fn preview<T>(
        mut self,
        item: Option<T>,
        rank_of_file: impl Fn(&str) -> usize,
    ) -> Preview<T> {
        self.kept.sort_by_key(|problem| (rank_of_file(&problem.file), problem.line));
        if self.n_further > 0 {
            self.kept.push(Problem::of_file("", Reason::Further(self.n_further)));
        }
        let item = item.filter(|_| self.kept.is_empty());
        Preview { item, problems: self.kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line() {
        let column = Some("na\nme".to_owned());
        let line = Some(3);
        let problem = Problem { line, column, ..Problem::of_file("a.csv", Reason::EmptyField) };
        assert_eq!(
            problem.to_string(),
            "a.csv, Zeile 3, Spalte na me: das Feld ist leer, wird aber gebraucht"
        );
        assert_eq!(
            problem.text(Lang::En),
            "a.csv, line 3, column na me: the field is empty but needed"
        );
        let part = Some(Part::Sheet("Stellen".to_owned()));
        let problem = Problem { part, ..Problem::of_file("a.xlsx", Reason::MissingHeader) };
        let text = problem.text(Lang::En);
        assert_eq!(
            text,
            "a.xlsx, sheet Stellen: the header with the names of the columns is missing"
        );
    }

    #[test]
    fn an_excerpt_is_short() {
        assert_eq!(excerpt("kurz"), "kurz");
        assert_eq!(excerpt(&"ä".repeat(5000)).chars().count(), 81);
    }
}
