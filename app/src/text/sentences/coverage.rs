//! Sentences of `abdeckung`.

use analysis::{CompetenceProblemKind, CoverageState};
use model::Lang;

use super::{counted, days, municipalities, quoted, wide};
use crate::api::{CompetenceProblemLine, CoverageCellView, OverlapLine};
use crate::format;

/// How many Kommunen a sentence names before it counts.
const N_PLACES_NAMED: usize = 4;

/// In how many Kommunen a Handlungsfeld is in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StateCounts {
    pub(crate) offered: usize,
    pub(crate) on_paper: usize,
    pub(crate) nobody: usize,
}

impl StateCounts {
    pub(crate) fn of(cells: &[CoverageCellView]) -> Self {
        let count = |state| cells.iter().filter(|cell| cell.state == state).count();
        Self {
            offered: count(CoverageState::Offered),
            on_paper: count(CoverageState::OnPaperOnly),
            nobody: count(CoverageState::Nobody),
        }
    }

    fn n_total(self) -> usize {
        self.offered + self.on_paper + self.nobody
    }
}

/// What a row of the matrix says, in one sentence to be read aloud.
pub(crate) fn gap(lang: Lang, field: &str, counts: StateCounts) -> String {
    let (field, total) = (quoted(lang, field), counts.n_total());
    let (nobody, paper) = (share(lang, counts.nobody, total), share(lang, counts.on_paper, total));
    let more = counts.on_paper;
    match (lang, counts.nobody > 0, counts.on_paper > 0) {
        (_, false, false) => everywhere(lang, &field, total),
        (Lang::De, true, false) => format!("{nobody} gibt es für {field} niemanden."),
        (Lang::De, false, true) => {
            format!("{paper} gibt es für {field} ein Angebot nur auf dem Papier.")
        }
        (Lang::De, true, true) => format!(
            "{nobody} gibt es für {field} niemanden, in {more} weiteren nur ein Angebot auf dem \
             Papier."
        ),
        (Lang::En, true, false) => format!("{nobody} nobody is there for {field}."),
        (Lang::En, false, true) => {
            format!("{paper} a service for {field} exists on paper only.")
        }
        (Lang::En, true, true) => {
            format!("{nobody} nobody is there for {field}, in {more} more a service on paper only.")
        }
    }
}

/// "In 3 von 10 Kommunen".
fn share(lang: Lang, n: usize, n_total: usize) -> String {
    match (lang, n == n_total && n > 1) {
        (Lang::De, true) => format!("In allen {}", municipalities(lang, n)),
        (Lang::En, true) => format!("In all {}", municipalities(lang, n)),
        (Lang::De, false) => format!("In {n} von {}", municipalities(lang, n_total)),
        (Lang::En, false) => format!("In {n} of {}", municipalities(lang, n_total)),
    }
}

fn everywhere(lang: Lang, field: &str, n_total: usize) -> String {
    let places = share(lang, n_total, n_total);
    match lang {
        Lang::De => format!("{places} führt ein Weg zu einem Angebot für {field}."),
        Lang::En => format!("{places} a way leads to a service for {field}."),
    }
}

/// How the other Handlungsfelder stand.
pub(crate) fn fields_reachable(lang: Lang, n_everywhere: usize, n_total: usize) -> String {
    match lang {
        Lang::De => format!(
            "{n_everywhere} von {n_total} Handlungsfeldern sind in jeder Kommune erreichbar."
        ),
        Lang::En => {
            format!("{n_everywhere} of {n_total} fields of action can be reached everywhere.")
        }
    }
}

/// "7 von 10", for a row of the matrix.
pub(crate) fn offered_of(lang: Lang, counts: StateCounts) -> String {
    match lang {
        Lang::De => format!("{} von {}", counts.offered, counts.n_total()),
        Lang::En => format!("{} of {}", counts.offered, counts.n_total()),
    }
}

pub(crate) fn services(lang: Lang, n: u64) -> String {
    counted(lang, n, ["Angebot", "Angebote"], ["service", "services"])
}

pub(crate) fn state(lang: Lang, state: CoverageState) -> &'static str {
    match (lang, state) {
        (Lang::De, CoverageState::Offered) => "angeboten",
        (Lang::De, CoverageState::OnPaperOnly) => "nur auf dem Papier",
        (Lang::De, CoverageState::Nobody) => "niemand",
        (Lang::En, CoverageState::Offered) => "offered",
        (Lang::En, CoverageState::OnPaperOnly) => "on paper only",
        (Lang::En, CoverageState::Nobody) => "nobody",
    }
}

/// Everything a cell says, for a tooltip and for those who cannot see it.
pub(crate) fn cell(lang: Lang, municipality: &str, field: &str, cell: &CoverageCellView) -> String {
    let mut parts = vec![state(lang, cell.state).to_owned()];
    if cell.n_services > 0 {
        let reachable = cell.n_reachable;
        let services = services(lang, wide(cell.n_services));
        parts.push(match lang {
            Lang::De => format!("{services}, davon {reachable} erreichbar"),
            Lang::En => format!("{services}, {reachable} of them reachable"),
        });
        parts.push(shortest_wait(lang, cell.shortest_wait_days));
    }
    format!("{municipality}, {field}: {}", parts.join(", "))
}

fn shortest_wait(lang: Lang, n_days: Option<u64>) -> String {
    match (lang, n_days) {
        (Lang::De, None) => "Wartezeit unbekannt".to_owned(),
        (Lang::En, None) => "waiting time unknown".to_owned(),
        (Lang::De, Some(n)) => format!("kürzeste bekannte Wartezeit {}", days(lang, n)),
        (Lang::En, Some(n)) => format!("shortest known wait {}", days(lang, n)),
    }
}

/// The same in both languages.
pub(crate) fn detail_heading(lang: Lang, field: &str, municipality: &str) -> String {
    format!("{} in {municipality}", quoted(lang, field))
}

/// What one cell means.
pub(crate) fn detail(
    lang: Lang,
    state: CoverageState,
    n_services: usize,
    n_reachable: u32,
) -> String {
    let services = services(lang, wide(n_services));
    match (lang, state) {
        (Lang::De, CoverageState::Nobody) => {
            "Hier ist niemand da. Das ist eine Lücke im Netz.".to_owned()
        }
        (Lang::En, CoverageState::Nobody) => {
            "Nobody is there. That is a gap in the network.".to_owned()
        }
        (Lang::De, CoverageState::OnPaperOnly) => format!(
            "{services} auf dem Papier: ruhend, geschlossen, oder kein Verweis führt dorthin."
        ),
        (Lang::En, CoverageState::OnPaperOnly) => {
            format!("{services} on paper: inactive, closed, or no referral leads there.")
        }
        (Lang::De, CoverageState::Offered) => {
            format!("{services}, davon {n_reachable} erreichbar.")
        }
        (Lang::En, CoverageState::Offered) => {
            format!("{services}, {n_reachable} of them reachable.")
        }
    }
}

/// What two services have in common, in one sentence to be read aloud.
pub(crate) fn overlap(lang: Lang, line: &OverlapLine) -> String {
    let [first, second] = &line.services;
    let (first, second) = (quoted(lang, first), quoted(lang, second));
    let fields: Vec<String> = line.fields.iter().map(|field| quoted(lang, field)).collect();
    let (fields, places) = (fields.join(", "), municipalities(lang, line.n_municipalities));
    let kind = line.kind.as_ref().map(|kind| quoted(lang, kind));
    match lang {
        Lang::De => {
            let both = kind.map_or_else(String::new, |kind| format!(", beide {kind},"));
            format!("{first} und {second}{both} gelten in {places} denselben Menschen: {fields}.")
        }
        Lang::En => {
            let both = kind.map_or_else(String::new, |kind| format!(", both {kind},"));
            format!("{first} and {second}{both} serve the same people in {places}: {fields}.")
        }
    }
}

/// "Überschneidung 83 %", "gemeinsame Kommunen 100 %".
pub(crate) fn overlap_shares(lang: Lang, line: &OverlapLine) -> [String; 2] {
    let overlap = format::percent(line.overlap_permille);
    let places = format::percent(line.common_regions_permille);
    match lang {
        Lang::De => [format!("Überschneidung {overlap}"), format!("gemeinsame Kommunen {places}")],
        Lang::En => [format!("overlap {overlap}"), format!("municipalities in common {places}")],
    }
}

/// "Gezeigt sind 12 von 63 Überschneidungen", and in which order.
pub(crate) fn overlaps_listed(lang: Lang, n_listed: usize, n_found: u32) -> String {
    let found = format::integer(lang, n_found.into());
    match lang {
        Lang::De => format!(
            "Gezeigt sind {n_listed} von {found} Überschneidungen: gleiche Art von Angebot zuerst, \
             dann die stärkeren."
        ),
        Lang::En => format!(
            "{n_listed} of {found} overlaps are shown: services of the same kind first, then the \
             stronger ones."
        ),
    }
}

/// Who holds a Rechtskreis where, in one sentence to be read aloud.
pub(crate) fn competence(lang: Lang, line: &CompetenceProblemLine, n_total: usize) -> String {
    let names: Vec<String> = line.places.iter().map(|place| place.municipality.clone()).collect();
    let (regime, places) = (&line.regime, places(lang, &names, n_total));
    match (lang, line.kind) {
        (Lang::De, CompetenceProblemKind::SeveralOfOneKind) => {
            format!("{regime}: Für {places} sind mehrere Stellen derselben Art zuständig.")
        }
        (Lang::De, CompetenceProblemKind::Nobody) => {
            format!("{regime}: Für {places} ist keine zuständige Stelle eingetragen.")
        }
        (Lang::De, CompetenceProblemKind::Several) => {
            format!("{regime}: Für {places} sind mehrere Stellen verschiedener Art zuständig.")
        }
        (Lang::En, CompetenceProblemKind::SeveralOfOneKind) => {
            format!("{regime}: several offices of the same kind are competent for {places}.")
        }
        (Lang::En, CompetenceProblemKind::Nobody) => {
            format!("{regime}: no competent office is recorded for {places}.")
        }
        (Lang::En, CompetenceProblemKind::Several) => {
            format!("{regime}: several offices of different kinds are competent for {places}.")
        }
    }
}

/// "Delbrück, Hövelhof und Salzkotten", "alle 10 Kommunen".
fn places(lang: Lang, names: &[String], n_total: usize) -> String {
    if names.len() == n_total && n_total > 1 {
        return match lang {
            Lang::De => format!("alle {}", municipalities(lang, n_total)),
            Lang::En => format!("all {}", municipalities(lang, n_total)),
        };
    }
    let n_named = if names.len() > N_PLACES_NAMED + 1 { N_PLACES_NAMED } else { names.len() };
    let (first, rest) = names.split_at(n_named);
    let and = match lang {
        Lang::De => "und",
        Lang::En => "and",
    };
    match (first.split_last(), rest.len()) {
        (None, _) => String::new(),
        (Some((last, [])), 0) => last.clone(),
        (Some((last, before)), 0) => format!("{} {and} {last}", before.join(", ")),
        (Some(_), n_more) => {
            let more = counted(
                lang,
                wide(n_more),
                ["weitere Kommune", "weitere Kommunen"],
                ["more municipality", "more municipalities"],
            );
            format!("{} {and} {more}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(offered: usize, on_paper: usize, nobody: usize) -> StateCounts {
        StateCounts { offered, on_paper, nobody }
    }

    #[test]
    fn a_gap_is_one_sentence() {
        let gap = |counts| gap(Lang::De, "Wohnen", counts);
        assert_eq!(
            gap(counts(5, 2, 3)),
            "In 3 von 10 Kommunen gibt es für „Wohnen“ niemanden, in 2 weiteren nur ein Angebot \
             auf dem Papier."
        );
        assert_eq!(gap(counts(0, 0, 10)), "In allen 10 Kommunen gibt es für „Wohnen“ niemanden.");
        assert_eq!(
            gap(counts(9, 1, 0)),
            "In 1 von 10 Kommunen gibt es für „Wohnen“ ein Angebot nur auf dem Papier."
        );
        assert_eq!(
            gap(counts(10, 0, 0)),
            "In allen 10 Kommunen führt ein Weg zu einem Angebot für „Wohnen“."
        );
    }

    #[test]
    fn places_are_named_then_counted() {
        let names: Vec<String> = ["A", "B", "C", "D", "E", "F"].map(str::to_owned).into();
        assert_eq!(places(Lang::De, &names[..1], 10), "A");
        assert_eq!(places(Lang::De, &names[..3], 10), "A, B und C");
        assert_eq!(places(Lang::De, &names[..5], 10), "A, B, C, D und E");
        assert_eq!(places(Lang::En, &names, 10), "A, B, C, D and 2 more municipalities");
        assert_eq!(places(Lang::De, &names, 6), "alle 6 Kommunen");
    }

    #[test]
    fn a_cell_says_what_is_unknown() {
        let view = CoverageCellView {
            state: CoverageState::Offered,
            n_services: 3,
            n_reachable: 2,
            shortest_wait_days: None,
        };
        assert_eq!(
            cell(Lang::De, "Delbrück", "Arbeit", &view),
            "Delbrück, Arbeit: angeboten, 3 Angebote, davon 2 erreichbar, Wartezeit unbekannt"
        );
    }
}
