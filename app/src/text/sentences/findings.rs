//! What was found, in one or two sentences to be read aloud.

use analysis::FindingKind;
use model::{Cases, Days, Lang};

use super::scenario::wait;
use super::{counted, days, dependence, load, municipalities, quoted, wide};
use crate::api::FindingText;
use crate::format;

/// How many names a sentence lists before it counts.
const N_NAMED: usize = 3;

/// "12,5 Fälle im Monat".
pub(crate) fn cases_per_month(lang: Lang, cases: Cases) -> String {
    let number = format::rounded(lang, cases.0);
    match (lang, number == "1") {
        (Lang::De, true) => format!("{number} Fall im Monat"),
        (Lang::De, false) => format!("{number} Fälle im Monat"),
        (Lang::En, true) => format!("{number} case a month"),
        (Lang::En, false) => format!("{number} cases a month"),
    }
}

/// "„A“, „B“ und 2 weitere".
pub(super) fn list(lang: Lang, names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(N_NAMED).map(String::as_str).collect();
    let n_more = names.len().saturating_sub(N_NAMED);
    match (n_more, lang) {
        (0, _) => shown.join(", "),
        (_, Lang::De) => format!("{} und {n_more} weitere", shown.join(", ")),
        (_, Lang::En) => format!("{} and {n_more} more", shown.join(", ")),
    }
}

fn handover_places(lang: Lang, n: u32) -> String {
    counted(lang, n.into(), ["Verweisweg", "Verweiswege"], ["referral link", "referral links"])
}

/// What an entry of the ranked list says.
pub(crate) fn finding(lang: Lang, kind: FindingKind, text: &FindingText) -> String {
    match text {
        FindingText::Load {
            service,
            arrivals_per_month,
            capacity_per_month,
            growth_per_month,
            ..
        } => {
            let [arrivals, capacity] =
                [arrivals_per_month, capacity_per_month].map(|n| format::rounded(lang, n.0));
            let growth = growth_per_month.map(|growth| format::rounded(lang, growth.0));
            load(lang, service, [&arrivals, &capacity], growth.as_deref())
        }
        FindingText::DeadEnd { has_services, .. } => dead_end(lang, *has_services).to_owned(),
        FindingText::FieldGap { field, regions, n_regions_total, .. } => {
            let everywhere = wide(regions.len()) == u64::from(*n_regions_total);
            field_gap(lang, kind, field, (regions, everywhere))
        }
        FindingText::Dependence { fields, n_municipalities, n_municipalities_total, .. } => {
            dependence(lang, fields, *n_municipalities, *n_municipalities_total)
        }
        FindingText::WrongOffice { from, to, rightful, regions, counted_permille, .. } => {
            wrong_office(lang, [from, to], (rightful, regions), *counted_permille)
        }
        FindingText::Circle { actors, at_most_per_month } => {
            circle(lang, kind, actors, *at_most_per_month)
        }
        FindingText::SlowTransition { from, to, median, .. } => slow(lang, [from, to], *median),
        FindingText::Rupture { from, to, sent_per_month, .. } => {
            rupture(lang, [from, to], *sent_per_month)
        }
        FindingText::NarrowPlace {
            fields,
            services,
            arrivals_per_month,
            throughput_per_month,
            ..
        } => narrow_place(lang, fields, services, [*arrivals_per_month, *throughput_per_month]),
        FindingText::WaitDiffers { service, modelled, observed, n_more } => {
            wait_differs(lang, service, [*modelled, *observed], *n_more)
        }
        FindingText::Feedback { n_relations, .. } => feedback(lang, *n_relations),
        FindingText::Disagreement { n_confirmed_once, n_rated_differently } => {
            disagreement(lang, *n_confirmed_once, *n_rated_differently)
        }
    }
}

fn dead_end(lang: Lang, has_services: bool) -> &'static str {
    match (lang, has_services) {
        (Lang::De, true) => {
            "Hierher wird verwiesen, aber kein Angebot nimmt diese Menschen auf, und es geht nicht \
             weiter."
        }
        (Lang::De, false) => {
            "Hierher wird verwiesen, aber es gibt kein laufendes Angebot, und es geht nicht weiter."
        }
        (Lang::En, true) => {
            "People are referred here, but no service takes them, and no way leads on."
        }
        (Lang::En, false) => {
            "People are referred here, but no service is running, and no way leads on."
        }
    }
}

fn field_gap(
    lang: Lang,
    kind: FindingKind,
    field: &str,
    (regions, is_everywhere): (&[String], bool),
) -> String {
    let field = quoted(lang, field);
    let where_from = match (lang, is_everywhere) {
        (Lang::De, true) => "allen Kommunen".to_owned(),
        (Lang::En, true) => "every municipality".to_owned(),
        (_, false) => list(lang, regions),
    };
    match (lang, kind == FindingKind::NobodyOffers) {
        (Lang::De, true) => format!("Für {field} ist in {where_from} niemand zuständig."),
        (Lang::De, false) => format!(
            "Für {field} gibt es in {where_from} zwar jemanden, aber kein Weg führt dorthin."
        ),
        (Lang::En, true) => format!("Nobody is there for {field} in {where_from}."),
        (Lang::En, false) => {
            format!("Somebody is there for {field} in {where_from}, but no way leads there.")
        }
    }
}

fn wrong_office(
    lang: Lang,
    [from, to]: [&str; 2],
    (rightful, regions): (&[String], &[String]),
    counted_permille: Option<u16>,
) -> String {
    let (rightful, places) = (list(lang, rightful), list(lang, regions));
    let share = counted_permille.map(|share| format::percent(share.into()));
    match (lang, regions.is_empty(), share) {
        (Lang::De, true, share) => format!(
            "{} der Verweise von {from} an {to} kommen bei der falschen Stelle an.",
            share.unwrap_or_default()
        ),
        (Lang::De, false, None) => {
            format!("{from} verweist an {to}. Für {places} ist aber {rightful} zuständig.")
        }
        (Lang::De, false, Some(share)) => format!(
            "{from} verweist an {to}, {share} davon falsch. Für {places} ist {rightful} zuständig."
        ),
        (Lang::En, true, share) => format!(
            "{} of the referrals from {from} to {to} reach the wrong office.",
            share.unwrap_or_default()
        ),
        (Lang::En, false, None) => {
            format!("{from} refers to {to}. For {places}, however, {rightful} is competent.")
        }
        (Lang::En, false, Some(share)) => format!(
            "{from} refers to {to}, {share} of it wrongly. For {places}, {rightful} is competent."
        ),
    }
}

fn circle(lang: Lang, kind: FindingKind, actors: &[String], at_most: Cases) -> String {
    let cases = cases_per_month(lang, at_most);
    let n = actors.len();
    match (lang, kind == FindingKind::PingPong) {
        (Lang::De, true) => {
            format!("Beide verweisen aneinander. Bis zu {cases} können hin und her gehen.")
        }
        (Lang::De, false) => format!(
            "Über {n} Stellen führt der Weg an den Anfang zurück. Bis zu {cases} können im Kreis \
             gehen."
        ),
        (Lang::En, true) => {
            format!("The two refer to each other. Up to {cases} may go to and fro.")
        }
        (Lang::En, false) => {
            format!("Over {n} offices the way leads back to its start. Up to {cases} may go round.")
        }
    }
}

fn slow(lang: Lang, [from, to]: [&str; 2], median: Days) -> String {
    let wait = days(lang, median.whole_days());
    match lang {
        Lang::De => {
            format!("Beim Wechsel von {from} zu {to} wartet die Hälfte mindestens {wait}.")
        }
        Lang::En => format!("Moving from {from} to {to}, half of the people wait at least {wait}."),
    }
}

fn rupture(lang: Lang, [from, to]: [&str; 2], sent: Cases) -> String {
    let cases = cases_per_month(lang, sent);
    match lang {
        Lang::De => format!(
            "Von {from} zu {to} gehen {cases} über, aber keine Vereinbarung regelt die Übergabe."
        ),
        Lang::En => {
            format!(
                "{cases} move from {from} to {to}, but no agreement says how they are handed over."
            )
        }
    }
}

fn narrow_place(
    lang: Lang,
    fields: &[String],
    services: &[String],
    [arrivals, throughput]: [Cases; 2],
) -> String {
    let quote =
        |names: &[String]| -> Vec<String> { names.iter().map(|name| quoted(lang, name)).collect() };
    let (fields, place) = (list(lang, &quote(fields)), list(lang, &quote(services)));
    let [arrivals, throughput] = [arrivals, throughput].map(|cases| format::rounded(lang, cases.0));
    match lang {
        Lang::De => format!(
            "Nach {fields} kommen höchstens {throughput} Menschen im Monat durch: Mehr schafft \
             {place} nicht, und dort kommen {arrivals} an. Mehr Plätze an anderer Stelle ändern \
             daran nichts."
        ),
        Lang::En => format!(
            "At most {throughput} people a month get through to {fields}: {place} can take no \
             more, and {arrivals} arrive there. More places elsewhere change nothing."
        ),
    }
}

fn wait_differs(
    lang: Lang,
    service: &str,
    [modelled, observed]: [Days; 2],
    n_more: usize,
) -> String {
    let service = quoted(lang, service);
    let [modelled, observed] = [modelled, observed].map(|days| wait(lang, days));
    let more = counted(
        lang,
        wide(n_more),
        ["weiteren Angebot", "weiteren Angeboten"],
        ["other service", "other services"],
    );
    match (lang, n_more) {
        (Lang::De, 0) => format!(
            "Bei {service} sind {observed} Wartezeit gemeldet. Aus Zugängen und Kapazität folgen \
             {modelled}. Eine der Zahlen passt nicht."
        ),
        (Lang::De, _) => format!(
            "Bei {service} sind {observed} Wartezeit gemeldet. Aus Zugängen und Kapazität folgen \
             {modelled}. Ähnlich ist es bei {more}: Die Zahlen passen nicht zusammen."
        ),
        (Lang::En, 0) => format!(
            "{service} reports a wait of {observed}. From arrivals and capacity follow {modelled}. \
             One of the numbers does not fit."
        ),
        (Lang::En, _) => format!(
            "{service} reports a wait of {observed}. From arrivals and capacity follow {modelled}. \
             The same holds at {more}: the numbers do not fit together."
        ),
    }
}

fn feedback(lang: Lang, n_relations: usize) -> String {
    let n = wide(n_relations);
    match lang {
        Lang::De => {
            let links = counted(lang, n, ["Verweisweg", "Verweisen"], ["", ""]);
            let links = if n == 1 { "1 Verweis".to_owned() } else { links };
            format!("Bei {links} kommt keine oder selten eine Rückmeldung, was daraus wurde.")
        }
        Lang::En => {
            let links = counted(lang, n, ["", ""], ["referral link", "referral links"]);
            format!("On {links}, feedback on what became of people is missing or rare.")
        }
    }
}

fn disagreement(lang: Lang, n_confirmed_once: u32, n_rated: u32) -> String {
    let (once, rated) = (handover_places(lang, n_confirmed_once), handover_places(lang, n_rated));
    let parts = match lang {
        Lang::De => [
            format!("{once} hat nur eine Seite bestätigt"),
            format!("{rated} bewerten beide Seiten verschieden"),
        ],
        Lang::En => [
            format!("{once} confirmed by one side only"),
            format!("{rated} rated differently by the two sides"),
        ],
    };
    let counts = [n_confirmed_once, n_rated];
    let said: Vec<&str> =
        parts.iter().zip(counts).filter(|(_, n)| *n > 0).map(|(part, _)| part.as_str()).collect();
    format!("{}.", said.join("; "))
}

fn utilised(lang: Lang, permille: u32, is_lower_bound: bool) -> String {
    let percent = format::percent(permille);
    match (lang, is_lower_bound) {
        (Lang::De, false) => format!("{percent} ausgelastet"),
        (Lang::De, true) => format!("mindestens {percent} ausgelastet"),
        (Lang::En, false) => format!("{percent} utilised"),
        (Lang::En, true) => format!("at least {percent} utilised"),
    }
}

/// The numbers beside the sentence.
pub(crate) fn facts(lang: Lang, text: &FindingText) -> Vec<String> {
    match text {
        FindingText::Load { utilisation_permille, is_lower_bound, .. } => {
            vec![utilised(lang, *utilisation_permille, *is_lower_bound)]
        }
        FindingText::DeadEnd { arriving_per_month, .. } => {
            arriving_per_month.iter().map(|cases| cases_per_month(lang, *cases)).collect()
        }
        FindingText::FieldGap { regions, population, .. } => {
            vec![municipalities(lang, regions.len()), super::affected(lang, *population)]
        }
        FindingText::Dependence { n_pairs_lost, n_pairs_total, affected_population, .. } => vec![
            super::pairs_lost(lang, *n_pairs_lost, *n_pairs_total),
            super::affected(lang, *affected_population),
        ],
        FindingText::WrongOffice { sent_per_month, .. } => {
            sent_per_month.iter().map(|cases| cases_per_month(lang, *cases)).collect()
        }
        FindingText::NarrowPlace { utilisation_permille, .. } => {
            vec![utilised(lang, *utilisation_permille, false)]
        }
        FindingText::SlowTransition { n_relations, .. }
        | FindingText::Rupture { n_relations, .. } => vec![handover_places(lang, *n_relations)],
        FindingText::Feedback { sent_per_month, n_uncounted, .. } => {
            let cases = cases_per_month(lang, *sent_per_month);
            vec![match (*n_uncounted, lang) {
                (0, _) => cases,
                (_, Lang::De) => format!("mindestens {cases}"),
                (_, Lang::En) => format!("at least {cases}"),
            }]
        }
        FindingText::Circle { .. }
        | FindingText::WaitDiffers { .. }
        | FindingText::Disagreement { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(thousandths: i64) -> Cases {
        Cases(model::Decimal::from_thousandths(thousandths))
    }

    #[test]
    fn one_case_is_singular() {
        assert_eq!(cases_per_month(Lang::De, cases(1000)), "1 Fall im Monat");
        assert_eq!(cases_per_month(Lang::De, cases(12_500)), "12,5 Fälle im Monat");
        assert_eq!(cases_per_month(Lang::En, cases(1000)), "1 case a month");
    }

    #[test]
    fn long_lists_are_counted() {
        let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).into();
        assert_eq!(list(Lang::De, &names), "A, B, C und 1 weitere");
        assert_eq!(list(Lang::En, &names[..2]), "A, B");
    }

    #[test]
    fn a_gap_names_the_places() {
        let text = FindingText::FieldGap {
            field: "Wohnen".to_owned(),
            regions: vec!["Delbrück".to_owned(), "Lichtenau".to_owned()],
            n_regions_total: 10,
            population: 40_000,
        };
        assert_eq!(
            finding(Lang::De, FindingKind::NobodyOffers, &text),
            "Für „Wohnen“ ist in Delbrück, Lichtenau niemand zuständig."
        );
        assert_eq!(
            facts(Lang::De, &text),
            ["2 Kommunen", "40.000 Menschen leben in diesen Kommunen"]
        );
    }

    #[test]
    fn feedback_counts_its_links() {
        let said = |n| {
            finding(
                Lang::De,
                FindingKind::FeedbackGap,
                &FindingText::Feedback {
                    n_relations: n,
                    n_uncounted: 0,
                    sent_per_month: cases(1000),
                },
            )
        };
        assert!(said(1).starts_with("Bei 1 Verweis kommt"));
        assert!(said(3).starts_with("Bei 3 Verweisen kommt"));
    }
}
