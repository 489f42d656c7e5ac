//! The picture as the SVG of a page: colours by the stylesheet, nodes as links.

use leptos::prelude::*;
use model::ActorId;
use scene::figure::Figure;
use scene::figure::svg::{Dress, Link};
use scene::picture::Picture;
use scene::{Camera, Viewport};

use super::colors::variable;
use crate::api::GraphView;

pub(super) fn view_box(viewport: Viewport) -> String {
    format!("0 0 {:.0} {:.0}", viewport.width_px, viewport.height_px)
}

/// What stands between the tags.
pub(super) fn elements(
    picture: &Picture,
    camera: Camera,
    viewport: Viewport,
    graph: Signal<GraphView>,
    link: Callback<ActorId, String>,
) -> String {
    let figure = Figure::of(picture, camera, viewport);
    let dress = Dress {
        color: &|color| format!("var({})", variable(color)),
        link: &|node_idx| {
            let node_idx = usize::try_from(node_idx).ok()?;
            let (id, title) = graph.with(|graph| {
                graph.nodes.get(node_idx).map(|node| (node.id.clone(), node.name.clone()))
            })?;
            Some(Link { href: link.run(id.clone()), title, id: id.to_string() })
        },
    };
    scene::figure::svg::elements(&figure, &dress)
}
