//! A scatter chart of numbered points; each is a link to what it stands for.
//!
//! The chart is `aria-hidden`: the table beside it has the same rows and the same links.

mod plot;

use leptos::prelude::*;

use plot::{Area, Scale, Value, dots};

/// A point: its number, its value on each axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScatterPoint {
    pub(crate) number: usize,
    pub(crate) x: u32,
    pub(crate) y: u32,
}

const HEIGHT: u32 = 264;
const AREA: Area = Area { left: 12.0, right: 94.0, top: 34.0, bottom: 212.0 };

/// # On the server   the whole drawing; positions are percentages, so it fits any width.
#[component]
pub(crate) fn Scatter(
    points: Vec<ScatterPoint>,
    x_label: &'static str,
    y_label: &'static str,
    /// Where a point leads, by its number.
    #[prop(into)]
    link: Callback<usize, String>,
    /// The number of the point that is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
) -> impl IntoView {
    let x = Scale::around(points.iter().map(|point| point.x));
    let y = Scale::around(points.iter().map(|point| point.y));
    let values: Vec<Value> = points.iter().map(|p| Value { x: p.x, y: p.y }).collect();
    let dots = dots(&values, (x, y), AREA);
    let marks = points.into_iter().zip(dots).map(|(point, dot)| {
        let number = point.number;
        let lift = -dot.lift;
        view! {
            <svg x=format!("{:.2}%", dot.x) y=dot.y overflow="visible">
                {(dot.lift > 0.0).then(|| view! { <line class="lift" x1="0" y1="0" x2="0" y2=lift /> })}
                <circle class="dot" r="4" />
                <a href=move || link.run(number) tabindex="-1" class:chosen=move || chosen.get() == number>
                    <circle cy=lift r="13" />
                    <text y=lift + 5.0 text-anchor="middle">{number}</text>
                </a>
            </svg>
        }
    });
    view! {
        <svg class="scatter" width="100%" height=HEIGHT aria-hidden="true" focusable="false">
            {y.marks().map(|mark| y_mark(y, mark)).collect_view()}
            {x.marks().map(|mark| x_mark(x, mark)).collect_view()}
            <text class="axis-name" x="0" y="14">{y_label}</text>
            <text class="axis-name" x="94%" y=HEIGHT - 6 text-anchor="end">{x_label}</text>
            {marks.collect_view()}
        </svg>
    }
}

fn y_mark(scale: Scale, mark: u32) -> impl IntoView {
    let y = AREA.y(scale.share(mark));
    view! {
        <line class="axis-line" x1=format!("{}%", AREA.left) x2=format!("{}%", AREA.right) y1=y y2=y />
        <text class="axis-text" x=format!("{}%", AREA.left - 2.0) y=y + 4.0 text-anchor="end">{mark}</text>
    }
}

fn x_mark(scale: Scale, mark: u32) -> impl IntoView {
    let x = format!("{:.2}%", AREA.x(scale.share(mark)));
    view! {
        <line class="axis-line" x1=x.clone() x2=x.clone() y1=AREA.top y2=AREA.bottom />
        <text class="axis-text" x=x y=AREA.bottom + 18.0 text-anchor="middle">{mark}</text>
    }
}
