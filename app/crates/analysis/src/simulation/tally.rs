//! What is counted at a station, batch by batch.

use super::N_BATCHES;

/// When counting begins and ends, in milliseconds from the start.
#[derive(Clone, Copy)]
pub(super) struct Timeline {
    pub(super) warm_up: u64,
    pub(super) end: u64,
}

impl Timeline {
    pub(super) fn is_counting(self, now: u64) -> bool {
        now >= self.warm_up
    }

    /// Milliseconds of one batch.
    pub(super) fn batch_length(self) -> u64 {
        ((self.end - self.warm_up) / u64::from(N_BATCHES)).max(1)
    }

    /// Batches whose whole time has passed.
    pub(super) fn n_complete(self, now: u64) -> u32 {
        let batches = now.saturating_sub(self.warm_up) / self.batch_length();
        u32::try_from(batches).unwrap_or(N_BATCHES).min(N_BATCHES)
    }

    fn batch_at(self, time: u64) -> Option<usize> {
        usize::try_from(time.checked_sub(self.warm_up)? / self.batch_length()).ok()
    }

    fn end_of(self, batch: usize) -> u64 {
        let n_passed = u64::try_from(batch).unwrap_or(u64::MAX).saturating_add(1);
        self.warm_up.saturating_add(n_passed.saturating_mul(self.batch_length()))
    }
}

/// Sums over one batch at one station. Time in milliseconds.
#[derive(Clone, Copy, Default)]
pub(super) struct Batch {
    pub(super) waiting_time: u128,
    pub(super) n_started: u64,
    pub(super) n_served: u64,
    /// Tokens in the queue, and busy servers, added up over time.
    pub(super) queue_area: u128,
    pub(super) busy_area: u128,
}

/// The batches of one station.
pub(super) struct Tally {
    /// When the areas were last brought up to date.
    seen: u64,
    batches: Vec<Batch>,
}

impl Tally {
    pub(super) fn new() -> Self {
        let n_batches = usize::try_from(N_BATCHES).unwrap_or(0);
        Self { seen: 0, batches: vec![Batch::default(); n_batches] }
    }

    pub(super) fn complete(&self, timeline: Timeline, now: u64) -> &[Batch] {
        let complete = usize::try_from(timeline.n_complete(now)).unwrap_or(0);
        &self.batches[..complete]
    }

    /// The batch that is being counted; `None` during the warm-up.
    pub(super) fn at(&mut self, timeline: Timeline, now: u64) -> Option<&mut Batch> {
        self.batches.get_mut(timeline.batch_at(now)?)
    }

    /// Adds up a queue and busy servers that have not changed since the tally was last told.
    pub(super) fn bring_up_to_date(
        &mut self,
        timeline: Timeline,
        now: u64,
        (n_waiting, n_busy): (usize, u32),
    ) {
        let mut from = self.seen.max(timeline.warm_up);
        while from < now {
            let Some(position) = timeline.batch_at(from) else { break };
            let Some(batch) = self.batches.get_mut(position) else { break };
            let until = now.min(timeline.end_of(position));
            let span = u128::from(until - from);
            batch.queue_area += span * n_waiting as u128;
            batch.busy_area += span * u128::from(n_busy);
            from = until;
        }
        self.seen = now;
    }
}
