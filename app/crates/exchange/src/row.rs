//! One row while it is read: takes its fields apart and collects what is wrong with them.

use csv::StringRecord;
use model::{CodeBook, Date};

use crate::Reason;
use crate::escape::{split_list, unshield};
use crate::header::Header;
use crate::problem::Problems;
use crate::table::Table;
use crate::value::date;

/// A row of a table. Every method reports what it cannot read and goes on.
pub(crate) struct Row<'a> {
    pub(crate) table: &'static Table,
    pub(crate) header: &'a Header,
    pub(crate) record: &'a StringRecord,
    pub(crate) line: u64,
    pub(crate) book: &'a CodeBook,
    pub(crate) problems: &'a mut Problems,
    /// Whether nothing was wrong so far.
    pub(crate) is_sound: bool,
}

impl<'a> Row<'a> {
    fn field(&self, column: &str) -> &'a str {
        unshield(self.header.field(self.record, column))
    }

    pub(crate) fn is_empty(&self, column: &str) -> bool {
        self.field(column).is_empty()
    }

    pub(crate) fn report(&mut self, column: &'static str, reason: impl Into<Reason>) {
        self.is_sound = false;
        self.problems.push(self.table.file, Some(self.line), Some(column), reason);
    }

    /// A field that may be empty.
    pub(crate) fn optional<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let field = self.field(column);
        if field.is_empty() {
            return None;
        }
        parse(field).map_err(|reason| self.report(column, reason)).ok()
    }

    /// A field that must not be empty.
    pub(crate) fn required<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.require(column);
        self.optional(column, parse)
    }

    /// Reports an empty field.
    pub(crate) fn require(&mut self, column: &'static str) {
        if self.is_empty(column) {
            self.report(column, Reason::EmptyField);
        }
    }

    /// Reports the empty one of two fields that only make sense together.
    pub(crate) fn require_together(&mut self, a: &'static str, b: &'static str) {
        match (self.is_empty(a), self.is_empty(b)) {
            (true, false) => self.report(a, Reason::NeededWith { other: b }),
            (false, true) => self.report(b, Reason::NeededWith { other: a }),
            (true, true) | (false, false) => {}
        }
    }

    /// Two days, the later one in its column; reports an end before the beginning.
    pub(crate) fn span(&mut self, [from, to]: [&'static str; 2]) -> (Option<Date>, Option<Date>) {
        let (begin, end) = (self.optional(from, date), self.optional(to, date));
        if let (Some(begin), Some(end)) = (begin, end)
            && end < begin
        {
            self.report(to, Reason::EndsBeforeItBegins { begin });
        }
        (begin, end)
    }

    /// A list, without the items that cannot be read.
    pub(crate) fn list<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let items = split_list(self.field(column));
        let parsed = items
            .iter()
            .filter_map(|item| parse(item).map_err(|reason| self.report(column, reason)).ok());
        parsed.collect()
    }

    /// A list with at least one item.
    pub(crate) fn required_list<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<T>> {
        if split_list(self.field(column)).is_empty() {
            self.report(column, Reason::EmptyField);
            return None;
        }
        Some(self.list(column, parse))
    }

    /// A list with at least one item, none of them twice.
    pub(crate) fn required_set<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<T>> {
        self.report_repeated(column);
        self.required_list(column, parse)
    }

    /// A list that may be empty, nothing in it twice.
    pub(crate) fn set<T, E: Into<Reason>>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        self.report_repeated(column);
        self.list(column, parse)
    }

    fn report_repeated(&mut self, column: &'static str) {
        let items = split_list(self.field(column));
        let mut numbered = items.iter().enumerate();
        if let Some((_, item)) = numbered.find(|(position, item)| items[..*position].contains(item))
        {
            self.report(column, Reason::RepeatedItem(item.clone()));
        }
    }

    pub(crate) fn text(&mut self, column: &'static str) -> Option<String> {
        self.optional(column, |text| Ok::<_, Reason>(text.to_owned()))
    }

    pub(crate) fn required_text(&mut self, column: &'static str) -> Option<String> {
        self.required(column, |text| Ok::<_, Reason>(text.to_owned()))
    }

    pub(crate) fn texts(&mut self, column: &'static str) -> Vec<String> {
        self.list(column, |text| Ok::<_, Reason>(text.to_owned()))
    }
}
