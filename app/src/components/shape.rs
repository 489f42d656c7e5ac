//! Shape by sector: what colour says, the outline says too.

use leptos::prelude::*;
use model::{ActorGroup, Sector};

/// The outline of a sector around the origin with radius 1, as an SVG path.
///
/// All shapes have about the same area, so that none looks more important.
pub(crate) fn shape_path(sector: Sector) -> &'static str {
    match sector {
        // Circle
        Sector::PublicKreis => "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z",
        // Square
        Sector::PublicMunicipal => "M-.89,-.89H.89V.89H-.89Z",
        // Triangle, point up
        Sector::PublicLand => "M0,-1.28L1.16,.78H-1.16Z",
        // Diamond
        Sector::PublicFederal => "M0,-1.25L1.25,0L0,1.25L-1.25,0Z",
        // Hexagon
        Sector::Welfare => "M1.08,0L.54,.94H-.54L-1.08,0L-.54,-.94H.54Z",
        // Pentagon
        Sector::Private => "M0,-1.13L1.08,-.35L.67,.92H-.67L-1.08,-.35Z",
        // Cross
        Sector::CivilSociety => "M-.45,-1.12H.45V-.45H1.12V.45H.45V1.12H-.45V.45H-1.12V-.45H-.45Z",
    }
}

/// A sample of a shape or a colour for legends and names.
#[component]
pub(crate) fn Swatch(
    #[prop(optional)] sector: Option<Sector>,
    #[prop(optional)] group: Option<ActorGroup>,
) -> impl IntoView {
    let class = group.map_or("swatch".to_owned(), |group| format!("swatch g-{}", group.code()));
    view! {
        <svg class=class viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
            <path d=shape_path(sector.unwrap_or(Sector::PublicKreis)) />
        </svg>
    }
}
