//! Where the waits and the work of a route lie on an axis of days.
//!
//! All positions are percentages of the width, so that the drawing fits any screen without
//! shrinking its letters.

use model::Days;

/// The wait before a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// People are here already.
    None,
    Known(Days),
    Unknown,
}

/// One station: first waiting, then work until the hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    pub(crate) waiting: Waiting,
    /// `None`: the route ends here, or the time is not known.
    pub(crate) processing: Option<Days>,
}

/// A stretch of the axis, in percent of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) start: f64,
    pub(crate) width: f64,
}

/// The bar of one station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) waiting: Option<Span>,
    pub(crate) is_wait_unknown: bool,
    pub(crate) processing: Option<Span>,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

/// A mark on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) days: u64,
    /// An unknown wait lies before it.
    pub(crate) is_lower_bound: bool,
}

/// All bars of a route and the marks below them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) bars: Vec<Bar>,
    pub(crate) ticks: Vec<Tick>,
}

/// An unknown wait is drawn this wide, whatever the days beside it.
const UNKNOWN_WIDTH: f64 = 8.0;
/// Unknown waits never take more of the width than this.
const MAX_UNKNOWN_WIDTH: f64 = 48.0;
/// Room at the right end for the goal.
const END_ROOM: f64 = 4.0;
/// At most so many marks, so that their numbers do not touch on a phone.
const MAX_TICKS: u64 = 5;
const TICK_STEPS: [u64; 13] = [1, 2, 5, 10, 20, 30, 60, 90, 120, 180, 365, 730, 3650];

impl Axis {
    /// Lays the stays of a route one after the other. O(n) for n stays.
    pub(crate) fn new(stays: &[Stay]) -> Self {
        let scale = Scale::new(stays);
        let mut at = Position::default();
        let mut unknown_starts = Vec::new();
        let mut bars = Vec::with_capacity(stays.len());
        for stay in stays {
            let start = scale.percent(at);
            match stay.waiting {
                Waiting::None => {}
                Waiting::Known(days) => at.minutes = at.minutes.saturating_add(days.minutes()),
                Waiting::Unknown => {
                    unknown_starts.push(at.minutes);
                    at.n_unknown += 1;
                }
            }
            let begin = scale.percent(at);
            let processing = stay.processing.map_or(0, Days::minutes);
            at.minutes = at.minutes.saturating_add(processing);
            let end = scale.percent(at);
            bars.push(Bar {
                waiting: (stay.waiting != Waiting::None)
                    .then_some(Span { start, width: begin - start }),
                is_wait_unknown: stay.waiting == Waiting::Unknown,
                processing: stay.processing.map(|_| Span { start: begin, width: end - begin }),
                start,
                end,
            });
        }
        let ticks = scale.ticks(at.minutes, &unknown_starts);
        Self { bars, ticks }
    }
}

/// How far along the route: known minutes, and unknown waits passed.
#[derive(Clone, Copy, Default)]
struct Position {
    minutes: u64,
    n_unknown: u32,
}

struct Scale {
    percent_per_minute: f64,
    unknown_width: f64,
}

impl Scale {
    fn new(stays: &[Stay]) -> Self {
        let is_unknown = |stay: &&Stay| stay.waiting == Waiting::Unknown;
        let n_unknown = as_f64(stays.iter().filter(is_unknown).count());
        let all_unknown = (n_unknown * UNKNOWN_WIDTH).min(MAX_UNKNOWN_WIDTH);
        let minutes = stays.iter().fold(0u64, |total, stay| {
            let wait = match stay.waiting {
                Waiting::Known(days) => days.minutes(),
                Waiting::None | Waiting::Unknown => 0,
            };
            let processing = stay.processing.map_or(0, Days::minutes);
            total.saturating_add(wait).saturating_add(processing)
        });
        let room = 100.0 - END_ROOM - all_unknown;
        Self {
            percent_per_minute: if minutes == 0 { 0.0 } else { room / minutes_f64(minutes) },
            unknown_width: if n_unknown > 0.0 { all_unknown / n_unknown } else { 0.0 },
        }
    }

    fn percent(&self, at: Position) -> f64 {
        minutes_f64(at.minutes) * self.percent_per_minute
            + f64::from(at.n_unknown) * self.unknown_width
    }

    fn ticks(&self, total_minutes: u64, unknown_starts: &[u64]) -> Vec<Tick> {
        const DAY_MINUTES: u64 = 1440;
        let total_days = total_minutes / DAY_MINUTES;
        if total_days == 0 {
            return Vec::new();
        }
        let fits = |step: &&u64| total_days / **step <= MAX_TICKS;
        let step = TICK_STEPS.iter().find(fits).copied().unwrap_or(total_days);
        let tick = |days: u64| {
            let minutes = days * DAY_MINUTES;
            let passed = unknown_starts.iter().filter(|start| **start < minutes).count();
            let at = Position { minutes, n_unknown: u32::try_from(passed).unwrap_or(u32::MAX) };
            Tick { at: self.percent(at), days, is_lower_bound: passed > 0 }
        };
        (0..=total_days / step).map(|n| tick(n * step)).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "positions on a screen")]
fn minutes_f64(minutes: u64) -> f64 {
    minutes as f64
}

#[expect(clippy::cast_precision_loss, reason = "a route has few stations")]
fn as_f64(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(wait: u32, processing: Option<u32>) -> Stay {
        Stay {
            waiting: Waiting::Known(Days::from_days(wait)),
            processing: processing.map(Days::from_days),
        }
    }

    #[test]
    fn bars_follow_each_other_to_the_end() {
        let axis = Axis::new(&[stay(10, Some(20)), stay(30, None)]);
        let [first, last] = axis.bars[..] else { panic!("{axis:?}") };
        assert_eq!(first.waiting, Some(Span { start: 0.0, width: 16.0 }));
        assert_eq!(first.processing, Some(Span { start: 16.0, width: 32.0 }));
        assert_eq!((last.start, last.end), (48.0, 96.0));
        assert_eq!(axis.ticks.iter().map(|tick| tick.days).collect::<Vec<_>>(), [0, 20, 40, 60]);
    }

    #[test]
    fn an_unknown_wait_has_room_and_makes_lower_bounds() {
        let unknown = Stay { waiting: Waiting::Unknown, processing: None };
        let axis = Axis::new(&[stay(10, None), unknown, stay(10, None)]);
        assert_eq!(axis.bars[1].waiting, Some(Span { start: 44.0, width: 8.0 }));
        assert!(axis.bars[1].is_wait_unknown);
        let bounds: Vec<(u64, bool)> =
            axis.ticks.iter().map(|tick| (tick.days, tick.is_lower_bound)).collect();
        assert_eq!(bounds, [(0, false), (5, false), (10, false), (15, true), (20, true)]);
    }

    #[test]
    fn nothing_to_draw_is_no_problem() {
        assert_eq!(Axis::new(&[]), Axis { bars: Vec::new(), ticks: Vec::new() });
        let here = Stay { waiting: Waiting::None, processing: None };
        let unknown = Stay { waiting: Waiting::Unknown, processing: None };
        let axis = Axis::new(&[here, unknown]);
        assert_eq!(axis.bars[0].waiting, None);
        assert!((axis.bars[1].end - 8.0).abs() < 1e-9);
        let many = Axis::new(&[unknown; 20]);
        assert!(many.bars[19].end <= 48.001);
        let huge = Stay {
            waiting: Waiting::Known(Days::from_minutes(u64::MAX)),
            processing: Some(Days::from_minutes(u64::MAX)),
        };
        let axis = Axis::new(&[huge, huge]);
        assert!(axis.bars.iter().all(|bar| bar.end.is_finite()) && axis.ticks.len() < 10);
    }
}
