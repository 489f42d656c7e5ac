//! One trace: from its events to its steps.

use std::collections::{HashMap, VecDeque};

use super::names::NameIdx;

/// Most events of one case; more come from a wrong case id.
pub(super) const MAX_EVENTS: usize = 200_000;

/// Where in the life of a step an event stands (`lifecycle:transition`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transition {
    Complete,
    Start,
    /// Planned, assigned, suspended, given up: no work begins or ends.
    Other,
}

impl Transition {
    /// The standard transitional model of XES; a word of another model is a plain event, and so is
    /// an event without any.
    pub(super) fn parse(word: &str) -> Self {
        const OTHERS: [&str; 11] = [
            "schedule",
            "assign",
            "reassign",
            "suspend",
            "resume",
            "withdraw",
            "manualskip",
            "autoskip",
            "ate_abort",
            "pi_abort",
            "abort",
        ];
        let is = |other: &&str| word.eq_ignore_ascii_case(other);
        if is(&"complete") {
            Self::Complete
        } else if is(&"start") {
            Self::Start
        } else if OTHERS.iter().any(is) {
            Self::Other
        } else {
            Self::Complete
        }
    }
}

/// An event in 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogEvent {
    /// Seconds since 1970, times four, plus the transition: seconds of a log need 33 bits.
    packed: i64,
    pub(super) case: u32,
    pub(super) organisation: NameIdx,
    pub(super) activity: NameIdx,
}

impl LogEvent {
    pub(super) fn new(
        seconds: i64,
        transition: Transition,
        case: u32,
        organisation: NameIdx,
        activity: NameIdx,
    ) -> Self {
        let code = match transition {
            Transition::Complete => 0,
            Transition::Start => 1,
            Transition::Other => 2,
        };
        Self { packed: (seconds << 2) | code, case, organisation, activity }
    }

    pub(super) fn seconds(self) -> i64 {
        self.packed >> 2
    }

    pub(super) fn transition(self) -> Transition {
        match self.packed & 3 {
            0 => Transition::Complete,
            1 => Transition::Start,
            _ => Transition::Other,
        }
    }
}

/// One execution of an activity, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) organisation: NameIdx,
    pub(super) activity: NameIdx,
}

/// Makes steps of events; keeps its memory from trace to trace.
#[derive(Default)]
pub(super) struct Steps {
    steps: Vec<Step>,
    /// Steps without an end, the oldest first.
    open: HashMap<(NameIdx, NameIdx), VecDeque<usize>>,
}

impl Steps {
    /// The steps of a trace in the order of their beginnings.
    ///
    /// # Input       events of one case, by time.
    /// # Complexity  O(events).
    pub(super) fn of(&mut self, events: &[LogEvent]) -> &[Step] {
        self.steps.clear();
        self.forget_open_steps();
        for event in events {
            let key = (event.activity, event.organisation);
            match event.transition() {
                Transition::Other => {}
                Transition::Start => {
                    self.open.entry(key).or_default().push_back(self.steps.len());
                    self.begin(*event);
                }
                Transition::Complete => match self.oldest_open(key) {
                    Some(idx) => self.steps[idx].end = event.seconds(),
                    None => self.begin(*event),
                },
            }
        }
        &self.steps
    }

    fn begin(&mut self, event: LogEvent) {
        let seconds = event.seconds();
        let (organisation, activity) = (event.organisation, event.activity);
        self.steps.push(Step { start: seconds, end: seconds, organisation, activity });
    }

    fn oldest_open(&mut self, key: (NameIdx, NameIdx)) -> Option<usize> {
        let open = self.open.get_mut(&key)?;
        let idx = open.pop_front();
        if open.is_empty() {
            self.open.remove(&key);
        }
        idx
    }

    /// Clearing a map costs its capacity, which one odd trace may have blown up for all others.
    fn forget_open_steps(&mut self) {
        const MAX_KEPT: usize = 1_000;
        if self.open.capacity() > MAX_KEPT {
            self.open = HashMap::new();
        } else {
            self.open.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_log::names::Names;

    /// Events as `second organisation activity transition`, steps as `organisation activity from-to`.
    fn check(events: &str, expected: &str) {
        let mut organisations = Names::organisations();
        let mut activities = Names::activities();
        let events: Vec<LogEvent> = events
            .split(", ")
            .map(|event| {
                let words: Vec<&str> = event.split(' ').collect();
                let transition =
                    words.get(3).map_or(Transition::Complete, |w| Transition::parse(w));
                let organisation = organisations.number(words[1]).unwrap();
                let activity = activities.number(words[2]).unwrap();
                LogEvent::new(words[0].parse().unwrap(), transition, 0, organisation, activity)
            })
            .collect();
        let mut steps = Steps::default();
        let text = |step: &Step| {
            let organisation = organisations.name(step.organisation);
            format!("{organisation} {} {}-{}", activities.name(step.activity), step.start, step.end)
        };
        let steps: Vec<String> = steps.of(&events).iter().map(text).collect();
        assert_eq!(steps.join(", "), expected);
    }

    #[test]
    fn a_start_waits_for_its_end() {
        check("1 A x start, 5 A x complete, 9 B y", "A x 1-5, B y 9-9");
        check("1 A x start, 2 B y start, 3 A x COMPLETE, 4 B y complete", "A x 1-3, B y 2-4");
        check("1 A x start, 2 A x start, 3 A x, 4 A x", "A x 1-3, A x 2-4");
    }

    #[test]
    fn a_step_may_have_one_event_only() {
        check("1 A x start, 4 B x complete", "A x 1-1, B x 4-4");
        check("1 A x complete, 4 A x erledigt", "A x 1-1, A x 4-4");
    }

    #[test]
    fn what_is_no_work_is_no_step() {
        check("1 A x schedule, 2 A x start, 3 A x suspend, 4 A x resume, 5 A x", "A x 2-5");
    }

    #[test]
    fn an_event_takes_16_bytes() {
        assert_eq!(size_of::<LogEvent>(), 16);
        let event = LogEvent::new(-1, Transition::Other, 7, NameIdx::NONE, NameIdx::NONE);
        assert_eq!((event.seconds(), event.transition()), (-1, Transition::Other));
    }
}
