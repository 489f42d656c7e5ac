//! The events, one after the other.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use model::Days;

use super::plan::{Exact, Onward, Servers, SimulationPlan};
use super::random::Random;
use super::tally::{Batch, Tally, Timeline};
use super::{MAX_TOKENS, MAX_TRACE, SimulationOptions, TraceEvent, TraceKind};

const MS_PER_MINUTE: u64 = 60_000;
/// Somebody who is sent on is multiplied at most so many times at once.
const MAX_COPIES: f64 = 10_000.0;

/// Why the events stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    End,
    Limit,
    TooManyTokens,
}

/// Somebody on the way.
#[derive(Clone, Copy)]
struct Token {
    number: u64,
    arrived: u64,
}

struct Queue {
    waiting: VecDeque<Token>,
    n_busy: u32,
    tally: Tally,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// Somebody comes from outside.
    Arrival { station: usize },
    /// Somebody has been served.
    Departure { station: usize, token: u64 },
}

/// The state of a simulation.
pub(super) struct Engine {
    random: Random,
    /// Time, number of scheduling (so that ties keep their order), event.
    agenda: BinaryHeap<Reverse<(u64, u64, Event)>>,
    n_scheduled: u64,
    queues: Vec<Queue>,
    pub(super) now: u64,
    pub(super) timeline: Timeline,
    pub(super) events: u64,
    n_tokens: usize,
    next_token: u64,
    pub(super) n_entered: u64,
    pub(super) n_left: u64,
    pub(super) trace: Vec<TraceEvent>,
    max_trace: usize,
    pub(super) is_trace_complete: bool,
    pub(super) is_finished: bool,
}

impl Engine {
    pub(super) fn new(
        plan: &SimulationPlan,
        options: &SimulationOptions,
        timeline: Timeline,
    ) -> Self {
        let queue = || Queue { waiting: VecDeque::new(), n_busy: 0, tally: Tally::new() };
        let mut engine = Self {
            random: Random::new(options.seed),
            agenda: BinaryHeap::new(),
            n_scheduled: 0,
            queues: plan.stations.iter().map(|_| queue()).collect(),
            now: 0,
            timeline,
            events: 0,
            n_tokens: 0,
            next_token: 0,
            n_entered: 0,
            n_left: 0,
            trace: Vec::new(),
            max_trace: options.max_trace.min(MAX_TRACE),
            is_trace_complete: true,
            is_finished: false,
        };
        for station in 0..plan.stations.len() {
            engine.schedule_arrival(plan, station);
        }
        engine
    }

    /// Runs until the end, or until so many events have happened since the beginning.
    pub(super) fn run(&mut self, plan: &SimulationPlan, max_events: u64) -> Stop {
        let stop = self.run_events(plan, max_events);
        for station in 0..self.queues.len() {
            self.bring_up_to_date(station);
        }
        stop
    }

    fn run_events(&mut self, plan: &SimulationPlan, max_events: u64) -> Stop {
        while !self.is_finished {
            if self.n_tokens > MAX_TOKENS {
                return Stop::TooManyTokens;
            }
            if self.events >= max_events {
                return Stop::Limit;
            }
            match self.agenda.pop() {
                Some(Reverse((at, _, event))) if at < self.timeline.end => {
                    self.now = at;
                    self.events += 1;
                    self.happen(plan, event);
                }
                Some(_) | None => {
                    self.now = self.timeline.end;
                    self.is_finished = true;
                }
            }
        }
        Stop::End
    }

    /// The complete batches of a station.
    pub(super) fn batches(&self, station: usize) -> &[Batch] {
        self.queues[station].tally.complete(self.timeline, self.now)
    }

    pub(super) fn n_waiting(&self, station: usize) -> usize {
        self.queues[station].waiting.len()
    }

    fn happen(&mut self, plan: &SimulationPlan, event: Event) {
        match event {
            Event::Arrival { station } => {
                self.schedule_arrival(plan, station);
                self.n_entered += u64::from(self.is_counting());
                let token = self.new_token();
                self.arrive(plan, station, token, None);
            }
            Event::Departure { station, token } => self.depart(plan, station, token),
        }
    }

    fn is_counting(&self) -> bool {
        self.timeline.is_counting(self.now)
    }

    fn schedule_arrival(&mut self, plan: &SimulationPlan, station: usize) {
        if let Some(Exact(mean)) = plan.stations[station].mean_gap_ms {
            self.schedule(mean, Event::Arrival { station });
        }
    }

    /// After a time that is exponentially distributed with this mean.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "never negative, and what is too long saturates: it lies beyond the end"
    )]
    fn schedule(&mut self, mean_ms: f64, event: Event) {
        let after = (self.random.exponential() * mean_ms + 0.5) as u64;
        let at = self.now.saturating_add(after);
        self.agenda.push(Reverse((at, self.n_scheduled, event)));
        self.n_scheduled += 1;
    }

    fn new_token(&mut self) -> u64 {
        self.next_token += 1;
        self.next_token
    }

    fn arrive(&mut self, plan: &SimulationPlan, station: usize, token: u64, from: Option<usize>) {
        let token = Token { number: token, arrived: self.now };
        self.n_tokens += 1;
        self.record(TraceKind::Arrives, token.number, from, station);
        self.bring_up_to_date(station);
        match &plan.stations[station].servers {
            None => self.start(token, station, 0.0),
            Some(servers) if self.queues[station].n_busy < servers.count => {
                self.start(token, station, servers.mean_ms.0);
            }
            Some(_) => self.queues[station].waiting.push_back(token),
        }
    }

    fn start(&mut self, token: Token, station: usize, mean_ms: f64) {
        self.record(TraceKind::Starts, token.number, None, station);
        let waited = u128::from(self.now - token.arrived);
        if let Some(batch) = self.batch_now(station) {
            batch.waiting_time += waited;
            batch.n_started += 1;
        }
        self.queues[station].n_busy = self.queues[station].n_busy.saturating_add(1);
        self.schedule(mean_ms, Event::Departure { station, token: token.number });
    }

    fn depart(&mut self, plan: &SimulationPlan, station: usize, token: u64) {
        self.record(TraceKind::Leaves, token, None, station);
        self.bring_up_to_date(station);
        if let Some(batch) = self.batch_now(station) {
            batch.n_served += 1;
        }
        self.n_tokens -= 1;
        self.queues[station].n_busy -= 1;
        if let Some(Servers { mean_ms: Exact(mean_ms), .. }) = plan.stations[station].servers
            && let Some(next) = self.queues[station].waiting.pop_front()
        {
            self.start(next, station, mean_ms);
        }
        self.send_on(plan, station, token);
    }

    /// Draws how often and whereto. Who goes on keeps the number; further copies get new ones.
    fn send_on(&mut self, plan: &SimulationPlan, station: usize, token: u64) {
        let onward = &plan.onward[plan.stations[station].actor];
        let mut left = onward.per_case.0.min(MAX_COPIES);
        let mut next = Some(token);
        while left > 0.0 && self.n_tokens <= MAX_TOKENS {
            let goes_on = left >= 1.0 || self.random.unit() <= left;
            left -= 1.0;
            let to = if goes_on { draw(onward, self.random.unit()) } else { None };
            if let Some(to) = to {
                let number = next.take().unwrap_or_else(|| self.new_token());
                self.arrive(plan, to, number, Some(station));
            }
        }
        self.n_left += u64::from(next.is_some() && self.is_counting());
    }

    fn batch_now(&mut self, station: usize) -> Option<&mut Batch> {
        self.queues[station].tally.at(self.timeline, self.now)
    }

    fn bring_up_to_date(&mut self, station: usize) {
        let queue = &mut self.queues[station];
        let occupied = (queue.waiting.len(), queue.n_busy);
        queue.tally.bring_up_to_date(self.timeline, self.now, occupied);
    }

    fn record(&mut self, kind: TraceKind, token: u64, from: Option<usize>, station: usize) {
        if self.max_trace == 0 || !self.is_counting() {
            return;
        }
        if self.trace.len() >= self.max_trace {
            self.is_trace_complete = false;
            return;
        }
        let position = |station: usize| u32::try_from(station).unwrap_or(u32::MAX);
        self.trace.push(TraceEvent {
            at: Days::from_minutes((self.now - self.timeline.warm_up) / MS_PER_MINUTE),
            token,
            kind,
            from: from.map(position),
            station: position(station),
        });
    }
}

/// One station, in proportion to the shares; `None`: out of the network of queues.
fn draw(onward: &Onward, unit: f64) -> Option<usize> {
    let wanted = unit * onward.per_case.0;
    let position = onward.cumulative.partition_point(|&(sum, _)| sum.0 < wanted);
    onward.cumulative.get(position).map(|&(_, station)| station)
}
