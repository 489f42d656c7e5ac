//! Parts of `abdeckung`: the matrix, the map, one cell, overlaps and problems of competence.

mod competences;
mod detail;
mod map;
mod matrix;
mod overlaps;

use analysis::CoverageState;
use leptos::prelude::*;

use crate::routes::paths;
use crate::state::CoverageSelection;

pub(crate) use competences::Competences;
pub(crate) use detail::Detail;
pub(crate) use map::{CoverageMap, MapContent};
pub(crate) use matrix::Matrix;
pub(crate) use overlaps::Overlaps;

/// Where links to a cell lead on the page.
const DETAIL_ANCHOR: &str = "zelle";

/// The page with another selection.
fn link(ags: &str, selection: &CoverageSelection) -> String {
    format!("{}{}", paths::coverage(ags), selection.write())
}

/// The page with another cell, scrolled to who is there.
fn cell_link(ags: &str, selection: &CoverageSelection) -> String {
    format!("{}#{DETAIL_ANCHOR}", link(ags, selection))
}

fn state_class(state: CoverageState) -> &'static str {
    match state {
        CoverageState::Offered => "offered",
        CoverageState::OnPaperOnly => "on-paper",
        CoverageState::Nobody => "nobody-there",
    }
}

/// What colour says, this says too: a disc, a dashed ring, a cross.
fn state_path(state: CoverageState) -> &'static str {
    match state {
        CoverageState::Offered | CoverageState::OnPaperOnly => {
            "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z"
        }
        CoverageState::Nobody => "M-3.5,-3.5L3.5,3.5M3.5,-3.5L-3.5,3.5",
    }
}

/// The mark of a state.
#[component]
fn StateMark(state: CoverageState) -> impl IntoView {
    view! {
        <svg class=format!("state-mark {}", state_class(state)) viewBox="-6 -6 12 12" aria-hidden="true">
            <path d=state_path(state) />
        </svg>
    }
    .into_any()
}
