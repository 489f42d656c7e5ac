//! The whole picture, small, with the part that is in sight.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use scene::picture::Emphasis;
use scene::{Bounds, Camera, Point, Viewport};

use super::stage::Stage;

/// As in the stylesheet.
const SIZE: Viewport = Viewport { width_px: 160.0, height_px: 110.0 };
const PADDING_PX: f64 = 8.0;

/// # On the server   nothing: it moves the camera, which needs a script.
#[component]
pub(super) fn Minimap(stage: Stage) -> impl IntoView {
    let map = NodeRef::<Div>::new();
    let overview = Memo::new(move |_| {
        let bounds = stage.subject.marks.with(|marks| marks.picture.bounds_world());
        Camera::fit(bounds, SIZE, PADDING_PX)
    });
    let look = move |event: &ev::PointerEvent| {
        if let Some(map) = map.get_untracked() {
            let corner = map.get_bounding_client_rect();
            let at = Point::new(
                f64::from(event.client_x()) - corner.left(),
                f64::from(event.client_y()) - corner.top(),
            );
            stage.subject.control.look_at(overview.get_untracked().world_from_screen(at, SIZE));
        }
    };
    move || {
        (stage.has_minimap.get() && stage.surface.is_drawn()).then(|| {
            view! {
                <div
                    class="minimap"
                    aria-hidden="true"
                    node_ref=map
                    on:pointerdown=move |event| look(&event)
                    on:pointermove=move |event| {
                        if event.buttons() == 1 {
                            look(&event);
                        }
                    }
                    on:pointerup=move |_| stage.subject.control.settled()
                >
                    <svg viewBox=super::svg::view_box(SIZE) focusable="false">
                        <path class="minimap-nodes" d=move || dots(stage, overview.get()) />
                        <path class="minimap-sight" d=move || sight(stage, overview.get()) />
                    </svg>
                </div>
            }
        })
    }
}

/// All nodes that are shown, as strokes of no length with round ends.
fn dots(stage: Stage, overview: Camera) -> String {
    let mut dots: Vec<String> = Vec::new();
    stage.subject.marks.with(|marks| {
        stage.subject.strengths.with(|strengths| {
            for (node, strength) in marks.picture.nodes.iter().zip(&strengths.nodes) {
                if *strength != Emphasis::Hidden {
                    let at = overview.screen_from_world(node.center_world, SIZE);
                    dots.push(format!("M{:.1},{:.1}h0", at.x, at.y));
                }
            }
        });
    });
    dots.concat()
}

/// The part in sight, at most the whole map.
fn sight(stage: Stage, overview: Camera) -> String {
    let (camera, viewport) = stage.subject.control.view();
    let Bounds { min, max } = camera.visible_world(viewport);
    let corner = |point: Point| {
        let at = overview.screen_from_world(point, SIZE);
        Point::new(at.x.clamp(1.0, SIZE.width_px - 1.0), at.y.clamp(1.0, SIZE.height_px - 1.0))
    };
    let (min, max) = (corner(min), corner(max));
    format!("M{:.1},{:.1}H{:.1}V{:.1}H{:.1}Z", min.x, min.y, max.x, max.y, min.x)
}
