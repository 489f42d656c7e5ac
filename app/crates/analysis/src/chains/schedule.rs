//! When each step begins and ends, what decides it and how much room there is. Minutes only.

/// That a step hangs on an earlier one, and how long one then waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) wait: u64,
}

/// What a step takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) ways: Vec<Way>,
    /// Counts when there is no way.
    pub(super) first_wait: u64,
    pub(super) processing: u64,
}

impl Task {
    /// The same step when it takes no time: passed over, or done by nobody.
    pub(super) fn without_time(self) -> Self {
        let ways = self.ways.into_iter().map(|way| Way { wait: 0, ..way }).collect();
        Self { ways, first_wait: 0, processing: 0 }
    }
}

/// Steps with their times as they become known, each after those it hangs on.
pub(super) struct Schedule {
    tasks: Vec<Task>,
    begins: Vec<u64>,
    ends: Vec<u64>,
    /// Position of the way that decides, in the task.
    decisive: Vec<Option<usize>>,
    order: Vec<usize>,
}

/// The finished schedule.
pub(super) struct Times {
    pub(super) begins: Vec<u64>,
    pub(super) ends: Vec<u64>,
    /// By how much a step may end later without moving the last goal; `None` for a step that no
    /// goal waits for.
    pub(super) slack: Vec<Option<u64>>,
    /// The critical path, first step first.
    pub(super) path: Vec<usize>,
    pub(super) total: u64,
    pub(super) waiting: u64,
    pub(super) processing: u64,
}

impl Schedule {
    pub(super) fn new(n_steps: usize) -> Self {
        Self {
            tasks: vec![Task::default(); n_steps],
            begins: vec![0; n_steps],
            ends: vec![0; n_steps],
            decisive: vec![None; n_steps],
            order: Vec::with_capacity(n_steps),
        }
    }

    /// When this task would begin, and the position of the way that decides: the one that is
    /// through last, ties by the first.
    pub(super) fn begin(&self, task: &Task) -> (u64, Option<usize>) {
        let mut latest = (task.first_wait, None);
        for (position, way) in task.ways.iter().enumerate() {
            let through = self.ends[way.from].saturating_add(way.wait);
            if latest.1.is_none() || through > latest.0 {
                latest = (through, Some(position));
            }
        }
        latest
    }

    /// Adds a step; those it hangs on are there already.
    pub(super) fn add(&mut self, step: usize, task: Task) {
        let (begins, decisive) = self.begin(&task);
        self.begins[step] = begins;
        self.ends[step] = begins.saturating_add(task.processing);
        self.decisive[step] = decisive;
        self.tasks[step] = task;
        self.order.push(step);
    }

    /// Critical path to the last of the goals, ties by the first. O(steps + ways).
    pub(super) fn finish(self, goals: &[usize]) -> Times {
        let total = goals.iter().map(|&goal| self.ends[goal]).max().unwrap_or(0);
        let slack = self.slack(goals, total);
        let mut at = goals.iter().copied().find(|&goal| self.ends[goal] == total);
        let (mut path, mut waiting, mut processing) = (Vec::new(), 0_u64, 0_u64);
        while let Some(step) = at {
            let task = &self.tasks[step];
            let way = self.decisive[step].map(|position| &task.ways[position]);
            waiting = waiting.saturating_add(way.map_or(task.first_wait, |way| way.wait));
            processing = processing.saturating_add(task.processing);
            path.push(step);
            at = way.map(|way| way.from);
        }
        path.reverse();
        Times { begins: self.begins, ends: self.ends, slack, path, total, waiting, processing }
    }

    fn slack(&self, goals: &[usize], total: u64) -> Vec<Option<u64>> {
        let mut latest: Vec<Option<u64>> = vec![None; self.ends.len()];
        for &goal in goals {
            latest[goal] = Some(total);
        }
        for &step in self.order.iter().rev() {
            let Some(latest_end) = latest[step] else { continue };
            let task = &self.tasks[step];
            for way in &task.ways {
                let room = latest_end.saturating_sub(task.processing).saturating_sub(way.wait);
                latest[way.from] = Some(latest[way.from].map_or(room, |known| known.min(room)));
            }
        }
        let pairs = latest.into_iter().zip(&self.ends);
        pairs.map(|(latest, end)| latest.map(|latest| latest.saturating_sub(*end))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(ways: &[(usize, u64)], first_wait: u64, processing: u64) -> Task {
        let ways = ways.iter().map(|&(from, wait)| Way { from, wait }).collect();
        Task { ways, first_wait, processing }
    }

    #[test]
    fn longest_way_to_the_goal_is_critical() {
        let mut schedule = Schedule::new(4);
        schedule.add(0, task(&[], 5, 10));
        schedule.add(1, task(&[(0, 2)], 99, 30));
        schedule.add(2, task(&[(0, 40)], 0, 1));
        schedule.add(3, task(&[(1, 7), (2, 1)], 0, 3));
        let times = schedule.finish(&[3]);
        assert_eq!((times.total, times.waiting, times.processing), (60, 46, 14));
        assert_eq!(times.path, [0, 2, 3]);
        assert_eq!(times.slack, [Some(0), Some(3), Some(0), Some(0)]);
        assert_eq!((times.begins[1], times.ends[1]), (17, 47));
    }

    #[test]
    fn what_no_goal_waits_for_has_no_slack() {
        let mut schedule = Schedule::new(3);
        schedule.add(0, task(&[], 1, 1));
        schedule.add(1, task(&[(0, 100)], 0, 100));
        schedule.add(2, task(&[], 0, 9));
        let times = schedule.finish(&[0, 2]);
        assert_eq!((times.total, times.path), (9, vec![2]));
        assert_eq!(times.slack, [Some(7), None, Some(0)]);
    }

    #[test]
    fn huge_times_do_not_overflow() {
        let mut schedule = Schedule::new(2);
        schedule.add(0, task(&[], u64::MAX, u64::MAX));
        schedule.add(1, task(&[(0, u64::MAX)], 0, u64::MAX));
        let times = schedule.finish(&[1]);
        assert_eq!((times.total, times.waiting), (u64::MAX, u64::MAX));
        assert_eq!(Schedule::new(0).finish(&[]).path, [0; 0]);
    }
}
