//! What gets through to a field, in sentences.

use model::Lang;

use super::findings::{cases_per_month, list};
use super::{counted, quoted};
use crate::api::{DominanceLine, FlowAmount, FlowAnswer, NarrowLine, WeakLine};

/// How many can get through, and where it is narrowest.
pub(crate) fn answer(lang: Lang, answer: &FlowAnswer) -> String {
    let field = quoted(lang, &answer.field);
    let origin = match (&answer.municipality, lang) {
        (Some(name), Lang::De) => format!("Aus {name}"),
        (Some(name), Lang::En) => format!("From {name}"),
        (None, Lang::De) => "Im ganzen Kreis".to_owned(),
        (None, Lang::En) => "In the whole Kreis".to_owned(),
    };
    match (&answer.amount, lang) {
        (FlowAmount::NotConnected, Lang::De) => {
            format!("{origin} führt von keiner ersten Anlaufstelle ein Weg zu {field}.")
        }
        (FlowAmount::NotConnected, Lang::En) => {
            format!("{origin}, no way leads from a first contact to {field}.")
        }
        (FlowAmount::Unknown, Lang::De) => {
            let whence = match &answer.municipality {
                Some(name) => format!("aus {name}"),
                None => "im ganzen Kreis".to_owned(),
            };
            format!(
                "Wie viele Menschen {whence} bis {field} durchkommen, lässt sich nicht sagen: Auf \
                 einem der Wege ist keine einzige Kapazität erfasst."
            )
        }
        (FlowAmount::Unknown, Lang::En) => format!(
            "{origin}, nobody can say how many get through to {field}: one of the ways states no \
             capacity at all."
        ),
        (FlowAmount::AtMost(cases), lang) => {
            let cases = cases_per_month(lang, *cases);
            let places: Vec<String> = answer.narrowest.iter().map(|row| place(lang, row)).collect();
            let places = list(lang, &places);
            match lang {
                Lang::De => format!(
                    "{origin} kommen höchstens {cases} bis {field} durch. Am engsten ist es bei \
                     {places}: Nur mehr Platz dort lässt mehr Menschen durch."
                ),
                Lang::En => format!(
                    "{origin}, at most {cases} get through to {field}. It is narrowest at \
                     {places}: only more room there lets more people through."
                ),
            }
        }
    }
}

/// "„Angebot“ (Akteur)": services of several actors may have one name.
fn place(lang: Lang, row: &NarrowLine) -> String {
    format!("{} ({})", quoted(lang, &row.service.name), row.actor.name)
}

/// On how many separate ways people get there.
pub(crate) fn separate_ways(lang: Lang, n: u32) -> String {
    let ways = counted(
        lang,
        n.into(),
        ["unabhängiger Weg führt", "unabhängige Wege führen"],
        ["separate way leads", "separate ways lead"],
    );
    match (lang, n) {
        (Lang::De, 0 | 1) => format!("{ways} dorthin."),
        (Lang::De, _) => format!("{ways} dorthin; sie haben keine Verbindung gemeinsam."),
        (Lang::En, 0 | 1) => format!("{ways} there."),
        (Lang::En, _) => format!("{ways} there; they share no link."),
    }
}

pub(crate) fn weak_tie(lang: Lang, line: &WeakLine) -> String {
    match (line, lang) {
        (WeakLine::Entry { service, actor }, Lang::De) => {
            format!("Erstkontakt bei „{service}“ ({})", actor.name)
        }
        (WeakLine::Entry { service, actor }, Lang::En) => {
            format!("first contact at “{service}” ({})", actor.name)
        }
        (WeakLine::Referral { from, to, .. }, _) => format!("{} → {}", from.name, to.name),
    }
}

/// "12 von 150 (8 %)".
pub(crate) fn share_of_pairs(lang: Lang, line: &DominanceLine, n_pairs: u32) -> String {
    let n = line.n_passage + line.n_goal;
    let total = usize::try_from(n_pairs).unwrap_or(usize::MAX).max(1);
    let percent = (n * 200 + total) / (total * 2);
    match lang {
        Lang::De => format!("{n} von {n_pairs} ({percent} %)"),
        Lang::En => format!("{n} of {n_pairs} ({percent} %)"),
    }
}

#[cfg(test)]
mod tests {
    use model::{Cases, Decimal};

    use super::*;
    use crate::api::{Named, NarrowLine};

    fn asked(amount: FlowAmount) -> FlowAnswer {
        FlowAnswer {
            field: "Arbeit".to_owned(),
            field_code: "arbeit".to_owned(),
            municipality: Some("Delbrück".to_owned()),
            amount,
            narrowest: vec![NarrowLine {
                service: Named { id: "s".parse().unwrap(), name: "Vermittlung".to_owned() },
                actor: Named { id: "a".parse().unwrap(), name: "Jobcenter".to_owned() },
                capacity_per_month: Cases(Decimal::from_integer(12)),
                evidence: Vec::new(),
                is_example: true,
            }],
            without_capacity: Vec::new(),
            n_separate_ways: 2,
            weakest: Vec::new(),
            must_pass: Vec::new(),
            is_example: true,
        }
    }

    #[test]
    fn the_narrowest_place_is_named() {
        assert_eq!(
            answer(Lang::De, &asked(FlowAmount::AtMost(Cases(Decimal::from_integer(12))))),
            "Aus Delbrück kommen höchstens 12 Fälle im Monat bis „Arbeit“ durch. Am engsten ist \
             es bei „Vermittlung“ (Jobcenter): Nur mehr Platz dort lässt mehr Menschen durch."
        );
    }

    #[test]
    fn no_way_and_no_number_are_different_things() {
        let none = answer(Lang::De, &asked(FlowAmount::NotConnected));
        assert_eq!(none, "Aus Delbrück führt von keiner ersten Anlaufstelle ein Weg zu „Arbeit“.");
        let unknown = answer(Lang::De, &asked(FlowAmount::Unknown));
        assert!(
            unknown.starts_with("Wie viele Menschen aus Delbrück bis „Arbeit“ durchkommen, lässt")
        );
    }

    #[test]
    fn shares_are_rounded_half_up() {
        let line = DominanceLine {
            actor: Named { id: "a".parse().unwrap(), name: "A".to_owned() },
            n_passage: 10,
            n_goal: 2,
        };
        assert_eq!(share_of_pairs(Lang::De, &line, 150), "12 von 150 (8 %)");
        assert_eq!(separate_ways(Lang::De, 1), "1 unabhängiger Weg führt dorthin.");
    }
}
