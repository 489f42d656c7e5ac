//! Mouse, pen and finger: pan, zoom, pick, drag.

use leptos::ev;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use model::ActorId;
use scene::Point;

use super::marquee::corners;
use super::motion::now_ms;
use super::pick::Picked;
use super::relate::Relating;
use super::stage::Stage;

/// Less movement than this is a click.
const CLICK_TOLERANCE_PX: f64 = 5.0;
/// A finger is less exact than a mouse.
const TOUCH_TOLERANCE_PX: f64 = 10.0;
/// A finger that stays this long on an actor asks for its menu.
const LONG_PRESS: Duration = Duration::from_millis(500);
/// A second click so soon after the first belongs to it.
const DOUBLE_CLICK_MS: f64 = 500.0;
/// One notch of a wheel.
const WHEEL_FACTOR: f64 = 1.15;

/// What the pointers on one picture are doing.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    stage: Stage,
    state: StoredValue<HandState>,
}

#[derive(Default)]
struct HandState {
    down: Vec<(i32, Point)>,
    travelled_px: f64,
    is_drag: bool,
    /// Where an outline began with which several are chosen.
    outline_from: Option<Point>,
    /// Whether the space key is held: then everything pans.
    is_panning: bool,
    long_press: Option<TimeoutHandle>,
    last_click: Option<Click>,
}

/// A click on a node, which a second one may follow.
#[derive(Clone)]
struct Click {
    actor: ActorId,
    at_client: Point,
    time_ms: f64,
}

impl Hand {
    pub(super) fn new(stage: Stage) -> Self {
        Self { stage, state: StoredValue::new(HandState::default()) }
    }

    /// Zooms. In a picture that stands within a page only with Ctrl or ⌘: the wheel alone scrolls
    /// the page.
    pub(super) fn on_wheel(self, event: &ev::WheelEvent) {
        let control = self.stage.subject.control;
        if control.is_embedded() && !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let factor = if event.delta_y() < 0.0 { WHEEL_FACTOR } else { 1.0 / WHEEL_FACTOR };
        control.zoom_at(control.on_frame(event), factor);
        control.settled();
    }

    pub(super) fn on_down(self, event: &ev::PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let at = self.stage.subject.control.on_frame(event);
        let under = self.stage.pick(at, tolerance_px(event));
        self.stage.menu.set(None);
        self.stage.subject.control.begin_use();
        // A mouse has another button for it, and may rest before it drags.
        if event.pointer_type() != "mouse" {
            self.wait_for_long_press(under);
        }
        if event.alt_key()
            && let Some(Picked::Node(idx)) = under
            && self.stage.may_relate()
        {
            self.stage.relate_from(idx, at);
        }
        let wants_outline = event.shift_key() || self.stage.is_lasso.get_untracked();
        self.state.update_value(|state| {
            if state.down.is_empty() {
                state.travelled_px = 0.0;
                state.is_drag = false;
                let is_relating = self.stage.relating.with_untracked(Option::is_some);
                let may_drag = self.stage.desk().is_some() && !state.is_panning && !is_relating;
                self.stage.grasped.set_value(match under {
                    Some(Picked::Node(idx)) if may_drag && !wants_outline => Some(idx),
                    _ => None,
                });
                state.outline_from = (may_drag && wants_outline).then_some(at);
            } else {
                // A second finger: both zoom.
                self.stage.grasped.set_value(None);
                state.outline_from = None;
            }
            state.down.push((event.pointer_id(), at));
        });
    }

    pub(super) fn on_move(self, event: &ev::PointerEvent) {
        let to = self.stage.subject.control.on_frame(event);
        let before = self.state.with_value(|state| state.down.clone());
        if self.stage.relating.with_untracked(Option::is_some) {
            self.stage.relating.update(|relating| {
                *relating = relating.map(|relating| Relating { to_screen: to, ..relating });
            });
            return self.look(event, to);
        }
        let Some(position) = before.iter().position(|(id, _)| *id == event.pointer_id()) else {
            return self.look(event, to);
        };
        let from = before[position].1;
        self.state.update_value(|state| {
            state.down[position].1 = to;
            state.travelled_px += from.distance(to);
            state.is_drag |= state.travelled_px > CLICK_TOLERANCE_PX;
        });
        let is_drag = self.state.with_value(|state| state.is_drag);
        let grasped = self.stage.grasped.get_value();
        if !is_drag {
            return;
        }
        self.end_long_press();
        self.stage.subject.control.capture(event.pointer_id());
        if let Some(start) = self.state.with_value(|state| state.outline_from) {
            return self.draw_outline(start, to);
        }
        match (&before[..], grasped) {
            ([_], Some(node_idx)) => self.carry(node_idx, to),
            ([_], None) => self.stage.subject.control.drag(to - from),
            ([(_, first), (_, second)], _) => {
                let other = if position == 0 { *second } else { *first };
                self.pinch(from, to, other);
            }
            _ => {}
        }
    }

    /// A box from where one began, or a lasso along the way of the hand.
    fn draw_outline(self, start: Point, to: Point) {
        let is_lasso = self.stage.is_lasso.get_untracked();
        self.stage.marquee.update(|outline| match outline {
            Some(outline) if is_lasso => outline.push(to),
            _ if is_lasso => *outline = Some(vec![start, to]),
            _ => *outline = Some(corners(start, to)),
        });
    }

    /// A finger that stays where it is asks for the menu.
    fn wait_for_long_press(self, under: Option<Picked>) {
        self.end_long_press();
        let Some(Picked::Node(idx)) = under else { return };
        let Some(actor) = self.stage.actor(idx) else { return };
        let open = move || {
            if self.state.try_with_value(|state| !state.is_drag && state.down.len() == 1)
                == Some(true)
            {
                self.state.update_value(|state| state.is_drag = true);
                if let Some(idx) = self.stage.position(&actor) {
                    self.stage.open_menu(idx);
                }
            }
        };
        let pending = set_timeout_with_handle(open, LONG_PRESS).ok();
        self.state.update_value(|state| state.long_press = pending);
    }

    fn end_long_press(self) {
        if let Some(pending) =
            self.state.try_update_value(|state| state.long_press.take()).flatten()
        {
            pending.clear();
        }
    }

    pub(super) fn on_context_menu(self, event: &ev::MouseEvent) {
        if self.stage.desk().is_none() {
            return;
        }
        let at = self.stage.subject.control.on_frame(event);
        if let Some(Picked::Node(idx)) = self.stage.pick(at, 0.0) {
            event.prevent_default();
            self.stage.open_menu(idx);
        }
    }

    fn carry(self, node_idx: usize, to_screen: Point) {
        let (camera, viewport) = self.stage.subject.control.view_now();
        self.stage.hold(node_idx, camera.world_from_screen(to_screen, viewport));
    }

    fn pinch(self, from: Point, to: Point, other: Point) {
        let spread = from.distance(other);
        if spread > 0.0 {
            self.stage.subject.control.zoom_at(other, to.distance(other) / spread);
        }
    }

    /// What is under the pointer.
    fn look(self, event: &ev::PointerEvent, at: Point) {
        if event.pointer_type() != "mouse" {
            return;
        }
        let under = self.stage.pick(at, 0.0);
        if self.stage.hover.get_untracked() != under {
            self.stage.hover.set(under);
        }
    }

    pub(super) fn on_up(self, event: &ev::PointerEvent) {
        let at = self.stage.subject.control.on_frame(event);
        let was_down = self.state.with_value(|state| state.down.len());
        self.state.update_value(|state| state.down.retain(|(id, _)| *id != event.pointer_id()));
        self.end_long_press();
        let is_drag = self.state.with_value(|state| state.is_drag);
        let grasped = self.stage.grasped.get_value();
        if self.stage.relating.with_untracked(Option::is_some) {
            return self.stage.relate_to(self.stage.pick(at, tolerance_px(event)));
        }
        let is_outline = self.stage.marquee.with_untracked(Option::is_some);
        match (is_drag, grasped) {
            (true, _) if is_outline => self.stage.choose_within(),
            (true, Some(node_idx)) if self.stage.menu.get_untracked().is_none() => {
                self.stage.put_down(node_idx);
            }
            (true, None) => self.stage.subject.control.settled(),
            // With a command key the browser opens the link of a drawn node elsewhere.
            (false, _) if was_down == 1 && event.button() == 0 && !has_command(event) => {
                let is_soon = |click: Click| now_ms() - click.time_ms <= DOUBLE_CLICK_MS;
                if self.click_before(event).is_none_or(|click| !is_soon(click)) {
                    let under = self.stage.pick(at, tolerance_px(event));
                    self.remember_click(event, under);
                    self.click(under, event.shift_key());
                }
            }
            (true, Some(_)) | (false, _) => {}
        }
    }

    /// The gesture is over without an end, as when the system takes the finger.
    pub(super) fn on_cancel(self, event: &ev::PointerEvent) {
        self.state.update_value(|state| {
            state.down.retain(|(id, _)| *id != event.pointer_id());
            state.outline_from = None;
        });
        self.end_long_press();
        self.stage.grasped.set_value(None);
        self.stage.marquee.set(None);
        self.stage.relating.set(None);
        self.stage.subject.places.set(None);
    }

    pub(super) fn on_leave(self) {
        self.stage.hover.set(None);
    }

    fn remember_click(self, event: &ev::PointerEvent, under: Option<Picked>) {
        let click = match under {
            Some(Picked::Node(idx)) if !event.shift_key() => self
                .stage
                .actor(idx)
                .map(|actor| Click { actor, at_client: client(event), time_ms: now_ms() }),
            _ => None,
        };
        self.state.update_value(|state| state.last_click = click);
    }

    /// The last click on a node, if it was at the same place: what it has opened may have moved the
    /// picture since.
    fn click_before(self, event: &ev::MouseEvent) -> Option<Click> {
        let click = self.state.with_value(|state| state.last_click.clone());
        click.filter(|click| click.at_client.distance(client(event)) <= TOUCH_TOLERANCE_PX)
    }

    fn click(self, under: Option<Picked>, is_shift: bool) {
        match under {
            Some(Picked::Node(idx)) if is_shift && self.stage.desk().is_some() => {
                self.stage.toggle_chosen(&[idx]);
            }
            Some(Picked::Node(idx)) => self.stage.select(Some(idx)),
            Some(Picked::Line(idx)) => self.stage.choose_line(self.stage.ends_of(idx)),
            None => {
                // An empty place lets go; in a page there is nothing to let go of.
                if self.stage.selected().is_some() {
                    self.stage.select(None);
                }
                self.stage.choose_line(None);
            }
        }
    }

    pub(super) fn on_double_click(self, event: &ev::MouseEvent) {
        if let Some(click) = self.click_before(event) {
            event.prevent_default();
            if let Some(idx) = self.stage.position(&click.actor) {
                self.stage.zoom_to(idx);
            }
        }
    }

    pub(super) fn on_key_up(self, event: &ev::KeyboardEvent) {
        if event.key() == " " {
            self.set_panning(false);
        }
    }

    pub(super) fn set_panning(self, is_panning: bool) {
        self.state.update_value(|state| state.is_panning = is_panning);
    }
}

fn has_command(event: &ev::PointerEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

fn client(event: &ev::MouseEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}

fn tolerance_px(event: &ev::PointerEvent) -> f64 {
    if event.pointer_type() == "mouse" { 0.0 } else { TOUCH_TOLERANCE_PX }
}
