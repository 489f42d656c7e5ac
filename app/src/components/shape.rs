//! Shape by sector: what colour says, the outline says too.

use leptos::prelude::*;
use model::{ActorGroup, Sector};
use scene::picture::Shape;

use super::picture::shape;

/// A sample of a shape or a colour for legends and names.
#[component]
pub(crate) fn Swatch(
    #[prop(optional)] sector: Option<Sector>,
    #[prop(optional)] group: Option<ActorGroup>,
) -> impl IntoView {
    let class = group.map_or("swatch".to_owned(), |group| format!("swatch g-{}", group.code()));
    view! {
        <svg class=class viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
            <path d=outline(sector.unwrap_or(Sector::PublicKreis)) />
        </svg>
    }
}

/// The outline of a sector around the origin with radius 1.
fn outline(sector: Sector) -> String {
    match shape(sector) {
        Shape::Circle => "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z".to_owned(),
        shape => {
            let corners = shape.corners().iter().map(|(x, y)| format!("{x},{y}"));
            format!("M{}Z", corners.collect::<Vec<String>>().join("L"))
        }
    }
}
