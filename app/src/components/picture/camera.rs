//! Pan and zoom. Without a camera in the URL the picture fits itself.

use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use scene::{Bounds, Camera, Point, Viewport};

use super::motion::Motion;
use super::size::on_size;

/// The frame the server draws for; the browser measures its own.
pub(super) const SERVER_VIEWPORT: Viewport = Viewport { width_px: 1080.0, height_px: 720.0 };
/// Room around the picture for names at its edge.
const PADDING_PX: f64 = 56.0;
/// The same around a route, whose stations all have their names beside them.
const ROUTE_PADDING_PX: f64 = 120.0;
/// At most this part of the width is left free on each side: on a phone the names find room below
/// and above.
const MAX_PADDING: f64 = 0.08;
/// The same around a route.
const MAX_ROUTE_PADDING: f64 = 0.15;
/// The URL follows the camera when it has stood still this long.
const SETTLED: Duration = Duration::from_millis(250);
/// How long the camera is on its way.
const FLIGHT_MS: f64 = 250.0;
/// One goes no nearer than this to a single node.
const CLOSE_SCALE: f64 = 90.0;
/// One goes no farther out than this part of the scale at which everything is in sight.
const FARTHEST: f64 = 0.25;
/// What is brought into sight keeps at most this distance from the edge of the picture.
const REVEALED_PX: f64 = 48.0;
/// The picture can be moved out of sight but for a strip: so much of the view beyond what is shown.
const BEYOND: f64 = 0.4;

/// What the picture would show if nobody had moved it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub(super) bounds_world: Option<Bounds>,
    pub(super) is_route: bool,
}

#[derive(Clone, Copy, Default)]
struct Measured {
    window_px: Option<(i32, i32)>,
    corner: Point,
    /// Whether somebody has put a hand on the picture, and may be about to do it again.
    is_used: bool,
}

/// Handle to the camera of one picture; copying it copies pointers.
#[derive(Clone, Copy)]
pub(super) struct CameraControl {
    /// What the user has set; `None` fits everything.
    own: RwSignal<Option<Camera>>,
    /// Where everything stays while something opens beside the picture that nobody has moved.
    held: RwSignal<Option<Camera>>,
    content: Memo<Content>,
    fitted: Memo<Camera>,
    viewport: RwSignal<Viewport>,
    /// Where the frame was last measured: the window's size, and the frame's corner in the page.
    measured: StoredValue<Measured>,
    frame: NodeRef<Div>,
    on_settled: Option<Callback<Option<Camera>>>,
    settling: StoredValue<Option<TimeoutHandle>>,
    flight: Motion,
}

/// Shows all there is, with room around it for names.
pub(super) fn fitted(content: Content, viewport: Viewport) -> Camera {
    let padding_px = if content.is_route { route_padding } else { padding };
    Camera::fit(content.bounds_world, viewport, padding_px(viewport))
}

pub(super) fn use_camera(
    content: Memo<Content>,
    from_url: MaybeProp<Camera>,
    on_settled: Option<Callback<Option<Camera>>>,
    frame: NodeRef<Div>,
) -> CameraControl {
    let viewport = RwSignal::new(SERVER_VIEWPORT);
    let fitted = Memo::new(move |_| fitted(content.get(), viewport.get()));
    let own = RwSignal::new(from_url.get_untracked());
    Effect::new(move |before: Option<Option<Camera>>| {
        let wanted = from_url.get();
        // Back and forward bring another camera; our own writes bring the one we have.
        if before.is_some_and(|before| before != wanted) {
            own.set(wanted);
        }
        wanted
    });
    let held = RwSignal::new(None);
    Effect::new(move |before: Option<()>| {
        content.track();
        if before.is_some() {
            held.set(None);
        }
    });
    let settling = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        if let Some(Some(pending)) = settling.try_get_value() {
            pending.clear();
        }
    });
    let flight = Motion::new();
    let control = CameraControl {
        own,
        held,
        content,
        fitted,
        viewport,
        measured: StoredValue::new(Measured::default()),
        frame,
        on_settled,
        settling,
        flight,
    };
    on_size(frame, move || control.measure());
    control
}

impl CameraControl {
    /// Camera and frame, tracked.
    pub(super) fn view(self) -> (Camera, Viewport) {
        let unmoved = || self.held.get().unwrap_or_else(|| self.fitted.get());
        (self.own.get().unwrap_or_else(unmoved), self.viewport.get())
    }

    /// The same, at this moment.
    pub(super) fn view_now(self) -> (Camera, Viewport) {
        untrack(|| self.view())
    }

    /// Whether the picture is a part of a page: then its camera is not in the URL.
    pub(super) fn is_embedded(self) -> bool {
        self.on_settled.is_none()
    }

    pub(super) fn fit(self) {
        let fitted = self.fitted.get_untracked();
        self.fly(fitted, move || {
            self.held.set(None);
            self.own.set(None);
        });
    }

    /// Brings a part of the picture into sight.
    pub(super) fn fit_to(self, bounds_world: Option<Bounds>) {
        if bounds_world.is_none() {
            return;
        }
        let viewport = self.viewport.get_untracked();
        let close = Camera::fit(bounds_world, viewport, route_padding(viewport));
        let scale = close.scale_screen_per_world.min(CLOSE_SCALE);
        let target = Camera::new(close.center_world, scale);
        self.fly(target, move || self.own.set(Some(target)));
    }

    pub(super) fn zoom(self, factor: f64) {
        let target = self.zoomed(self.view_now().1.centre_screen(), factor);
        self.fly(target, move || self.own.set(Some(target)));
    }

    /// A unit of the world is as large as usual.
    pub(super) fn usual_size(self) {
        let target = Camera::new(self.view_now().0.center_world, scene::camera::DEFAULT_SCALE);
        self.fly(target, move || self.own.set(Some(target)));
    }

    pub(super) fn pan(self, delta_screen: Point) {
        self.drag(delta_screen);
        self.settled();
    }

    /// Moves the picture with the hand; [`Self::settled`] follows when the hand lets go.
    pub(super) fn drag(self, delta_screen: Point) {
        self.flight.stop();
        self.own.set(Some(self.within(self.view_now().0.pan(delta_screen))));
    }

    pub(super) fn zoom_at(self, anchor_screen: Point, factor: f64) {
        self.flight.stop();
        self.own.set(Some(self.zoomed(anchor_screen, factor)));
    }

    /// Zoomed at a place of the screen, but not too far out.
    fn zoomed(self, anchor_screen: Point, factor: f64) -> Camera {
        let (camera, viewport) = self.view_now();
        let least = FARTHEST * self.fitted.get_untracked().scale_screen_per_world;
        let least_factor = (least / camera.scale_screen_per_world).min(1.0);
        self.within(camera.zoom_at(anchor_screen, factor.max(least_factor), viewport))
    }

    /// Keeps a strip of the picture in sight. From a part of the picture one may go anywhere.
    fn within(self, camera: Camera) -> Camera {
        let content = self.content.get_untracked();
        let Some(bounds) = content.bounds_world.filter(|_| !content.is_route) else {
            return camera;
        };
        let view = camera.visible_world(self.viewport.get_untracked());
        let beyond = Point::new(view.width(), view.height()) * BEYOND;
        let (min, max) = (bounds.min - beyond, bounds.max + beyond);
        let Point { x, y } = camera.center_world;
        let center = Point::new(x.max(min.x).min(max.x), y.max(min.y).min(max.y));
        Camera::new(center, camera.scale_screen_per_world)
    }

    /// Moves the picture as little as brings a place of the world into sight.
    pub(super) fn reveal(self, place_world: Point) {
        let (camera, viewport) = self.view_now();
        let at = camera.screen_from_world(place_world, viewport);
        let missing = |at: f64, extent_px: f64| {
            let margin = REVEALED_PX.min(padding(viewport)).min(extent_px / 2.0);
            (margin - at).max(0.0) + (extent_px - margin - at).min(0.0)
        };
        let by = Point::new(missing(at.x, viewport.width_px), missing(at.y, viewport.height_px));
        if by == Point::ORIGIN {
            return;
        }
        let target = camera.pan(by);
        if self.own.with_untracked(Option::is_some) {
            return self.fly(target, move || self.own.set(Some(target)));
        }
        self.flight.run(
            FLIGHT_MS,
            move |t| self.held.set(Some(on_the_way(camera, target, t))),
            move || self.held.set(Some(target)),
        );
    }

    /// The size of the frame.
    pub(super) fn viewport(self) -> Signal<Viewport> {
        self.viewport.into()
    }

    /// Gives the picture the focus.
    pub(super) fn focus(self) {
        if let Some(frame) = self.frame.get_untracked() {
            let _focused = frame.focus();
        }
    }

    /// Puts a place of the world into the middle.
    pub(super) fn look_at(self, center_world: Point) {
        self.flight.stop();
        let scale = self.view_now().0.scale_screen_per_world;
        self.own.set(Some(Camera::new(center_world, scale)));
    }

    /// Begins somewhere else and flies to where it would be anyway.
    pub(super) fn arrive_from(self, before: Camera, duration_ms: f64) {
        let (target, own) = (self.view_now().0, self.own.get_untracked());
        self.own.set(Some(before));
        self.flight.run(
            duration_ms,
            move |t| self.own.set(Some(on_the_way(before, target, t))),
            move || self.own.set(own),
        );
    }

    fn fly(self, target: Camera, arrive: impl Fn() + Copy + Send + Sync + 'static) {
        let before = self.view_now().0;
        self.flight.run(
            FLIGHT_MS,
            move |t| self.own.set(Some(on_the_way(before, target, t))),
            move || {
                arrive();
                self.settled();
            },
        );
    }

    /// Tells the URL, once the camera stands still.
    pub(super) fn settled(self) {
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
                let now = Viewport { width_px: rect.width(), height_px: rect.height() };
                if self.viewport.get_untracked() != now {
                    let scrolled = |by: Result<f64, _>| by.unwrap_or(0.0);
                    let corner = Point::new(
                        rect.left() + scrolled(window().scroll_x()),
                        rect.top() + scrolled(window().scroll_y()),
                    );
                    self.take_size(now, corner);
                }
            }
        }
    }

    /// Somebody has put a hand on the picture.
    pub(super) fn begin_use(self) {
        self.measured.update_value(|measured| measured.is_used = true);
    }

    /// In a window of another size everything is fitted anew; when something opens or closes beside
    /// the picture, it stays where it is on the screen, or a second click would hit something else.
    fn take_size(self, now: Viewport, corner: Point) {
        let before = self.measured.get_value();
        let window_px = Some(inner_size_px());
        self.measured.set_value(Measured { window_px, corner, ..before });
        if before.window_px == window_px && before.is_used {
            let (camera, viewport) = self.view_now();
            let moved = before.corner + viewport.centre_screen() - corner - now.centre_screen();
            let is_own = self.own.with_untracked(Option::is_some);
            // One that is held below an own one shows when that is taken back.
            let held = self.held.get_untracked();
            let held =
                if is_own { held.map(|held| held.pan(moved)) } else { Some(camera.pan(moved)) };
            self.held.set(held);
            if is_own {
                self.own.set(Some(camera.pan(moved)));
                self.settled();
            }
        } else {
            self.held.set(None);
        }
        self.viewport.set(now);
    }

    /// Where an event is within the frame.
    pub(super) fn on_frame(self, event: &ev::MouseEvent) -> Point {
        let corner = self.frame.get_untracked().map(|frame| frame.get_bounding_client_rect());
        let (left, top) = corner.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
        Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
    }

    /// Keeps a drag going when the pointer leaves the frame. Not before it is a drag: a captured
    /// pointer would take the click away from what is below.
    pub(super) fn capture(self, pointer_id: i32) {
        if let Some(frame) = self.frame.get_untracked() {
            let _captured = frame.set_pointer_capture(pointer_id);
        }
    }
}

fn inner_size_px() -> (i32, i32) {
    let px = |size: Result<JsValue, JsValue>| {
        #[expect(clippy::cast_possible_truncation, reason = "whole pixels, and casts saturate")]
        let whole = size.ok().and_then(|it| it.as_f64()).map_or(0, |px| px as i32);
        whole
    };
    (px(window().inner_width()), px(window().inner_height()))
}

fn padding(viewport: Viewport) -> f64 {
    PADDING_PX.min(viewport.width_px * MAX_PADDING)
}

fn route_padding(viewport: Viewport) -> f64 {
    ROUTE_PADDING_PX.min(viewport.width_px * MAX_ROUTE_PADDING)
}

/// Between two cameras: what grows grows by the same factor in the same time.
fn on_the_way(from: Camera, to: Camera, t: f64) -> Camera {
    let share = t * t * (3.0 - 2.0 * t);
    let scale = from.scale_screen_per_world
        * (to.scale_screen_per_world / from.scale_screen_per_world).powf(share);
    let center = from.center_world * (1.0 - share) + to.center_world * share;
    Camera::new(center, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_begins_and_ends_where_it_should() {
        let from = Camera::new(Point::new(1.0, 2.0), 10.0);
        let to = Camera::new(Point::new(-3.0, 8.0), 40.0);
        assert_eq!(on_the_way(from, to, 0.0), from);
        assert_eq!(on_the_way(from, to, 1.0), to);
        assert!((on_the_way(from, to, 0.5).scale_screen_per_world - 20.0).abs() < 1e-9);
    }
}
