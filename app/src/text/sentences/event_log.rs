//! What an event log tells.

use exchange::event_log::{HandoverCounts, MIN_CASES};
use model::{Decimal, Lang};

use super::{counted, wide};
use crate::format;

/// "1.204 Fälle vom 01.01.2025 bis 30.06.2025: 12 Organisationen, 3.410 Übergaben auf 31 Wegen."
pub(crate) fn summary(lang: Lang, counts: &HandoverCounts) -> String {
    let integer = |n| format::integer(lang, n);
    let number = |n: usize| integer(u64::try_from(n).unwrap_or(u64::MAX));
    let n_traces = integer(counts.n_traces.into());
    let (from, to) = (format::date(lang, counts.period.from), format::date(lang, counts.period.to));
    let (n_organisations, n_pairs) =
        (number(counts.organisations.len()), number(counts.handovers.len()));
    match (lang, counts.n_handovers.map(integer)) {
        (Lang::De, Some(n)) => format!(
            "{n_traces} Fälle vom {from} bis {to}: {n_organisations} Organisationen, {n} Übergaben auf {n_pairs} Wegen."
        ),
        (Lang::De, None) => format!(
            "{n_traces} Fälle vom {from} bis {to}: {n_organisations} Organisationen, Übergaben auf {n_pairs} Wegen."
        ),
        (Lang::En, Some(n)) => format!(
            "{n_traces} cases from {from} to {to}: {n_organisations} organisations, {n} hand-overs on {n_pairs} ways."
        ),
        (Lang::En, None) => format!(
            "{n_traces} cases from {from} to {to}: {n_organisations} organisations, hand-overs on {n_pairs} ways."
        ),
    }
}

/// A line for each kind of what was not counted or is not shown.
pub(crate) fn left_out(lang: Lang, counts: &HandoverCounts) -> Vec<String> {
    let skipped = &counts.skipped;
    let small = [
        (
            counts.n_suppressed_organisations,
            ["Organisation", "Organisationen"],
            ["organisation", "organisations"],
        ),
        (counts.n_suppressed_handovers, ["Weg", "Wege"], ["way", "ways"]),
        (
            counts.n_suppressed_follows,
            ["Schrittfolge", "Schrittfolgen"],
            ["pair of steps", "pairs of steps"],
        ),
    ];
    let small = small.into_iter().filter(|(n, ..)| *n > 0).map(|(n, de, en)| {
        let what = counted(lang, wide(n), de, en);
        match lang {
            Lang::De => format!(
                "{what} mit weniger als {MIN_CASES} Fällen, damit sich niemand erkennen lässt"
            ),
            Lang::En => format!(
                "{what} with fewer than {MIN_CASES} cases, so that nobody can be recognised"
            ),
        }
    });
    let events = [
        (skipped.n_events_without_time, "ohne lesbaren Zeitpunkt", "without a readable time"),
        (
            skipped.n_events_without_organisation,
            "ohne Organisation: zählt nur als Schritt",
            "without organisation: counts as a step only",
        ),
        (
            skipped.n_events_without_activity,
            "ohne Aktivität: zählt nur als Übergabe",
            "without activity: counts as a hand-over only",
        ),
        (skipped.n_events_without_case, "ohne Fallkennung", "without a case id"),
        (
            skipped.n_events_without_work,
            "ohne Arbeit (geplant, zugewiesen, unterbrochen)",
            "without work (planned, assigned, suspended)",
        ),
    ];
    let events = events.into_iter().filter(|(n, ..)| *n > 0).map(|(n, de, en)| {
        let what = counted(lang, n, ["Ereignis", "Ereignisse"], ["event", "events"]);
        format!(
            "{what} {}",
            match lang {
                Lang::De => de,
                Lang::En => en,
            }
        )
    });
    let sorted = (skipped.n_traces_out_of_order > 0).then(|| {
        let what =
            counted(lang, skipped.n_traces_out_of_order, ["Fall", "Fälle"], ["case", "cases"]);
        match lang {
            Lang::De => format!("{what} nicht in zeitlicher Reihenfolge: wurde sortiert"),
            Lang::En => format!("{what} not in the order of time: was sorted"),
        }
    });
    small.chain(events).chain(sorted).collect()
}

/// "7,5"
pub(crate) fn per_month(lang: Lang, n: u64, n_months: u32) -> String {
    let thousandths = u128::from(n) * 1_000 / u128::from(n_months.max(1));
    let value = Decimal::from_thousandths(i64::try_from(thousandths).unwrap_or(i64::MAX));
    format::rounded(lang, value)
}

/// "75 %" of a share of 1.
pub(crate) fn read_share(share: f64) -> String {
    format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0)
}

/// How many ways would be taken over.
pub(crate) fn taken(lang: Lang, n: usize) -> String {
    match (n, lang) {
        (0, Lang::De) => "Noch ist kein Weg zwei Akteuren zugeordnet.".to_owned(),
        (1, Lang::De) => "Ein Weg würde übernommen.".to_owned(),
        (_, Lang::De) => format!("{n} Wege würden übernommen."),
        (0, Lang::En) => "No way is assigned to two actors yet.".to_owned(),
        (1, Lang::En) => "One way would be taken over.".to_owned(),
        (_, Lang::En) => format!("{n} ways would be taken over."),
    }
}
