//! Changes and what they make different, in sentences.

use analysis::{Change, ScenarioError};
use model::{Cases, Lang};

use super::findings::cases_per_month;
use super::{counted, days, quoted, wide};
use crate::api::{ChangeLine, ScenarioView, SimulationView, StationFigures};
use crate::format;

/// "Angebot „Sprachkurs“ schließt."
pub(crate) fn change(lang: Lang, line: &ChangeLine) -> String {
    let subject = &line.subject;
    let receiver = line.receiver.as_deref().unwrap_or_default();
    let quoted_subject = quoted(lang, subject);
    match (&line.change, lang) {
        (Change::CloseActor { .. }, Lang::De) => format!("{subject} schließt"),
        (Change::CloseActor { .. }, Lang::En) => format!("{subject} closes"),
        (Change::CloseService { .. }, Lang::De) => format!("{quoted_subject} schließt"),
        (Change::CloseService { .. }, Lang::En) => format!("{quoted_subject} closes"),
        (Change::AddCapacity { units, .. }, _) => {
            let sign = if units.is_negative() { "" } else { "+" };
            let units = format::decimal(lang, *units);
            match lang {
                Lang::De => format!("{quoted_subject}: {sign}{units} Kapazität"),
                Lang::En => format!("{quoted_subject}: {sign}{units} capacity"),
            }
        }
        (Change::AddPost { fte, .. }, Lang::De) => {
            format!("{subject}: +{} Stelle (VZÄ)", format::decimal(lang, fte.to_decimal()))
        }
        (Change::AddPost { fte, .. }, Lang::En) => {
            format!("{subject}: +{} post (FTE)", format::decimal(lang, fte.to_decimal()))
        }
        (Change::AddRelation { .. }, Lang::De) => {
            format!("{subject} verweist neu an {}", quoted(lang, receiver))
        }
        (Change::AddRelation { .. }, Lang::En) => {
            format!("{subject} now refers to {}", quoted(lang, receiver))
        }
        (Change::SetWait { days: wait, .. }, _) => {
            let wait = format::decimal(lang, *wait);
            let to = if receiver.is_empty() { String::new() } else { format!(" → {receiver}") };
            match lang {
                Lang::De => format!("{subject}{to}: Wartezeit {wait} Tage"),
                Lang::En => format!("{subject}{to}: wait {wait} days"),
            }
        }
        (Change::SetArrivals { per_month, .. }, _) => {
            let cases = cases_per_month(lang, *per_month);
            match lang {
                Lang::De => format!("{quoted_subject}: Zugang {cases}"),
                Lang::En => format!("{quoted_subject}: arrivals {cases}"),
            }
        }
    }
}

/// What the changes come to, in one sentence to be read aloud.
pub(crate) fn summary(lang: Lang, view: &ScenarioView) -> String {
    let growth = growth(view);
    let leaving =
        view.leaving_after.0.thousandths().saturating_sub(view.leaving_before.0.thousandths());
    let mut parts = Vec::new();
    if let Some(magnitude) = above_a_tenth(growth) {
        let cases = cases_per_month(lang, magnitude);
        parts.push(match (lang, growth < 0) {
            (Lang::De, true) => format!("die Wartelisten wachsen um {cases} langsamer"),
            (Lang::De, false) => format!("die Wartelisten wachsen um {cases} schneller"),
            (Lang::En, true) => format!("queues grow {cases} more slowly"),
            (Lang::En, false) => format!("queues grow {cases} faster"),
        });
    }
    if let Some(magnitude) = above_a_tenth(leaving) {
        let cases = cases_per_month(lang, magnitude);
        parts.push(match (lang, leaving > 0) {
            (Lang::De, true) => format!("{cases} mehr kommen ans Ziel"),
            (Lang::De, false) => format!("{cases} weniger kommen ans Ziel"),
            (Lang::En, true) => format!("{cases} more get to an end"),
            (Lang::En, false) => format!("{cases} fewer get to an end"),
        });
    }
    for (pairs, is_lost) in [(&view.lost, true), (&view.gained, false)] {
        if !pairs.is_empty() {
            parts.push(ways(lang, pairs.len(), is_lost));
        }
    }
    match (parts.is_empty(), lang) {
        (true, Lang::De) => "An Auslastung, Wartezeiten und Erreichbarkeit ändert das nichts, \
                             was sich berechnen lässt."
            .to_owned(),
        (true, Lang::En) => {
            "This changes nothing about utilisation, waits and reach that can be computed."
                .to_owned()
        }
        (false, Lang::De) => format!("Geschätzt: {}.", parts.join("; ")),
        (false, Lang::En) => format!("Estimated: {}.", parts.join("; ")),
    }
}

fn ways(lang: Lang, n: usize, is_lost: bool) -> String {
    let pairs = counted(
        lang,
        wide(n),
        ["Paar aus Kommune und Handlungsfeld", "Paare aus Kommune und Handlungsfeld"],
        ["pair of municipality and field", "pairs of municipality and field"],
    );
    match (lang, is_lost) {
        (Lang::De, true) => format!("nicht mehr erreichbar: {pairs}"),
        (Lang::De, false) => format!("neu erreichbar: {pairs}"),
        (Lang::En, true) => format!("no longer in reach: {pairs}"),
        (Lang::En, false) => format!("newly in reach: {pairs}"),
    }
}

/// By how many thousandths of a case a month all queues together grow faster. A queue that ends
/// because its service closes is no relief, so only services that stay count.
fn growth(view: &ScenarioView) -> i64 {
    let side = |figures: &StationFigures| {
        figures.growth_per_month.map_or(0, |cases| cases.0.thousandths())
    };
    let stay = view.stations.iter().filter_map(|row| row.before.as_ref().zip(row.after.as_ref()));
    let changes = stay.map(|(before, after)| side(after).saturating_sub(side(before)));
    changes.fold(0, i64::saturating_add)
}

/// Below a tenth of a case a month nothing is said.
fn above_a_tenth(thousandths: i64) -> Option<Cases> {
    let magnitude = thousandths.saturating_abs();
    (magnitude >= 100).then(|| Cases(model::Decimal::from_thousandths(magnitude)))
}

/// Days of a route before or after.
pub(crate) fn route_days(lang: Lang, days_and_unknown: Option<(u64, u8)>) -> String {
    match (days_and_unknown, lang) {
        (Some((known, n_unknown)), _) => super::route_time(lang, known, n_unknown),
        (None, Lang::De) => "kein Weg".to_owned(),
        (None, Lang::En) => "no route".to_owned(),
    }
}

/// "4 Tage", "unter 1 Tag".
pub(crate) fn wait(lang: Lang, wait: model::Days) -> String {
    match (wait.whole_days(), lang) {
        (0, Lang::De) if wait.minutes() > 0 => "unter 1 Tag".to_owned(),
        (0, Lang::En) if wait.minutes() > 0 => "under 1 day".to_owned(),
        (whole, _) => days(lang, whole),
    }
}

/// "4,2 Tage".
pub(crate) fn wait_in_tenths(lang: Lang, wait: model::Days) -> String {
    let thousandths = i64::try_from(wait.minutes().saturating_mul(1000) / 1440).unwrap_or(i64::MAX);
    format::rounded(lang, model::Decimal::from_thousandths(thousandths))
}

/// What was replayed, and whether to its end.
pub(crate) fn replayed(lang: Lang, view: &SimulationView) -> String {
    let people = format::integer(lang, view.n_entered);
    let years = view.months / 12;
    let replayed = match lang {
        Lang::De => format!("{people} Fälle in {years} Jahren nachgespielt."),
        Lang::En => format!("{people} cases replayed over {years} years."),
    };
    match (view.aborted_after.map(|steps| format::integer(lang, steps)), lang) {
        (None, _) => replayed,
        (Some(steps), Lang::De) => {
            format!("{people} Fälle nachgespielt, nach {steps} Schritten abgebrochen.")
        }
        (Some(steps), Lang::En) => {
            format!("{people} cases replayed, given up after {steps} steps.")
        }
    }
}

/// Why a change cannot be made.
pub(crate) fn refusal(lang: Lang, error: &ScenarioError, subject: &str) -> String {
    let quoted = quoted(lang, subject);
    match (error, lang) {
        (ScenarioError::UnknownActor(_), Lang::De) => format!("Den Akteur {quoted} gibt es nicht."),
        (ScenarioError::UnknownActor(_), Lang::En) => format!("There is no actor {quoted}."),
        (ScenarioError::UnknownService(_), Lang::De) => {
            format!("Das Angebot {quoted} gibt es nicht.")
        }
        (ScenarioError::UnknownService(_), Lang::En) => format!("There is no service {quoted}."),
        (ScenarioError::UnknownRelation(_), Lang::De) => {
            format!("Die Verbindung {quoted} gibt es nicht.")
        }
        (ScenarioError::UnknownRelation(_), Lang::En) => format!("There is no link {quoted}."),
        (ScenarioError::ForeignService { .. }, Lang::De) => {
            format!("Das Angebot {quoted} gehört zu einem anderen Akteur.")
        }
        (ScenarioError::ForeignService { .. }, Lang::En) => {
            format!("The service {quoted} belongs to another actor.")
        }
        (ScenarioError::SelfReferral(_), Lang::De) => {
            format!("{quoted} kann nicht an sich selbst verweisen.")
        }
        (ScenarioError::SelfReferral(_), Lang::En) => format!("{quoted} cannot refer to itself."),
        (ScenarioError::NoCapacity(_), Lang::De) => {
            format!("Für {quoted} ist keine Kapazität erfasst, die man erhöhen könnte.")
        }
        (ScenarioError::NoCapacity(_), Lang::En) => {
            format!("{quoted} states no capacity that could be raised.")
        }
        (ScenarioError::CapacityNotAboveZero(_), Lang::De) => {
            format!("Die Kapazität von {quoted} wäre nicht mehr größer als null.")
        }
        (ScenarioError::CapacityNotAboveZero(_), Lang::En) => {
            format!("The capacity of {quoted} would no longer be above zero.")
        }
        (ScenarioError::NoPosts(_), Lang::De) => {
            format!(
                "Bei {quoted} sind keine besetzten Stellen erfasst, an denen man messen könnte."
            )
        }
        (ScenarioError::NoPosts(_), Lang::En) => {
            format!("{quoted} states no filled posts to measure by.")
        }
        (ScenarioError::NothingToScale(_), Lang::De) => {
            format!("Für kein Angebot von {quoted} ist eine Kapazität erfasst.")
        }
        (ScenarioError::NothingToScale(_), Lang::En) => {
            format!("No service of {quoted} states a capacity.")
        }
        (ScenarioError::Negative(_), Lang::De) => {
            format!("Der Wert {quoted} darf nicht negativ sein.")
        }
        (ScenarioError::Negative(_), Lang::En) => {
            format!("The value {quoted} must not be negative.")
        }
        (ScenarioError::TooLarge, Lang::De) => "Die Zahl ist zu groß.".to_owned(),
        (ScenarioError::TooLarge, Lang::En) => "The number is too large.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> ScenarioView {
        ScenarioView {
            changes: Vec::new(),
            stations: Vec::new(),
            leaving_before: Cases::default(),
            leaving_after: Cases::default(),
            lost: Vec::new(),
            gained: Vec::new(),
            findings_gone: Vec::new(),
            findings_new: Vec::new(),
            routes: Vec::new(),
            difference: crate::api::DifferenceView::default(),
        }
    }

    #[test]
    fn a_summary_says_what_changes_and_that_it_is_estimated() {
        assert!(summary(Lang::De, &empty()).contains("ändert das nichts"));
        let view = ScenarioView {
            leaving_after: Cases(model::Decimal::from_thousandths(4_300)),
            lost: vec![("Delbrück".to_owned(), "Arbeit".to_owned())],
            ..empty()
        };
        assert_eq!(
            summary(Lang::De, &view),
            "Geschätzt: 4,3 Fälle im Monat mehr kommen ans Ziel; \
             nicht mehr erreichbar: 1 Paar aus Kommune und Handlungsfeld."
        );
    }

    #[test]
    fn a_queue_that_ends_with_its_service_is_no_relief() {
        let growing = |thousandths| StationFigures {
            arrivals_per_month: Cases::default(),
            utilisation_permille: None,
            wait: None,
            growth_per_month: Some(Cases(model::Decimal::from_thousandths(thousandths))),
        };
        let station = |before, after| crate::api::StationChange {
            service: "Kurs".to_owned(),
            actor: crate::api::Named { id: "a".parse().unwrap(), name: "A".to_owned() },
            before,
            after,
        };
        let view = ScenarioView {
            stations: vec![
                station(Some(growing(4_000)), None),
                station(Some(growing(5_000)), Some(growing(3_000))),
            ],
            ..empty()
        };
        assert_eq!(
            summary(Lang::De, &view),
            "Geschätzt: die Wartelisten wachsen um 2 Fälle im Monat langsamer."
        );
    }

    #[test]
    fn a_wait_of_hours_is_not_none() {
        assert_eq!(wait(Lang::De, model::Days::from_minutes(90)), "unter 1 Tag");
        assert_eq!(wait(Lang::De, model::Days::ZERO), "0 Tage");
    }

    #[test]
    fn a_refusal_is_a_sentence() {
        let error = ScenarioError::TooLarge;
        assert_eq!(refusal(Lang::De, &error, ""), "Die Zahl ist zu groß.");
    }
}
