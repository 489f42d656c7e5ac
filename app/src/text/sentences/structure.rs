//! How a network is built, in sentences.

use analysis::TeamBasis;
use model::Lang;

use super::findings::cases_per_month;
use super::{actors, counted, wide};
use crate::api::{ConcentrationView, StructureView, TeamTable};
use crate::format;

/// The page in at most two sentences; nothing of what nobody has counted.
pub(crate) fn summary(lang: Lang, view: &StructureView) -> Vec<String> {
    let mut sentences = Vec::new();
    let top = view.concentration.top_three_permille.map(format::percent);
    let top = top.filter(|_| view.concentration.carriers.len() >= 3);
    sentences.extend(top.map(|share| match lang {
        Lang::De => format!(
            "Drei Stellen bestreiten zusammen {share} von allem, was verwiesen und aufgenommen \
             wird."
        ),
        Lang::En => {
            format!("Three offices together make up {share} of all that is sent and received.")
        }
    }));
    sentences.extend(view.brokers.lines.first().map(|broker| {
        let (name, n) = (&broker.actor.name, format::integer(lang, broker.total.into()));
        match lang {
            Lang::De => format!(
                "Am häufigsten vermittelt {name}: auf {n} Wegen von einer Stelle zu einer anderen, \
                 an die diese nicht direkt verweist."
            ),
            Lang::En => format!(
                "{name} brokers most: on {n} ways from one office to another to which it does not \
                 refer directly."
            ),
        }
    }));
    sentences
}

/// On what the shares rest.
pub(crate) fn counted_referrals(lang: Lang, view: &ConcentrationView) -> String {
    let cases = cases_per_month(lang, view.per_month);
    let (n, n_unknown) = (view.n_counted, view.n_uncounted);
    match (lang, n_unknown) {
        (Lang::De, 0) => format!("Bekannt sind {cases} auf {n} Verweiswegen."),
        (Lang::De, _) => format!(
            "Bekannt sind {cases} auf {n} Verweiswegen; zu {n_unknown} weiteren ist keine Zahl \
             bekannt (nicht gezählt oder zu klein, um sie zu zeigen)."
        ),
        (Lang::En, 0) => format!("{cases} are known on {n} referral links."),
        (Lang::En, _) => format!(
            "{cases} are known on {n} referral links; for {n_unknown} more there is no number (not \
             counted, or too small to be shown)."
        ),
    }
}

/// "2, dazu 1 über den Träger".
pub(crate) fn seats(lang: Lang, n_own: u32, n_above: u32) -> String {
    match (lang, n_own, n_above) {
        (Lang::De, 0, 0) => "keiner".to_owned(),
        (Lang::En, 0, 0) => "none".to_owned(),
        (_, own, 0) => own.to_string(),
        (Lang::De, 0, above) => format!("{above} über den Träger"),
        (Lang::En, 0, above) => format!("{above} of its parent"),
        (Lang::De, own, above) => format!("{own}, dazu {above} über den Träger"),
        (Lang::En, own, above) => format!("{own}, and {above} of its parent"),
    }
}

pub(crate) fn ungrouped(lang: Lang, n: u32) -> String {
    let n = actors(lang, usize::try_from(n).unwrap_or(usize::MAX));
    match lang {
        Lang::De => format!("Ohne Gruppe und daher nicht gezählt: {n}."),
        Lang::En => format!("Without a group and so not counted: {n}."),
    }
}

/// "Gemeinschaft 2 um das Jobcenter" without grammar that a name could break.
pub(crate) fn community(lang: Lang, number: usize, centre: &str) -> String {
    match lang {
        Lang::De => format!("Gemeinschaft {number} (Mitte: {centre})"),
        Lang::En => format!("Community {number} (centre: {centre})"),
    }
}

/// How far communities and teams agree, against chance.
pub(crate) fn agreement(lang: Lang, teams: &TeamTable) -> String {
    let basis = match (teams.basis, lang) {
        (TeamBasis::RegionalTeams, Lang::De) => "den Regionalteams",
        (TeamBasis::RegionalTeams, Lang::En) => "the Regionalteams",
        (TeamBasis::KimMunicipalities, Lang::De) => "den KIM-Kommunen",
        (TeamBasis::KimMunicipalities, Lang::En) => "the KIM municipalities",
    };
    let degree = match (teams.adjusted_rand_permille, lang) {
        (650.., Lang::De) => "weitgehend",
        (250..=649, Lang::De) => "teilweise",
        (_, Lang::De) => "kaum",
        (650.., Lang::En) => "largely",
        (250..=649, Lang::En) => "partly",
        (_, Lang::En) => "hardly",
    };
    let value = model::Decimal::from_thousandths(teams.adjusted_rand_permille.into());
    let value = format::decimal(lang, value);
    match lang {
        Lang::De => format!(
            "Die Gemeinschaften folgen {basis} {degree} (bereinigter Rand-Index {value}; 1 wäre \
             genau gleich, 0 wie gewürfelt)."
        ),
        Lang::En => format!(
            "The communities {degree} follow {basis} (adjusted Rand index {value}; 1 would be the \
             same, 0 as by chance)."
        ),
    }
}

/// "14 Akteure, jeder mit mindestens 5 anderen davon verbunden".
pub(crate) fn core(lang: Lang, core: u32, n_members: u32) -> String {
    if core == 0 {
        return "–".to_owned();
    }
    let members = actors(lang, usize::try_from(n_members).unwrap_or(usize::MAX));
    let others = counted(lang, wide_core(core), ["anderem", "anderen"], ["other", "others"]);
    match lang {
        Lang::De => format!("{members}, jeder mit mindestens {others} davon verbunden"),
        Lang::En => format!("{members}, each tied with at least {others} of them"),
    }
}

fn wide_core(core: u32) -> u64 {
    wide(usize::try_from(core).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(adjusted_rand_permille: i32) -> TeamTable {
        TeamTable {
            basis: TeamBasis::RegionalTeams,
            adjusted_rand_permille,
            teams: Vec::new(),
            counts: Vec::new(),
        }
    }

    #[test]
    fn agreement_is_said_in_words_and_as_a_number() {
        let text = agreement(Lang::De, &table(123));
        assert!(text.starts_with("Die Gemeinschaften folgen den Regionalteams kaum"));
        assert!(text.contains("0,123"));
        assert!(agreement(Lang::En, &table(700)).contains("largely follow"));
        assert!(agreement(Lang::De, &table(-40)).contains("kaum"));
    }

    #[test]
    fn seats_of_the_parent_are_told_apart() {
        assert_eq!(seats(Lang::De, 0, 0), "keiner");
        assert_eq!(seats(Lang::De, 2, 0), "2");
        assert_eq!(seats(Lang::De, 0, 1), "1 über den Träger");
    }

    #[test]
    fn a_core_is_explained() {
        assert_eq!(
            core(Lang::De, 5, 14),
            "14 Akteure, jeder mit mindestens 5 anderen davon verbunden"
        );
        assert_eq!(core(Lang::En, 0, 0), "–");
    }
}
