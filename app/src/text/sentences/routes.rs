//! Sentences about routes.

use model::Lang;

use super::{counted, days, quoted, wide};
use crate::api::RoomView;
use crate::format;

/// Numbers up to twelve are words in running text.
const DE: [&str; 13] = [
    "keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf",
];
const EN: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// "zwei Stellen", "one office".
fn offices(lang: Lang, n: usize) -> String {
    let (words, nouns) = match lang {
        Lang::De => (DE, ["Stelle", "Stellen"]),
        Lang::En => (EN, ["office", "offices"]),
    };
    let noun = if n == 1 { nouns[0] } else { nouns[1] };
    words.get(n).map_or_else(|| format!("{n} {noun}"), |word| format!("{word} {noun}"))
}

/// "14 Tagen" as after "in".
fn in_days(lang: Lang, n: u64) -> String {
    counted(lang, n, ["Tag", "Tagen"], ["day", "days"])
}

/// The answer in one sentence, how long and through whom: the text before the first of `n` names,
/// between two of them, and after the last, so that a page can make links of the names.
pub(crate) struct AnswerSentence {
    pub(crate) lead: String,
    pub(crate) between: &'static str,
    pub(crate) rest: String,
}

impl AnswerSentence {
    /// With the names in it.
    pub(crate) fn with(&self, names: &[&str]) -> String {
        format!("{}{}{}", self.lead, names.join(self.between), self.rest)
    }
}

pub(crate) fn answer(lang: Lang, known_days: u64, n_unknown: u8, n_names: usize) -> AnswerSentence {
    let between = match lang {
        Lang::De => ", dann ",
        Lang::En => ", then ",
    };
    if n_names == 0 {
        let lead = match lang {
            Lang::De => "Das Ziel ist schon erreicht.".to_owned(),
            Lang::En => "The goal is reached already.".to_owned(),
        };
        return AnswerSentence { lead, between, rest: String::new() };
    }
    let time = in_days(lang, known_days);
    let nothing_known = known_days == 0 && n_unknown > 0;
    let lead = match (lang, n_unknown) {
        (Lang::De, 0) => format!("In rund {time}"),
        (Lang::En, 0) => format!("In about {time}"),
        (Lang::De, _) if nothing_known => "In unbekannter Zeit".to_owned(),
        (Lang::En, _) if nothing_known => "In an unknown time".to_owned(),
        (Lang::De, _) => format!("In mindestens {time}"),
        (Lang::En, _) => format!("In at least {time}"),
    };
    let lead = format!("{lead} {}", way(lang, n_names));
    let rest = if n_unknown == 0 { String::new() } else { unknown_waits(lang, n_unknown) };
    AnswerSentence { lead, between, rest: format!(".{rest}") }
}

/// What leads to the first name.
fn way(lang: Lang, n_names: usize) -> String {
    match (lang, n_names) {
        (Lang::De, 1) => "ohne Übergabe: ".to_owned(),
        (Lang::En, 1) => "without a hand-over: ".to_owned(),
        (Lang::De, n) => format!("über {}: zuerst ", offices(lang, n)),
        (Lang::En, n) => format!("through {}: first ", offices(lang, n)),
    }
}

fn unknown_waits(lang: Lang, n: u8) -> String {
    match (lang, n) {
        (Lang::De, 1) => " Eine Wartezeit ist unbekannt.".to_owned(),
        (Lang::En, 1) => " One waiting time is unknown.".to_owned(),
        (Lang::De, _) => format!(" {n} Wartezeiten sind unbekannt."),
        (Lang::En, _) => format!(" {n} waiting times are unknown."),
    }
}

/// "zugleich der sicherste, mit den wenigsten Übergaben".
pub(crate) fn also(lang: Lang, merits: &[&str]) -> String {
    match lang {
        Lang::De => format!("zugleich {}", merits.join(", ")),
        Lang::En => format!("also {}", merits.join(", ")),
    }
}

/// How many of those who set out arrive.
pub(crate) fn success(lang: Lang, permille: Option<u16>, n_unknown: u8) -> String {
    match (permille, lang) {
        (None, Lang::De) => "unbekannt".to_owned(),
        (None, Lang::En) => "unknown".to_owned(),
        (Some(permille), _) if n_unknown == 0 => format::percent(permille.into()),
        (Some(permille), Lang::De) => format!("höchstens {}", format::percent(permille.into())),
        (Some(permille), Lang::En) => format!("at most {}", format::percent(permille.into())),
    }
}

/// "Kapazität 69,6 im Monat, davon 3 frei".
pub(crate) fn room(lang: Lang, room: &RoomView) -> String {
    let capacity = format::rounded(lang, room.capacity_per_month.0);
    let free = room.free_per_month.map(|free| format::rounded(lang, free.0));
    match (lang, free) {
        (Lang::De, Some(free)) => format!("Kapazität {capacity} Fälle im Monat, davon {free} frei"),
        (Lang::De, None) => format!("Kapazität {capacity} Fälle im Monat"),
        (Lang::En, Some(free)) => format!("capacity {capacity} cases a month, {free} of it free"),
        (Lang::En, None) => format!("capacity {capacity} cases a month"),
    }
}

/// What the narrowest point of a route takes a month.
pub(crate) fn narrowest(
    lang: Lang,
    capacity: Option<&str>,
    free: Option<&str>,
    n_unknown: u8,
) -> String {
    let Some(capacity) = capacity else {
        return match lang {
            Lang::De => "unbekannt".to_owned(),
            Lang::En => "unknown".to_owned(),
        };
    };
    let bound = match (lang, n_unknown) {
        (_, 0) => "",
        (Lang::De, _) => "höchstens ",
        (Lang::En, _) => "at most ",
    };
    let free = free.map(|free| match lang {
        Lang::De => format!(", davon {free} frei"),
        Lang::En => format!(", {free} of them free"),
    });
    let free = free.unwrap_or_default();
    match lang {
        Lang::De => format!("{bound}{capacity} im Monat{free}"),
        Lang::En => format!("{bound}{capacity} a month{free}"),
    }
}

/// "30 Tage länger", when an office on the best route fails.
pub(crate) fn added(lang: Lang, added: Option<u64>) -> String {
    match (added, lang) {
        (None, Lang::De) => "unbekannt".to_owned(),
        (None, Lang::En) => "unknown".to_owned(),
        (Some(0), Lang::De) => "nicht länger".to_owned(),
        (Some(0), Lang::En) => "no longer".to_owned(),
        (Some(n), Lang::De) => format!("{} länger", days(lang, n)),
        (Some(n), Lang::En) => format!("{} longer", days(lang, n)),
    }
}

/// How many areas or languages a reason names before it counts.
const N_NAMED: usize = 6;

fn listed(lang: Lang, names: &[String]) -> String {
    let n_more = names.len().saturating_sub(N_NAMED);
    let list = names.iter().take(N_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match (n_more, lang) {
        (0, _) => list,
        (_, Lang::De) => format!("{list} und {n_more} weitere"),
        (_, Lang::En) => format!("{list} and {n_more} more"),
    }
}

/// "nicht zuständig für Delbrück (zuständig: Paderborn, Salzkotten)".
pub(crate) fn not_covering(lang: Lang, municipality: &str, covered: &[String]) -> String {
    let areas = listed(lang, covered);
    match (lang, covered.is_empty()) {
        (Lang::De, true) => format!("nicht zuständig für {municipality}"),
        (Lang::En, true) => format!("not competent for {municipality}"),
        (Lang::De, false) => format!("nicht zuständig für {municipality} (zuständig: {areas})"),
        (Lang::En, false) => format!("not competent for {municipality} (competent: {areas})"),
    }
}

/// "nicht auf Arabisch (nur Deutsch, Englisch)".
pub(crate) fn not_in_language(lang: Lang, language: &str, offered: &[String]) -> String {
    let offered = listed(lang, offered);
    match lang {
        Lang::De => format!("nicht auf {language} (nur {offered})"),
        Lang::En => format!("not in {language} (only {offered})"),
    }
}

/// "Warum nicht anders? 12 Stellen in der Nähe".
pub(crate) fn near_misses(lang: Lang, n: usize) -> String {
    let n = wide(n);
    let places = counted(
        lang,
        n,
        ["nahe liegende Möglichkeit kommt", "nahe liegende Möglichkeiten kommen"],
        ["near possibility is", "near possibilities are"],
    );
    match lang {
        Lang::De => format!("{places} hier nicht in Frage:"),
        Lang::En => format!("{places} ruled out here:"),
    }
}

pub(crate) fn more_near_misses(lang: Lang, n: usize) -> String {
    match lang {
        Lang::De => format!("{n} weitere zeigen"),
        Lang::En => format!("Show {n} more"),
    }
}

/// The heading of a Wegzettel.
pub(crate) fn slip_heading(lang: Lang, from: &str, to: &str) -> String {
    let goal = quoted(lang, to);
    match lang {
        Lang::De => format!("Wegzettel: von {from} zu {goal}"),
        Lang::En => format!("Route slip: from {from} to {goal}"),
    }
}

/// "Stand 26.11.2026".
pub(crate) fn as_of(lang: Lang, day: model::Date) -> String {
    let day = format::date(lang, day);
    match lang {
        Lang::De => format!("Stand der Daten: {day}"),
        Lang::En => format!("Data as of {day}"),
    }
}

pub(crate) fn aborted(lang: Lang, n_steps: u32) -> String {
    let steps = format::integer(lang, n_steps.into());
    match lang {
        Lang::De => {
            format!("Suche abgebrochen nach {steps} Schritten; es können Wege fehlen.")
        }
        Lang::En => format!("Search aborted after {steps} steps; routes may be missing."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(lang: Lang, known_days: u64, n_unknown: u8, names: &[&str]) -> String {
        answer(lang, known_days, n_unknown, names.len()).with(names)
    }

    #[test]
    fn the_answer_is_one_sentence() {
        assert_eq!(
            sentence(Lang::De, 75, 0, &["KI", "Jobcenter"]),
            "In rund 75 Tagen über zwei Stellen: zuerst KI, dann Jobcenter."
        );
        assert_eq!(sentence(Lang::De, 1, 0, &["VHS"]), "In rund 1 Tag ohne Übergabe: VHS.");
        assert_eq!(
            sentence(Lang::De, 34, 1, &["A", "B", "C"]),
            "In mindestens 34 Tagen über drei Stellen: zuerst A, dann B, dann C. \
             Eine Wartezeit ist unbekannt."
        );
        assert_eq!(
            sentence(Lang::En, 0, 2, &["A"]),
            "In an unknown time without a hand-over: A. 2 waiting times are unknown."
        );
        assert_eq!(sentence(Lang::De, 0, 0, &[]), "Das Ziel ist schon erreicht.");
    }

    #[test]
    fn bounds_are_named() {
        assert_eq!(success(Lang::De, Some(623), 0), "62 %");
        assert_eq!(success(Lang::De, Some(623), 1), "höchstens 62 %");
        assert_eq!(success(Lang::De, None, 2), "unbekannt");
        assert_eq!(narrowest(Lang::De, Some("12"), Some("3"), 0), "12 im Monat, davon 3 frei");
        assert_eq!(narrowest(Lang::De, Some("12"), None, 1), "höchstens 12 im Monat");
        assert_eq!(narrowest(Lang::En, None, None, 1), "unknown");
        assert_eq!(added(Lang::De, Some(1)), "1 Tag länger");
        assert_eq!(added(Lang::De, Some(0)), "nicht länger");
    }

    #[test]
    fn reasons_say_what_would_be_possible() {
        let names = |n: usize| (1..=n).map(|i| format!("Ort{i}")).collect::<Vec<_>>();
        assert_eq!(
            not_covering(Lang::De, "Delbrück", &names(2)),
            "nicht zuständig für Delbrück (zuständig: Ort1, Ort2)"
        );
        assert_eq!(
            not_covering(Lang::De, "Delbrück", &names(8)),
            "nicht zuständig für Delbrück \
             (zuständig: Ort1, Ort2, Ort3, Ort4, Ort5, Ort6 und 2 weitere)"
        );
        assert_eq!(
            not_in_language(Lang::De, "Arabisch", &["Deutsch".to_owned()]),
            "nicht auf Arabisch (nur Deutsch)"
        );
    }
}
