//! The traffic equations, with and without limits of capacity.

use super::flow::Flow;
use super::steady::unsteady;
use super::traffic::Station;

/// Passes that are followed in one solution before it is given up.
const MAX_VISITS: u64 = 200_000_000;
/// A sweep that changes no arrivals by more than this share is the last one.
const SETTLED: f64 = 1e-12;

/// Cases per month that each station can take.
#[derive(Clone)]
pub(crate) struct Capacities(Vec<f64>);

impl Capacities {
    pub(crate) fn known(flow: &Flow<'_>) -> Self {
        Self(flow.stations.iter().map(Station::capacity).collect())
    }

    /// As if nobody ever had to wait.
    pub(super) fn unlimited(flow: &Flow<'_>) -> Self {
        Self(vec![f64::INFINITY; flow.stations.len()])
    }

    pub(super) fn with(&self, station: usize, per_month: f64) -> Self {
        let mut changed = self.clone();
        changed.0[station] = per_month;
        changed
    }

    pub(crate) fn of(&self, station: usize) -> f64 {
        self.0[station]
    }
}

/// What arrives where.
pub(crate) struct Solution {
    /// Cases per month by station; `None` where a cycle that feeds itself leads to.
    pub(crate) arrivals: Vec<Option<f64>>,
    /// Cycles that feed themselves, as ranks of actors.
    pub(super) cycles: Vec<Vec<usize>>,
    /// Passes followed.
    pub(super) visits: u64,
    /// Whether the last sweep changed nothing more.
    pub(super) is_settled: bool,
}

/// Solves `arrivals = external + shares * min(arrivals, capacity)` (Jackson 1957; a station that
/// is full passes on only its capacity).
///
/// Method: Gauss-Seidel sweeps in the order of ids, beginning at what is observed. The
/// map is monotone and concave, so where people come from outside there is one fixed point.
///
/// # Complexity O(p) per sweep for p passes; at most [`MAX_VISITS`] passes are followed.
pub(crate) fn solve(flow: &Flow<'_>, capacities: &Capacities) -> Solution {
    let unsteady = unsteady(flow, capacities);
    let today: Vec<f64> = flow.stations.iter().map(|station| station.today).collect();
    let mut sweeps = Sweeps::new(flow, capacities, unsteady.stations, today);
    let is_settled = sweeps.run(MAX_VISITS);
    Solution {
        arrivals: sweeps
            .arrivals
            .iter()
            .zip(&sweeps.is_unsteady)
            .map(|(&arrivals, &is_unsteady)| (!is_unsteady).then_some(arrivals))
            .collect(),
        cycles: unsteady.cycles,
        visits: sweeps.visits,
        is_settled,
    }
}

/// Gauss-Seidel in progress.
pub(super) struct Sweeps<'f, 'a> {
    flow: &'f Flow<'a>,
    capacities: &'f Capacities,
    is_unsteady: Vec<bool>,
    pub(super) arrivals: Vec<f64>,
    /// By actor: the cases its stations take on.
    taken_on: Vec<f64>,
    pub(super) visits: u64,
}

impl<'f, 'a> Sweeps<'f, 'a> {
    pub(super) fn new(
        flow: &'f Flow<'a>,
        capacities: &'f Capacities,
        is_unsteady: Vec<bool>,
        start: Vec<f64>,
    ) -> Self {
        let taken_on = vec![0.0; flow.order.len()];
        let mut sweeps =
            Self { flow, capacities, is_unsteady, arrivals: start, taken_on, visits: 0 };
        for actor in 0..sweeps.taken_on.len() {
            sweeps.take_on(actor);
        }
        sweeps
    }

    /// Sweeps until nothing changes any more; whether that was reached.
    pub(super) fn run(&mut self, max_visits: u64) -> bool {
        let visits = self.flow.passes.len() + self.flow.stations.len();
        let visits = u64::try_from(visits).unwrap_or(u64::MAX).max(1);
        while self.visits.saturating_add(visits) <= max_visits {
            self.visits += visits;
            if self.sweep() <= SETTLED {
                return true;
            }
        }
        false
    }

    /// The largest change, relative to the arrivals (or to one case, when they are fewer).
    ///
    /// Actor by actor: nobody sends to itself, so its stations do not wait for each other.
    fn sweep(&mut self) -> f64 {
        let mut largest = 0.0_f64;
        for actor in 0..self.taken_on.len() {
            for &station in &self.flow.stations_of[actor] {
                if !self.is_unsteady[station] {
                    largest = largest.max(self.update(station));
                }
            }
            self.take_on(actor);
        }
        largest
    }

    fn update(&mut self, station: usize) -> f64 {
        let data = &self.flow.stations[station];
        let referred: f64 = self.flow.incoming[station]
            .iter()
            .map(|&pass| &self.flow.passes[pass])
            .map(|pass| pass.share * self.taken_on[pass.from])
            .sum();
        let arrivals = data.external + data.fixed + referred;
        let change = (arrivals - self.arrivals[station]).abs() / arrivals.max(1.0);
        self.arrivals[station] = arrivals;
        change
    }

    fn take_on(&mut self, actor: usize) {
        let steady = self.flow.stations_of[actor].iter().filter(|&&s| !self.is_unsteady[s]);
        self.taken_on[actor] = steady.map(|&s| self.arrivals[s].min(self.capacities.of(s))).sum();
    }
}
