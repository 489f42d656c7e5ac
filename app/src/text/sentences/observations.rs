//! What is wrong with the observations, in sentences.

use analysis::{Limits, TrafficProblem};
use model::{Cases, Lang};

use super::findings::{cases_per_month, list};
use crate::format;

/// What is wrong with the observations as a whole.
pub(crate) fn traffic_problem(lang: Lang, problem: &TrafficProblem, names: &[String]) -> String {
    let first = names.first().map_or("", String::as_str);
    let count = |cases: &Cases| cases_per_month(lang, *cases);
    match (problem, lang) {
        (TrafficProblem::NoSteadyState { limits, .. }, Lang::De) => {
            let when = match limits {
                Limits::Known => "",
                Limits::None => " Ohne Wartelisten gäbe es kein Ende.",
            };
            format!("{} verweisen einander mehr Fälle, als sie aufnehmen.{when}", list(lang, names))
        }
        (TrafficProblem::NoSteadyState { limits, .. }, Lang::En) => {
            let when = match limits {
                Limits::Known => "",
                Limits::None => " Without queues there would be no end.",
            };
            format!("{} refer more cases to each other than they take on.{when}", list(lang, names))
        }
        (TrafficProblem::AbortedAfter { steps, .. }, Lang::De) => {
            format!(
                "Die Berechnung wurde nach {} Schritten abgebrochen.",
                format::integer(lang, *steps)
            )
        }
        (TrafficProblem::AbortedAfter { steps, .. }, Lang::En) => {
            format!("The computation was given up after {} steps.", format::integer(lang, *steps))
        }
        (TrafficProblem::SendsMoreThanArrives { arrivals, sent, .. }, Lang::De) => format!(
            "{first} verweist {} weiter, hat aber nur {} als Zugang gezählt.",
            count(sent),
            count(arrivals)
        ),
        (TrafficProblem::SendsMoreThanArrives { arrivals, sent, .. }, Lang::En) => {
            format!(
                "{first} sends on {}, but counted only {} arriving.",
                count(sent),
                count(arrivals)
            )
        }
        (TrafficProblem::SenderWithoutArrivals { sent, .. }, Lang::De) => {
            format!(
                "{first} verweist {} weiter; wie viele dort ankommen, ist unbekannt.",
                count(sent)
            )
        }
        (TrafficProblem::SenderWithoutArrivals { sent, .. }, Lang::En) => {
            format!("{first} sends on {}; how many arrive there is unknown.", count(sent))
        }
        (TrafficProblem::ReferredExceedsArrivals { arrivals, referred, .. }, Lang::De) => format!(
            "An „{first}“ werden {} verwiesen, gezählt sind dort {} als Zugang.",
            count(referred),
            count(arrivals)
        ),
        (TrafficProblem::ReferredExceedsArrivals { arrivals, referred, .. }, Lang::En) => format!(
            "{} are referred to “{first}”, which counted {} arriving.",
            count(referred),
            count(arrivals)
        ),
        (TrafficProblem::NoReceivingService { sent, .. }, Lang::De) => format!(
            "{}: {} sind gezählt, aber ohne laufendes Angebot, bei dem sie ankommen.",
            names.join(" → "),
            count(sent)
        ),
        (TrafficProblem::NoReceivingService { sent, .. }, Lang::En) => format!(
            "{}: {} are counted, but name no running service that receives them.",
            names.join(" → "),
            count(sent)
        ),
    }
}
