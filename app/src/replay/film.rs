//! A replay as a film: who is handed over to whom, and when.

use std::collections::BTreeMap;

use analysis::{SimulationResult, TraceKind};
use model::ActorId;

use crate::api::SimulationInput;

/// How long a hand-over is shown on its way, in days. In the model it takes no time: waiting is
/// what takes time.
pub(crate) const ON_THE_WAY_DAYS: f64 = 1.5;
const MINUTES_PER_DAY: f64 = 24.0 * 60.0;

/// One hand-over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HandOver {
    /// When it arrives, in days since the beginning.
    pub(crate) at_days: f64,
    pub(crate) from: ActorId,
    pub(crate) to: ActorId,
}

/// Somebody on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Traveller {
    pub(crate) from: ActorId,
    pub(crate) to: ActorId,
    /// From 0 to 1.
    pub(crate) progress: f64,
}

/// All hand-overs of a replay between different actors, in the order of their arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Film {
    hand_overs: Vec<HandOver>,
    days: f64,
}

impl Film {
    /// # Complexity O(e log e) time for e events.
    pub(crate) fn new(input: &SimulationInput, result: &SimulationResult) -> Self {
        let actor = |station: u32| {
            let station = result.stations.get(usize::try_from(station).ok()?)?;
            input.stations.get(&station.service).map(|label| label.actor.clone())
        };
        let hand_over = |event: &analysis::TraceEvent| {
            if event.kind != TraceKind::Arrives {
                return None;
            }
            let (from, to) = (actor(event.from?)?, actor(event.station)?);
            #[expect(clippy::cast_precision_loss, reason = "minutes of some months")]
            let at_days = event.at.minutes() as f64 / MINUTES_PER_DAY;
            (from != to).then_some(HandOver { at_days, from, to })
        };
        let mut hand_overs: Vec<HandOver> = result.trace.iter().filter_map(hand_over).collect();
        hand_overs.sort_by(|a, b| a.at_days.total_cmp(&b.at_days));
        let days = hand_overs.last().map_or(0.0, |last| last.at_days);
        Self { hand_overs, days }
    }

    /// How long it is.
    pub(crate) fn days(&self) -> f64 {
        self.days
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.hand_overs.is_empty()
    }

    /// Who is on the way at a moment.
    ///
    /// # Complexity O(log n + k) time for k travellers.
    pub(crate) fn travellers(&self, at_days: f64) -> Vec<Traveller> {
        self.hand_overs[self.n_arrived(at_days)..]
            .iter()
            .take_while(|one| one.at_days < at_days + ON_THE_WAY_DAYS)
            .map(|one| Traveller {
                from: one.from.clone(),
                to: one.to.clone(),
                progress: 1.0 - (one.at_days - at_days) / ON_THE_WAY_DAYS,
            })
            .collect()
    }

    /// How many have arrived by a moment.
    pub(crate) fn n_arrived(&self, at_days: f64) -> usize {
        self.hand_overs.partition_point(|one| one.at_days <= at_days)
    }

    /// The actors with most arrivals by a moment, and how many; ties by id.
    pub(crate) fn busiest(&self, at_days: f64, n: usize) -> Vec<(ActorId, usize)> {
        let mut arrivals: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for one in &self.hand_overs[..self.n_arrived(at_days)] {
            *arrivals.entry(&one.to).or_default() += 1;
        }
        let mut arrivals: Vec<(ActorId, usize)> =
            arrivals.into_iter().map(|(id, n)| (id.clone(), n)).collect();
        arrivals.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        arrivals.truncate(n);
        arrivals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film() -> Film {
        let one = |at_days: f64, from: &str, to: &str| HandOver {
            at_days,
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        let hand_overs = vec![one(1.0, "a", "b"), one(2.0, "b", "c"), one(2.5, "a", "c")];
        Film { hand_overs, days: 2.5 }
    }

    #[test]
    fn a_hand_over_is_on_its_way_until_it_arrives() {
        let film = film();
        let thousandths = |one: &Traveller| format!("{:.3}", one.progress);
        let on_the_way = |at: f64| film.travellers(at).iter().map(thousandths).collect::<Vec<_>>();
        assert_eq!(on_the_way(0.25), ["0.500"]);
        assert_eq!(on_the_way(1.0), ["0.333"]);
        assert!(on_the_way(2.5).is_empty());
    }

    #[test]
    fn arrivals_are_counted_by_actor() {
        let film = film();
        assert_eq!((film.n_arrived(0.0), film.n_arrived(2.0), film.n_arrived(9.0)), (0, 2, 3));
        let busiest = film.busiest(9.0, 5);
        assert_eq!(busiest, [("c".parse().unwrap(), 2), ("b".parse().unwrap(), 1)]);
    }
}
