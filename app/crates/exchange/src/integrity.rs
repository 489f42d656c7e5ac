//! Rules between rows, reported in the file and on the line of the row that breaks them.

use std::collections::HashMap;

use model::{IntegrityProblem, Network, Reference};

use crate::reader::Reader;
use crate::table::Table;

impl Reader<'_> {
    /// Reports what [`Network::integrity_problems`] finds.
    pub(crate) fn report_broken_rules(&mut self, network: &Network) {
        self.report_broken_rules_among(network, |_table| true);
    }

    /// The same, except for references to tables of which only a part is at hand.
    pub(crate) fn report_broken_rules_among(
        &mut self,
        network: &Network,
        is_complete: impl Fn(&str) -> bool,
    ) {
        let mut n_seen = HashMap::new();
        for problem in network.integrity_problems() {
            let leads_out = match &problem {
                IntegrityProblem::Dangling { reference, .. } => !is_complete(table_of(*reference)),
                _ => false,
            };
            if leads_out || self.is_follow_up(&problem) {
                continue;
            }
            let (table, row) = problem.place();
            let nth = match &problem {
                IntegrityProblem::DuplicateId { .. } => count(&mut n_seen, table, row),
                _ => 0,
            };
            let line = self.places.line(table, row, nth);
            let column = column_of(&problem);
            self.problems.push(&format!("{table}.csv"), line, column, problem);
        }
    }

    /// Reports keys that occur again in a table that is no part of a network.
    pub(crate) fn report_duplicates(&mut self, table: &Table, keys: impl Iterator<Item = String>) {
        let mut n_seen = HashMap::new();
        for row in keys {
            let nth = count(&mut n_seen, table.name, &row) - 1;
            if nth > 0 {
                let line = self.places.line(table.name, &row, nth);
                let column = table.key.last().copied();
                let problem = IntegrityProblem::DuplicateId { table: table.name, row };
                self.problems.push(table.file, line, column, problem);
            }
        }
    }

    /// Whether it only follows from a row that was reported already.
    fn is_follow_up(&self, problem: &IntegrityProblem) -> bool {
        match problem {
            IntegrityProblem::Dangling { reference, target, .. } => {
                self.places.may_hold(table_of(*reference), target)
            }
            // The network takes its id from the Kreis, so it is there.
            IntegrityProblem::MissingKreis(_) => true,
            _ => false,
        }
    }
}

/// How often this row was counted, with this time.
pub(crate) fn count(
    n_seen: &mut HashMap<(&'static str, String), usize>,
    table: &'static str,
    row: &str,
) -> usize {
    let n = n_seen.entry((table, row.to_owned())).or_default();
    *n += 1;
    *n
}

fn table_of(reference: Reference) -> &'static str {
    match reference {
        Reference::Region => "regions",
        Reference::Actor => "actors",
        Reference::Service => "services",
        Reference::Committee => "committees",
        Reference::Relation => "relations",
        Reference::Source => "sources",
    }
}

/// The column to look at; `None` where the message fits several.
fn column_of(problem: &IntegrityProblem) -> Option<&'static str> {
    match problem {
        IntegrityProblem::DuplicateId { table: "memberships", .. } => None,
        IntegrityProblem::DuplicateId { .. } => Some("id"),
        IntegrityProblem::Dangling { table, reference, .. } => referring_column(table, *reference),
        IntegrityProblem::ForeignService { .. } => Some("service"),
        IntegrityProblem::Circular { .. } => Some("parent"),
        IntegrityProblem::MissingKreis(_) => Some("kind"),
        IntegrityProblem::Unsourced { .. } => Some("sources"),
        IntegrityProblem::LongQuote { .. } => Some("quote"),
        IntegrityProblem::MissingClock { .. } => Some("clock_from"),
    }
}

fn referring_column(table: &str, reference: Reference) -> Option<&'static str> {
    match (table, reference) {
        (_, Reference::Source) => Some("sources"),
        ("observations", _) => Some("entity"),
        ("regions", Reference::Region) | ("actors", Reference::Actor) => Some("parent"),
        ("actors", Reference::Region) => Some("region"),
        ("posts", Reference::Region) => Some("serves"),
        ("jurisdictions", Reference::Region) => Some("regions"),
        ("committees", Reference::Actor) => Some("chair"),
        ("services" | "memberships" | "jurisdictions", Reference::Actor) => Some("actor"),
        ("memberships", Reference::Committee) => Some("committee"),
        ("relations", Reference::Service) => Some("service"),
        // An actor is named by `from` and `to`, or by three columns of a post.
        _ => None,
    }
}
