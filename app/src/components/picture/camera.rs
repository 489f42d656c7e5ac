//! Pan and zoom: pointer, wheel, pinch, keys. Without a camera in the URL the picture fits itself.

use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use scene::{Bounds, Camera, Point, Viewport};

use super::drawing::Drawing;
use crate::api::GraphView;

/// The frame the server draws for; the browser measures its own.
const SERVER_VIEWPORT: Viewport = Viewport { width_px: 1080.0, height_px: 720.0 };
/// Room around the picture for names at its edge.
const PADDING_PX: f64 = 56.0;
/// The same around a route, whose stations all have their names beside them.
const ROUTE_PADDING_PX: f64 = 120.0;
/// At most this part of the width is left free on each side.
const MAX_PADDING: f64 = 0.15;
/// Less movement than this is a click.
const CLICK_TOLERANCE_PX: f64 = 5.0;

/// The URL follows the camera when it has stood still this long.
const SETTLED: Duration = Duration::from_millis(250);

/// Handle to the camera of one picture; copying it copies pointers.
#[derive(Clone, Copy)]
pub(super) struct CameraControl {
    /// What the user has set; `None` fits everything.
    own: RwSignal<Option<Camera>>,
    fitted: Memo<Camera>,
    viewport: RwSignal<Viewport>,
    pointers: StoredValue<Pointers>,
    frame: NodeRef<Div>,
    on_settled: Option<Callback<Option<Camera>>>,
    settling: StoredValue<Option<TimeoutHandle>>,
}

#[derive(Default)]
struct Pointers {
    down: Vec<(i32, Point)>,
    travelled_px: f64,
    was_dragged: bool,
}

pub(super) fn use_camera(
    graph: StoredValue<GraphView>,
    drawing: Signal<Drawing>,
    from_url: MaybeProp<Camera>,
    on_settled: Option<Callback<Option<Camera>>>,
    frame: NodeRef<Div>,
) -> CameraControl {
    let viewport = RwSignal::new(SERVER_VIEWPORT);
    let fitted = Memo::new(move |_| {
        let bounds =
            drawing.with(|drawing| graph.with_value(|graph| visible_bounds(graph, drawing)));
        let is_framed =
            drawing.with(|d| d.overlay.as_ref().is_some_and(|overlay| overlay.is_framed));
        let padding_px = if is_framed { ROUTE_PADDING_PX } else { PADDING_PX };
        let viewport = viewport.get();
        // On a phone the names find room below and above.
        Camera::fit(bounds, viewport, padding_px.min(viewport.width_px * MAX_PADDING))
    });
    let own = RwSignal::new(from_url.get_untracked());
    Effect::new(move |before: Option<Option<Camera>>| {
        let wanted = from_url.get();
        // Back and forward bring another camera; our own writes bring the one we have.
        if before.is_some_and(|before| before != wanted) {
            own.set(wanted);
        }
        wanted
    });
    let pointers = StoredValue::new(Pointers::default());
    let settling = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        if let Some(Some(pending)) = settling.try_get_value() {
            pending.clear();
        }
    });
    let control = CameraControl { own, fitted, viewport, pointers, frame, on_settled, settling };
    Effect::new(move |_| {
        control.measure();
        let handle = window_event_listener(ev::resize, move |_| control.measure());
        on_cleanup(move || handle.remove());
    });
    control
}

/// The part of the picture that is worth fitting: the framed route if there is one, else what is
/// shown.
fn visible_bounds(graph: &GraphView, drawing: &Drawing) -> Option<Bounds> {
    let framed = drawing.overlay.as_ref().filter(|overlay| overlay.is_framed);
    let on_route = |idx: usize| framed.is_none_or(|overlay| overlay.numbered.contains(&idx));
    let mut points: Vec<Point> = graph
        .nodes
        .iter()
        .enumerate()
        .filter(|(idx, _)| drawing.shows_node(*idx) && on_route(*idx))
        .map(|(_, node)| Point::new(f64::from(node.x), f64::from(node.y)))
        .collect();
    // Outlines reach farther than those who are inside.
    let corners = graph.areas.iter().filter(|_| framed.is_none()).flat_map(|area| {
        let [left, top, right, bottom] = area.bounds.map(f64::from);
        [Point::new(left, top), Point::new(right, bottom)]
    });
    points.extend(corners);
    Bounds::of(&points)
}

impl CameraControl {
    /// Camera and frame, tracked.
    pub(super) fn view(self) -> (Camera, Viewport) {
        (self.own.get().unwrap_or_else(|| self.fitted.get()), self.viewport.get())
    }

    fn camera_now(self) -> Camera {
        self.own.get_untracked().unwrap_or_else(|| self.fitted.get_untracked())
    }

    pub(super) fn view_box(self) -> String {
        let (camera, viewport) = self.view();
        let seen = camera.visible_world(viewport);
        format!("{:.3} {:.3} {:.3} {:.3}", seen.min.x, seen.min.y, seen.width(), seen.height())
    }

    pub(super) fn fit(self) {
        self.own.set(None);
        self.settled();
    }

    /// Whether the picture is a part of a page: then its camera is not in the URL.
    pub(super) fn is_embedded(self) -> bool {
        self.on_settled.is_none()
    }

    pub(super) fn zoom(self, factor: f64) {
        let viewport = self.viewport.get_untracked();
        self.zoom_at(viewport.centre_screen(), factor);
        self.settled();
    }

    pub(super) fn pan(self, delta_screen: Point) {
        self.own.set(Some(self.camera_now().pan(delta_screen)));
        self.settled();
    }

    /// Whether the pointer moved so far since it went down that no click is meant.
    pub(super) fn was_dragged(self) -> bool {
        self.pointers.with_value(|pointers| pointers.was_dragged)
    }

    /// Zooms. In a picture that stands within a page only with Ctrl or ⌘: the wheel alone scrolls
    /// the page.
    pub(super) fn on_wheel(self, event: &ev::WheelEvent) {
        if self.is_embedded() && !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let factor = if event.delta_y() < 0.0 { 1.15 } else { 1.0 / 1.15 };
        self.zoom_at(self.on_frame(event), factor);
        self.settled();
    }

    pub(super) fn on_pointer_down(self, event: &ev::PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let at = self.on_frame(event);
        self.pointers.update_value(|pointers| {
            if pointers.down.is_empty() {
                pointers.travelled_px = 0.0;
                pointers.was_dragged = false;
            }
            pointers.down.push((event.pointer_id(), at));
        });
    }

    pub(super) fn on_pointer_move(self, event: &ev::PointerEvent) {
        let to = self.on_frame(event);
        let before = self.pointers.with_value(|pointers| pointers.down.clone());
        let Some(position) = before.iter().position(|(id, _)| *id == event.pointer_id()) else {
            return;
        };
        let from = before[position].1;
        self.pointers.update_value(|pointers| {
            pointers.down[position].1 = to;
            pointers.travelled_px += from.distance(to);
            if pointers.travelled_px > CLICK_TOLERANCE_PX && !pointers.was_dragged {
                pointers.was_dragged = true;
            }
        });
        if !self.was_dragged() {
            return;
        }
        self.capture(event.pointer_id());
        match before[..] {
            [_] => self.own.set(Some(self.camera_now().pan(to - from))),
            [(_, first), (_, second)] => {
                let other = if position == 0 { second } else { first };
                let spread = from.distance(other);
                if spread > 0.0 {
                    self.zoom_at(other, to.distance(other) / spread);
                }
            }
            _ => {}
        }
    }

    pub(super) fn on_pointer_up(self, event: &ev::PointerEvent) {
        self.pointers.update_value(|pointers| {
            pointers.down.retain(|(id, _)| *id != event.pointer_id());
        });
        if self.was_dragged() {
            self.settled();
        }
    }

    /// Keeps the drag going when the pointer leaves the frame. Not before it is a drag: a captured
    /// pointer would take the click away from the node below.
    fn capture(self, pointer_id: i32) {
        if let Some(frame) = self.frame.get_untracked() {
            let _captured = frame.set_pointer_capture(pointer_id);
        }
    }

    fn zoom_at(self, anchor_screen: Point, factor: f64) {
        let viewport = self.viewport.get_untracked();
        self.own.set(Some(self.camera_now().zoom_at(anchor_screen, factor, viewport)));
    }

    fn settled(self) {
        let Some(on_settled) = self.on_settled else { return };
        if let Some(before) = self.settling.get_value() {
            before.clear();
        }
        let report = move || on_settled.run(self.own.get_untracked());
        self.settling.set_value(set_timeout_with_handle(report, SETTLED).ok());
    }

    fn measure(self) {
        if let Some(frame) = self.frame.get_untracked() {
            let rect = frame.get_bounding_client_rect();
            if rect.width() > 0.0 && rect.height() > 0.0 {
                self.viewport.set(Viewport { width_px: rect.width(), height_px: rect.height() });
            }
        }
    }

    /// Where an event is within the frame.
    fn on_frame(self, event: &ev::MouseEvent) -> Point {
        let corner = self.frame.get_untracked().map(|frame| frame.get_bounding_client_rect());
        let (left, top) = corner.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
        Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
    }
}
