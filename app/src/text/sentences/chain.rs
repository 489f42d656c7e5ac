//! Sentences of `ketten`.

use analysis::{HandoverCounts, StepTransitionState, UncoveredReason};
use model::Lang;

use super::{counted, days, quoted, wide};
use crate::api::{ChainTransitionView, ChainView, LeadTimeView};

fn steps(lang: Lang, n: u64) -> String {
    counted(lang, n, ["Schritt", "Schritte"], ["step", "steps"])
}

pub(crate) fn n_steps(lang: Lang, n: usize) -> String {
    steps(lang, wide(n))
}

/// "mindestens 210 Tage": with unknown times the sum is a lower bound.
pub(crate) fn lead_time(lang: Lang, time: LeadTimeView) -> String {
    let known = days(lang, time.days);
    match (lang, time.n_unknown_steps) {
        (_, 0) => known,
        (Lang::De, _) => format!("mindestens {known}"),
        (Lang::En, _) => format!("at least {known}"),
    }
}

/// The answer, in one sentence to be read aloud.
pub(crate) fn chain(lang: Lang, view: &ChainView) -> String {
    let (chain, place) = (quoted(lang, &view.chain), &view.municipality);
    let time = lead_time(lang, view.lead_time);
    let waiting = days(lang, view.lead_time.waiting_days);
    match lang {
        Lang::De => format!("{chain} dauert in {place} {time}, davon {waiting} Warten."),
        Lang::En => format!("{chain} takes {time} in {place}, {waiting} of them waiting."),
    }
}

/// What the sentence before rests on and what is missing.
pub(crate) fn chain_facts(
    lang: Lang,
    n_critical: usize,
    n_uncovered: usize,
    n_unknown: u16,
) -> String {
    let critical = steps(lang, wide(n_critical));
    let (critical, uncovered, unknown) = match lang {
        Lang::De => (
            if n_critical == 1 {
                format!("{critical} bestimmt die Dauer.")
            } else {
                format!("{critical} bestimmen die Dauer.")
            },
            match n_uncovered {
                0 => "Jeder Schritt hat jemanden.".to_owned(),
                1 => "1 Schritt ist unbesetzt.".to_owned(),
                n => format!("{n} Schritte sind unbesetzt."),
            },
            match n_unknown {
                0 => String::new(),
                1 => "Bei 1 Schritt fehlen Zeiten.".to_owned(),
                n => format!("Bei {n} Schritten fehlen Zeiten."),
            },
        ),
        Lang::En => (
            if n_critical == 1 {
                format!("{critical} decides how long it takes.")
            } else {
                format!("{critical} decide how long it takes.")
            },
            match n_uncovered {
                0 => "Every step has somebody.".to_owned(),
                1 => "1 step has nobody.".to_owned(),
                n => format!("{n} steps have nobody."),
            },
            match n_unknown {
                0 => String::new(),
                1 => "Times are missing for 1 step.".to_owned(),
                n => format!("Times are missing for {n} steps."),
            },
        ),
    };
    [critical, uncovered, unknown]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Why a step has nobody, after its name.
pub(crate) fn uncovered(lang: Lang, reason: UncoveredReason) -> &'static str {
    match (lang, reason) {
        (Lang::De, UncoveredReason::NobodyOffers) => "Niemand im Kreis bietet das an.",
        (Lang::De, UncoveredReason::NotActive) => "Das Angebot ruht oder ist geschlossen.",
        (Lang::De, UncoveredReason::OtherKommunen) => "Das gibt es nur für andere Kommunen.",
        (Lang::De, UncoveredReason::OtherStatus) => {
            "Das gibt es hier, aber nicht mit diesem Aufenthaltsstatus."
        }
        (Lang::De, UncoveredReason::OtherGroup) => "Das gibt es hier, aber für andere Zielgruppen.",
        (Lang::En, UncoveredReason::NobodyOffers) => "Nobody in the Kreis offers this.",
        (Lang::En, UncoveredReason::NotActive) => "The service is inactive or closed.",
        (Lang::En, UncoveredReason::OtherKommunen) => "It exists for other municipalities only.",
        (Lang::En, UncoveredReason::OtherStatus) => {
            "It exists here, but not with this residence status."
        }
        (Lang::En, UncoveredReason::OtherGroup) => "It exists here, but for other target groups.",
    }
}

/// What is wrong with a transition, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TransitionProblem {
    Missing,
    OnPaper,
    RegimeChangeWithoutAgreement,
    WithoutAgreement,
}

impl TransitionProblem {
    pub(crate) fn of(row: &ChainTransitionView) -> Option<Self> {
        match row.state {
            StepTransitionState::Missing => Some(Self::Missing),
            StepTransitionState::OnPaper => Some(Self::OnPaper),
            StepTransitionState::Passable if row.has_agreement => None,
            StepTransitionState::Passable if row.regime_change.is_some() => {
                Some(Self::RegimeChangeWithoutAgreement)
            }
            StepTransitionState::Passable => Some(Self::WithoutAgreement),
            StepTransitionState::SameActor
            | StepTransitionState::Condition
            | StepTransitionState::Open => None,
        }
    }
}

/// What is wrong with a transition, in one sentence to be read aloud.
pub(crate) fn transition(
    lang: Lang,
    row: &ChainTransitionView,
    problem: TransitionProblem,
) -> String {
    let (from, to) = (quoted(lang, &row.from.step), quoted(lang, &row.to.step));
    let status = row.status.map(|status| format!(" ({})", status.label(lang))).unwrap_or_default();
    let regimes = row.regime_change.as_ref().map(|(from, to)| format!(" ({from} → {to})"));
    let regimes = regimes.unwrap_or_default();
    match (lang, problem) {
        (Lang::De, TransitionProblem::Missing) => {
            format!("Von {from} zu {to} ist kein Verweis bekannt.")
        }
        (Lang::De, TransitionProblem::OnPaper) => {
            format!("Von {from} zu {to} gibt es den Verweis nur auf dem Papier{status}.")
        }
        (Lang::De, TransitionProblem::RegimeChangeWithoutAgreement) => format!(
            "Von {from} zu {to} wechselt der Rechtskreis{regimes}, eine Vereinbarung ist nicht \
             bekannt."
        ),
        (Lang::De, TransitionProblem::WithoutAgreement) => {
            format!("Von {from} zu {to} ist keine Vereinbarung bekannt.")
        }
        (Lang::En, TransitionProblem::Missing) => {
            format!("No referral is known from {from} to {to}.")
        }
        (Lang::En, TransitionProblem::OnPaper) => {
            format!("The referral from {from} to {to} exists on paper only{status}.")
        }
        (Lang::En, TransitionProblem::RegimeChangeWithoutAgreement) => format!(
            "From {from} to {to} the legal regime changes{regimes}, and no agreement is known."
        ),
        (Lang::En, TransitionProblem::WithoutAgreement) => {
            format!("No agreement is known from {from} to {to}.")
        }
    }
}

/// "9 Übergaben zwischen Stellen: 1 ohne Verweis, 2 nur auf dem Papier, 3 ohne Vereinbarung."
pub(crate) fn handovers(lang: Lang, counts: HandoverCounts) -> String {
    let HandoverCounts { total, missing, on_paper, without_agreement, .. } = counts;
    let all = counted(lang, total.into(), ["Übergabe", "Übergaben"], ["hand-over", "hand-overs"]);
    match lang {
        Lang::De => format!(
            "{all} zwischen Stellen: {missing} ohne Verweis, {on_paper} nur auf dem Papier, \
             {without_agreement} ohne bekannte Vereinbarung."
        ),
        Lang::En => format!(
            "{all} between offices: {missing} without a referral, {on_paper} on paper only, \
             {without_agreement} without a known agreement."
        ),
    }
}

/// "3 weitere möglich"; nothing when there is nobody else.
pub(crate) fn others(lang: Lang, n: u32) -> Option<String> {
    let others = counted(lang, n.into(), ["weitere", "weitere"], ["other", "others"]);
    (n > 0).then(|| match lang {
        Lang::De => format!("{others} möglich"),
        Lang::En => format!("{others} possible"),
    })
}

/// The range over all Kommunen, in one sentence to be read aloud.
pub(crate) fn comparison(
    lang: Lang,
    chain: &str,
    shortest: (&str, LeadTimeView),
    longest: (&str, LeadTimeView),
) -> String {
    let chain = quoted(lang, chain);
    let (least, most) = (lead_time(lang, shortest.1), lead_time(lang, longest.1));
    if shortest.1.days == longest.1.days {
        return match lang {
            Lang::De => format!("{chain} dauert in allen Kommunen {least}."),
            Lang::En => format!("{chain} takes {least} in every municipality."),
        };
    }
    let (near, far) = (shortest.0, longest.0);
    match lang {
        Lang::De => format!(
            "{chain} geht am schnellsten in {near} ({least}) und dauert am längsten in {far} \
             ({most})."
        ),
        Lang::En => {
            format!("{chain} is fastest in {near} ({least}) and takes longest in {far} ({most}).")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(days: u64, n_unknown_steps: u16) -> LeadTimeView {
        LeadTimeView { days, waiting_days: days / 2, processing_days: days / 2, n_unknown_steps }
    }

    #[test]
    fn unknown_times_make_a_lower_bound() {
        assert_eq!(lead_time(Lang::De, time(210, 0)), "210 Tage");
        assert_eq!(lead_time(Lang::De, time(1, 2)), "mindestens 1 Tag");
        assert_eq!(lead_time(Lang::En, time(30, 1)), "at least 30 days");
    }

    #[test]
    fn facts_are_singular_and_plural() {
        assert_eq!(
            chain_facts(Lang::De, 1, 0, 0),
            "1 Schritt bestimmt die Dauer. Jeder Schritt hat jemanden."
        );
        assert_eq!(
            chain_facts(Lang::De, 5, 2, 1),
            "5 Schritte bestimmen die Dauer. 2 Schritte sind unbesetzt. Bei 1 Schritt fehlen \
             Zeiten."
        );
    }

    #[test]
    fn equal_lead_times_are_not_ranked() {
        assert_eq!(
            comparison(Lang::De, "Familie", ("A", time(9, 0)), ("B", time(9, 0))),
            "„Familie“ dauert in allen Kommunen 9 Tage."
        );
        assert_eq!(
            comparison(Lang::De, "Familie", ("A", time(9, 0)), ("B", time(12, 1))),
            "„Familie“ geht am schnellsten in A (9 Tage) und dauert am längsten in B (mindestens \
             12 Tage)."
        );
    }
}
