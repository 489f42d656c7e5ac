//! Texts with numbers and names in them.

pub(crate) mod chain;
pub(crate) mod comments;
pub(crate) mod coverage;
pub(crate) mod edit;
pub(crate) mod event_log;
pub(crate) mod findings;
pub(crate) mod flow;
pub(crate) mod maps;
pub(crate) mod matrix;
pub(crate) mod observations;
pub(crate) mod quality;
pub(crate) mod room;
pub(crate) mod routes;
pub(crate) mod scenario;
pub(crate) mod stream;
pub(crate) mod structure;

use model::Lang;

use crate::api::{EdgeView, Reach};
use crate::boundaries::BoundaryProblem;
use crate::format;

/// "3 Akteure", "1 actor".
fn counted(lang: Lang, n: u64, de: [&str; 2], en: [&str; 2]) -> String {
    let words = match lang {
        Lang::De => de,
        Lang::En => en,
    };
    format!("{} {}", format::integer(lang, n), if n == 1 { words[0] } else { words[1] })
}

fn wide(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

pub(crate) fn days(lang: Lang, n: u64) -> String {
    counted(lang, n, ["Tag", "Tage"], ["day", "days"])
}

pub(crate) fn handovers(lang: Lang, n: u64) -> String {
    match (n, lang) {
        (0, Lang::De) => "ohne Übergabe".to_owned(),
        (0, Lang::En) => "no hand-over".to_owned(),
        _ => counted(lang, n, ["Übergabe", "Übergaben"], ["hand-over", "hand-overs"]),
    }
}

pub(crate) fn regime_changes(lang: Lang, n: u64) -> String {
    match (n, lang) {
        (0, Lang::De) => "kein Rechtskreiswechsel".to_owned(),
        (0, Lang::En) => "no change of legal regime".to_owned(),
        _ => counted(
            lang,
            n,
            ["Rechtskreiswechsel", "Rechtskreiswechsel"],
            ["change of legal regime", "changes of legal regime"],
        ),
    }
}

pub(crate) fn actors(lang: Lang, n: usize) -> String {
    counted(lang, wide(n), ["Akteur", "Akteure"], ["actor", "actors"])
}

pub(crate) fn relations(lang: Lang, n: usize) -> String {
    counted(lang, wide(n), ["Verbindung", "Verbindungen"], ["link", "links"])
}

pub(crate) fn municipalities(lang: Lang, n: usize) -> String {
    counted(lang, wide(n), ["Kommune", "Kommunen"], ["municipality", "municipalities"])
}

/// "mindestens 34 Tage, 1 Abschnitt ohne Angabe".
pub(crate) fn route_time(lang: Lang, known_days: u64, n_unknown: u8) -> String {
    let known = days(lang, known_days);
    if n_unknown == 0 {
        return known;
    }
    let steps = counted(lang, n_unknown.into(), ["Abschnitt", "Abschnitte"], ["step", "steps"]);
    match lang {
        Lang::De => format!("mindestens {known}, {steps} ohne Angabe"),
        Lang::En => format!("at least {known}, {steps} unknown"),
    }
}

/// "87 von 120 Akteuren gezeigt".
pub(crate) fn shown_of(lang: Lang, n_shown: usize, n_total: usize) -> String {
    let (shown, total) =
        (format::integer(lang, wide(n_shown)), format::integer(lang, wide(n_total)));
    match lang {
        Lang::De => format!("{shown} von {total} Akteuren"),
        Lang::En => format!("{shown} of {total} actors"),
    }
}

/// "80 %".
pub(crate) fn percent(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::De => format!("{percent}\u{a0}%"),
        Lang::En => format!("{percent}%"),
    }
}

/// What takes the filters away.
pub(crate) fn reset_filters(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::De, 1) => "Filter aufheben".to_owned(),
        (Lang::De, _) => format!("Alle {n} Filter aufheben"),
        (Lang::En, 1) => "Remove filter".to_owned(),
        (Lang::En, _) => format!("Remove all {n} filters"),
    }
}

/// What was arranged anew.
pub(crate) fn arranged(lang: Lang, name: &str) -> String {
    match lang {
        Lang::De => format!("Neu angeordnet: {name}."),
        Lang::En => format!("Arranged anew: {name}."),
    }
}

/// Where an actor lies now.
pub(crate) fn pinned(lang: Lang, name: &str, is_pinned: bool) -> String {
    match (lang, is_pinned) {
        (Lang::De, true) => format!("{name} ist jetzt hier angepinnt."),
        (Lang::De, false) => format!("{name} ist wieder frei."),
        (Lang::En, true) => format!("{name} is pinned here now."),
        (Lang::En, false) => format!("{name} is free again."),
    }
}

/// Whom one has chosen a line between.
pub(crate) fn line_chosen(lang: Lang, from: &str, to: &str, n: usize) -> String {
    format!("{from} → {to}: {}", relations(lang, n))
}

/// Which filter of an exported picture leaves actors out.
pub(crate) fn strongest_actors(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::De => format!("nur die am besten vernetzten {percent}\u{a0}% der Akteure"),
        Lang::En => format!("only the best connected {percent}% of the actors"),
    }
}

/// What an exported picture leaves out.
pub(crate) fn strongest_referrals(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::De => format!("nur die stärksten {percent}\u{a0}% der Verweise"),
        Lang::En => format!("only the strongest {percent}% of the referrals"),
    }
}

/// What one looks for: from a Kommune to a field.
pub(crate) fn route_between(lang: Lang, municipality: &str, field: &str) -> String {
    match lang {
        Lang::De => format!("Weg: {municipality} → {field}"),
        Lang::En => format!("Route: {municipality} → {field}"),
    }
}

/// Whose borders are shown, and who is missing in the file.
pub(crate) fn boundaries(lang: Lang, file: &str, missing: &[String]) -> String {
    let names = missing.join(", ");
    match (lang, missing.is_empty()) {
        (Lang::De, true) => format!("Grenzen aus „{file}“."),
        (Lang::De, false) => format!("Grenzen aus „{file}“. Nicht in der Datei: {names}."),
        (Lang::En, true) => format!("Borders from “{file}”."),
        (Lang::En, false) => format!("Borders from “{file}”. Not in the file: {names}."),
    }
}

/// Why a file was not taken, and what to do.
pub(crate) fn boundary_problem(lang: Lang, file: &str, problem: BoundaryProblem) -> String {
    let (de, en) = match problem {
        BoundaryProblem::TooLarge => (
            "ist zu groß. Vereinfachen Sie die Grenzen, bevor Sie sie laden.",
            "is too large. Simplify the borders before you load them.",
        ),
        BoundaryProblem::Unreadable => (
            "konnte nicht gelesen werden. Ist sie noch da?",
            "could not be read. Is it still there?",
        ),
        BoundaryProblem::NoGeoJson => ("ist keine GeoJSON-Datei.", "is not a GeoJSON file."),
        BoundaryProblem::NoAreas => ("enthält keine Flächen.", "contains no areas."),
        BoundaryProblem::NoDegrees => (
            "hat keine Längen- und Breitengrade. Speichern Sie sie in WGS 84 (EPSG:4326).",
            "has no longitudes and latitudes. Save it in WGS 84 (EPSG:4326).",
        ),
        BoundaryProblem::OtherTowns => (
            "enthält keine Kommune dieses Kreises. Gesucht wird nach AGS, ARS oder Namen.",
            "contains no municipality of this Kreis. They are found by AGS, ARS or name.",
        ),
    };
    match lang {
        Lang::De => format!("„{file}“ {de}"),
        Lang::En => format!("“{file}” {en}"),
    }
}

pub(crate) fn matches(lang: Lang, n: usize) -> String {
    counted(lang, wide(n), ["Treffer", "Treffer"], ["match", "matches"])
}

/// What stands for the picture where it cannot be seen.
pub(crate) fn picture_label(lang: Lang, n_actors: usize, n_relations: usize) -> String {
    let (actors, relations) = (actors(lang, n_actors), relations(lang, n_relations));
    match lang {
        Lang::De => format!("Netzbild: {actors}, {relations}"),
        Lang::En => format!("Network picture: {actors}, {relations}"),
    }
}

/// How many referrals lead to an actor and on from it.
pub(crate) fn referrals_in_and_out(lang: Lang, n_incoming: u64, n_outgoing: u64) -> String {
    let (incoming, outgoing) =
        (format::integer(lang, n_incoming), format::integer(lang, n_outgoing));
    match lang {
        Lang::De => format!("Verweise: {incoming} hierher, {outgoing} von hier"),
        Lang::En => format!("Referrals: {incoming} in, {outgoing} out"),
    }
}

/// How full the fullest service of an actor is.
pub(crate) fn utilisation(lang: Lang, permille: u32) -> String {
    let percent = format::integer(lang, u64::from(permille / 10));
    match lang {
        Lang::De => format!("Auslastung {percent}\u{a0}%"),
        Lang::En => format!("{percent}\u{a0}% utilised"),
    }
}

/// Volume and wait of a relation, as far as they are known.
pub(crate) fn relation_facts(lang: Lang, edge: &EdgeView) -> Option<String> {
    let volume = edge.volume.map(|volume| {
        let volume = format::integer(lang, whole(volume));
        match lang {
            Lang::De => format!("{volume} im Monat"),
            Lang::En => format!("{volume} a month"),
        }
    });
    let wait = edge.wait_days.map(|days| {
        let days = counted(lang, u64::from(days), ["Tag", "Tage"], ["day", "days"]);
        match lang {
            Lang::De => format!("Wartezeit {days}"),
            Lang::En => format!("wait {days}"),
        }
    });
    let age = (edge.years_unconfirmed > 0).then(|| {
        let years = u64::from(edge.years_unconfirmed);
        let years = counted(lang, years, ["Jahr", "Jahren"], ["year", "years"]);
        match lang {
            Lang::De => format!("seit über {years} nicht bestätigt"),
            Lang::En => format!("not confirmed for over {years}"),
        }
    });
    let facts: Vec<String> = volume.into_iter().chain(wait).chain(age).collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "casts saturate; volumes are small and positive"
)]
fn whole(volume: f32) -> u64 {
    volume.round() as u64
}

/// "Tag 12 von 90".
pub(crate) fn film_day(lang: Lang, at_days: f64, end_days: f64) -> String {
    let (at, end) = (at_days.floor(), end_days.ceil());
    match lang {
        Lang::De => format!("Tag {at:.0} von {end:.0}"),
        Lang::En => format!("Day {at:.0} of {end:.0}"),
    }
}

/// Over an exported picture.
pub(crate) fn sheet_title(lang: Lang, network: &str) -> String {
    match lang {
        Lang::De => format!("{network}: Netz der Integrationsarbeit"),
        Lang::En => format!("{network}: network of integration work"),
    }
}

pub(crate) fn more(lang: Lang, n: usize) -> String {
    let n = format::integer(lang, wide(n));
    match lang {
        Lang::De => format!("und {n} weitere"),
        Lang::En => format!("and {n} more"),
    }
}

/// Where a walk along the relations is: which of how many, what, with whom, and its facts.
pub(crate) fn walk_step(
    lang: Lang,
    (number, n_steps): (usize, usize),
    [from, kind, to, facts]: [&str; 4],
) -> String {
    let facts = if facts.is_empty() { String::new() } else { format!(", {facts}") };
    let (number, n_steps) =
        (format::integer(lang, wide(number)), format::integer(lang, wide(n_steps)));
    let of = match lang {
        Lang::De => "von",
        Lang::En => "of",
    };
    format!("{number} {of} {n_steps}: {from} {kind} {to}{facts}")
}

/// What is released.
pub(crate) fn release(lang: Lang, day: model::Date, n_actors: usize, n_relations: usize) -> String {
    let day = format::date(lang, day);
    let (actors, relations) = (actors(lang, n_actors), relations(lang, n_relations));
    match lang {
        Lang::De => format!("Stand vom {day}: {actors} und {relations} sind öffentlich."),
        Lang::En => format!("State of {day}: {actors} and {relations} are public."),
    }
}

/// "23 Stellen gewählt"
pub(crate) fn founding_chosen(lang: Lang, n: usize) -> String {
    match lang {
        Lang::De => counted(lang, wide(n), ["Stelle gewählt", "Stellen gewählt"], ["", ""]),
        Lang::En => counted(lang, wide(n), ["", ""], ["authority chosen", "authorities chosen"]),
    }
}

pub(crate) fn reach(lang: Lang, reach: Reach) -> String {
    let two = format::integer(lang, wide(reach.n_two_hops));
    let one = actors(lang, reach.n_one_hop);
    match lang {
        Lang::De => format!("{one} direkt verbunden, {two} weitere über einen Schritt."),
        Lang::En => format!("{one} directly linked, {two} more at one remove."),
    }
}

pub(crate) fn routes_heading(lang: Lang, from: &str, to: &str) -> String {
    match lang {
        Lang::De => format!("Von {from} zu „{to}“"),
        Lang::En => format!("From {from} to “{to}”"),
    }
}

pub(crate) fn route_number(lang: Lang, number: usize) -> String {
    match lang {
        Lang::De => format!("Weg {number}"),
        Lang::En => format!("Route {number}"),
    }
}

/// What an overloaded or tight service means, in one sentence to be read aloud.
pub(crate) fn load(
    lang: Lang,
    service: &str,
    [arrivals, capacity]: [&str; 2],
    growth: Option<&str>,
) -> String {
    match lang {
        Lang::De => {
            let consequence = growth.map_or_else(
                || "Es bleibt kaum Luft.".to_owned(),
                |growth| format!("Die Warteliste wächst jeden Monat um {growth}."),
            );
            format!(
                "Bei „{service}“ kommen im Monat {arrivals} Fälle an, möglich sind {capacity}. \
                 {consequence}"
            )
        }
        Lang::En => {
            let consequence = growth.map_or_else(
                || "There is hardly any slack.".to_owned(),
                |growth| format!("The queue grows by {growth} every month."),
            );
            format!(
                "“{service}” receives {arrivals} cases a month and can take {capacity}. \
                 {consequence}"
            )
        }
    }
}

/// How many fields a sentence names before it counts.
const N_FIELDS_NAMED: usize = 3;

/// What the loss of an actor means, in one sentence to be read aloud.
pub(crate) fn dependence(
    lang: Lang,
    fields: &[(String, usize)],
    n_municipalities: usize,
    n_municipalities_total: usize,
) -> String {
    let names: Vec<String> =
        fields.iter().take(N_FIELDS_NAMED).map(|(name, _)| quoted(lang, name)).collect();
    let list = names.join(", ");
    let n_more = wide(fields.len().saturating_sub(names.len()));
    let everywhere = n_municipalities > 1 && n_municipalities == n_municipalities_total;
    let places = municipalities(lang, n_municipalities);
    match lang {
        Lang::De => {
            let from = if everywhere { "aus allen" } else { "aus" };
            let more = counted(lang, n_more, ["weiteren Feld", "weiteren Feldern"], ["", ""]);
            let more = if n_more > 0 { format!(" und {more}") } else { String::new() };
            format!("Fällt diese Stelle aus, führt {from} {places} kein Weg mehr zu {list}{more}.")
        }
        Lang::En => {
            let from = if everywhere { "from all" } else { "from" };
            let more = counted(lang, n_more, ["", ""], ["more field", "more fields"]);
            let more = if n_more > 0 { format!(" and {more}") } else { String::new() };
            format!("Without this office, no way leads {from} {places} to {list}{more}.")
        }
    }
}

pub(crate) fn quoted(lang: Lang, name: &str) -> String {
    match lang {
        Lang::De => format!("„{name}“"),
        Lang::En => format!("“{name}”"),
    }
}

pub(crate) fn affected(lang: Lang, population: u64) -> String {
    let population = format::integer(lang, population);
    match lang {
        Lang::De => format!("{population} Menschen leben in diesen Kommunen"),
        Lang::En => format!("{population} people live in these municipalities"),
    }
}

/// "12 von 150 Paaren aus Kommune und Handlungsfeld".
pub(crate) fn pairs_lost(lang: Lang, n_lost: usize, n_total: u32) -> String {
    match lang {
        Lang::De => format!("{n_lost} von {n_total} Paaren aus Kommune und Handlungsfeld"),
        Lang::En => format!("{n_lost} of {n_total} pairs of municipality and field"),
    }
}

pub(crate) fn solidity(lang: Lang, confirmed: usize, assumed: usize, example: usize) -> String {
    let [confirmed, assumed, example] =
        [confirmed, assumed, example].map(|n| format::integer(lang, wide(n)));
    match lang {
        Lang::De => {
            format!("{confirmed} Angaben belegt, {assumed} angenommen, {example} Beispieldaten.")
        }
        Lang::En => {
            format!("{confirmed} statements confirmed, {assumed} assumed, {example} example data.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(days(Lang::De, 1), "1 Tag");
        assert_eq!(days(Lang::De, 34), "34 Tage");
        assert_eq!(handovers(Lang::En, 0), "no hand-over");
        assert_eq!(municipalities(Lang::En, 1), "1 municipality");
    }

    #[test]
    fn unknown_steps_make_a_lower_bound() {
        assert_eq!(route_time(Lang::De, 34, 0), "34 Tage");
        assert_eq!(route_time(Lang::De, 34, 1), "mindestens 34 Tage, 1 Abschnitt ohne Angabe");
        assert_eq!(route_time(Lang::De, 1, 2), "mindestens 1 Tag, 2 Abschnitte ohne Angabe");
    }

    #[test]
    fn a_dependence_names_three_fields_at_most() {
        let fields: Vec<(String, usize)> =
            ["Arbeit", "Sprache", "Wohnen", "Gesundheit"].map(|name| (name.to_owned(), 10)).into();
        assert_eq!(
            dependence(Lang::De, &fields, 10, 10),
            "Fällt diese Stelle aus, führt aus allen 10 Kommunen kein Weg mehr zu „Arbeit“, \
             „Sprache“, „Wohnen“ und 1 weiteren Feld."
        );
        assert_eq!(
            dependence(Lang::De, &fields[..1], 1, 10),
            "Fällt diese Stelle aus, führt aus 1 Kommune kein Weg mehr zu „Arbeit“."
        );
    }
}
