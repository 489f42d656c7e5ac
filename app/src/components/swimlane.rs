//! A route as a swimlane: one lane per station, grouped by Rechtskreis, on an axis of days.
//!
//! The drawing is `aria-hidden`: the list of stations beside it says the same with its evidence.

mod axis;

use leptos::prelude::*;
use model::{Days, Lang};

use crate::api::{Evidence, StepView};
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};
use axis::{Axis, Bar, Span, Stay, Tick, Waiting};

/// Heights in pixels: a line that names the Rechtskreis, a lane, its bar within it, the axis.
const BAND_HEIGHT: u32 = 22;
const LANE_HEIGHT: u32 = 52;
const BAR_TOP: u32 = 27;
const BAR_HEIGHT: u32 = 16;
const AXIS_HEIGHT: u32 = 26;
/// Longer names are cut: so many letters and the days fit on a phone.
const MAX_NAME_CHARS: usize = 32;

/// What is drawn of a station.
struct Lane {
    /// Top of the lane.
    y: u32,
    name: String,
    /// The line above it, where the Rechtskreis is not that of the lane before.
    band: Option<Band>,
    bar: Bar,
    days: Option<String>,
}

struct Band {
    y: u32,
    text: String,
    is_change: bool,
}

/// The waits and the work of a route.
///
/// # On the server   the whole drawing; positions are percentages, so it fits any width.
#[component]
pub(crate) fn Swimlane(
    steps: Vec<StepView>,
    /// Once per page: the pattern that other swimlanes use too.
    #[prop(optional)]
    defines_pattern: bool,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let axis = Axis::new(&steps.iter().map(stay).collect::<Vec<_>>());
    let lanes = lanes(texts, lang, &steps, &axis);
    let bottom = lanes.last().map_or(0, |lane| lane.y + LANE_HEIGHT);
    let height = bottom + AXIS_HEIGHT;
    let ticks = axis.ticks.iter().map(|tick| tick_view(*tick, bottom)).collect_view();
    let arrows = lanes.windows(2).map(|pair| arrow_view(&pair[0], &pair[1])).collect_view();
    let lanes = lanes.iter().map(lane_view).collect_view();
    view! {
        <svg class="swimlane" width="100%" height=height aria-hidden="true" focusable="false">
            {defines_pattern.then(pattern)}
            {ticks}
            {arrows}
            {lanes}
        </svg>
    }
}

/// What the signs of a swimlane mean.
#[component]
pub(crate) fn SwimlaneLegend() -> impl IntoView {
    let texts = use_texts();
    let sample = |class: &'static str| {
        view! {
            <svg class="swimlane sample" width="24" height="14" aria-hidden="true">
                <rect class=class x="1" y="1" width="22" height="12" fill=fill(class) />
            </svg>
        }
    };
    view! {
        <p class="swimlane-legend">
            <span>{sample("bar-wait")} {texts.legend_wait}</span>
            <span>{sample("bar-processing")} {texts.legend_processing}</span>
            <span>{sample("bar-unknown")} "? " {texts.legend_unknown}</span>
        </p>
    }
}

/// The hatching of waits; its lines take the colour of the text.
const PATTERN: &str = "url(#warten-schraffur)";

fn pattern() -> impl IntoView {
    view! {
        <defs>
            <pattern id="warten-schraffur" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="hatch-ground" width="6" height="6" />
                <rect class="hatch-line" width="2" height="6" />
            </pattern>
        </defs>
    }
}

fn fill(class: &str) -> Option<&'static str> {
    (class == "bar-wait").then_some(PATTERN)
}

fn days_of(evidence: &Evidence) -> Option<Days> {
    Days::from_decimal(evidence.value)
}

fn stay(step: &StepView) -> Stay {
    let waiting = match &step.wait {
        _ if step.is_start() => Waiting::None,
        Some(evidence) => days_of(evidence).map_or(Waiting::Unknown, Waiting::Known),
        None => Waiting::Unknown,
    };
    Stay { waiting, processing: step.processing.as_ref().and_then(days_of) }
}

fn lanes(texts: &'static Texts, lang: Lang, steps: &[StepView], axis: &Axis) -> Vec<Lane> {
    let mut y = 0;
    let mut regimes: &[String] = &[];
    let mut lanes = Vec::with_capacity(steps.len());
    for (number, (step, bar)) in steps.iter().zip(&axis.bars).enumerate() {
        let band = band(texts, step, regimes).map(|(text, is_change)| {
            y += BAND_HEIGHT;
            Band { y: y - BAND_HEIGHT, text, is_change }
        });
        regimes = &step.regimes;
        let name = format!("{} {}", number + 1, cut(&step.short_name));
        lanes.push(Lane { y, name, band, bar: *bar, days: days_text(lang, step) });
        y += LANE_HEIGHT;
    }
    lanes
}

/// The Rechtskreis that begins here, if one does, and whether it changes by law.
fn band(texts: &Texts, step: &StepView, before: &[String]) -> Option<(String, bool)> {
    if let Some((from, to)) = &step.regime_change {
        return Some((format!("{}: {from} → {to}", texts.routes_regime_change), true));
    }
    let begins = !step.regimes.is_empty() && step.regimes != before;
    begins.then(|| (format!("{}: {}", texts.lane_regime, step.regimes.join(", ")), false))
}

fn cut(name: &str) -> String {
    if name.chars().count() <= MAX_NAME_CHARS {
        return name.to_owned();
    }
    let start: String = name.chars().take(MAX_NAME_CHARS - 1).collect();
    format!("{}…", start.trim_end())
}

/// "14 + 30 Tage": waiting and work.
fn days_text(lang: Lang, step: &StepView) -> Option<String> {
    let whole =
        |evidence: &Option<Evidence>| evidence.as_ref().and_then(days_of).map(Days::whole_days);
    match (whole(&step.wait), whole(&step.processing)) {
        (Some(wait), Some(work)) => Some(format!("{wait} + {}", sentences::days(lang, work))),
        (Some(days), None) | (None, Some(days)) => Some(sentences::days(lang, days)),
        (None, None) => None,
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn tick_view(tick: Tick, bottom: u32) -> impl IntoView {
    let x = percent(tick.at);
    let bound = if tick.is_lower_bound { "≥ " } else { "" };
    let anchor = match tick.at {
        at if at < 3.0 => "start",
        at if at > 94.0 => "end",
        _ => "middle",
    };
    view! {
        <line class="axis-line" x1=x.clone() x2=x.clone() y1="0" y2=bottom + 4 />
        <text class="axis-text" x=x y=bottom + 20 text-anchor=anchor>{bound} {tick.days}</text>
    }
}

/// From the end of one bar down to the start of the next.
fn arrow_view(from: &Lane, to: &Lane) -> impl IntoView + use<> {
    let x = percent(to.bar.start);
    let (top, tip) = (from.y + BAR_TOP + BAR_HEIGHT, to.y + BAR_TOP);
    let is_change = to.band.as_ref().is_some_and(|band| band.is_change);
    let class = if is_change { "handover change" } else { "handover" };
    view! {
        <g class=class>
            <line x1=x.clone() x2=x.clone() y1=top y2=tip - 5 />
            <svg x=x y=tip overflow="visible"><path d="M0,0L-4,-7H4Z" /></svg>
        </g>
    }
}

fn lane_view(lane: &Lane) -> impl IntoView + use<> {
    let (top, name) = (lane.y + BAR_TOP, lane.name.clone());
    let waiting = lane.bar.waiting.map(|span| {
        let class = if lane.bar.is_wait_unknown { "bar-unknown" } else { "bar-wait" };
        let sign = lane.bar.is_wait_unknown.then(|| {
            let middle = percent(span.start + span.width / 2.0);
            view! { <text class="bar-sign" x=middle y=top + 13 text-anchor="middle">"?"</text> }
        });
        view! { {bar_view(span, top, class)} {sign} }
    });
    let band = lane.band.as_ref().map(|band| {
        let class = if band.is_change { "band change" } else { "band" };
        view! {
            <g class=class>
                <line x1="0" x2="100%" y1=band.y + 3 y2=band.y + 3 />
                <text x="0" y=band.y + 17>{band.text.clone()}</text>
            </g>
        }
    });
    view! {
        {band}
        <text class="lane-name" x="0" y=lane.y + 15>{name}</text>
        <text class="lane-days" x="100%" y=lane.y + 15 text-anchor="end">{lane.days.clone()}</text>
        {waiting}
        {lane.bar.processing.map(|span| bar_view(span, top, "bar-processing"))}
    }
}

/// Nothing is so short that it cannot be seen.
const MIN_BAR_WIDTH: f64 = 0.6;

fn bar_view(span: Span, top: u32, class: &'static str) -> impl IntoView {
    let width = percent(span.width.max(MIN_BAR_WIDTH));
    view! {
        <rect class=class x=percent(span.start) y=top width=width height=BAR_HEIGHT fill=fill(class) />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_between_letters() {
        assert_eq!(cut("Jobcenter"), "Jobcenter");
        let long = "Ä".repeat(60);
        assert_eq!(cut(&long).chars().count(), MAX_NAME_CHARS);
        assert!(cut(&long).ends_with('…'));
    }
}
