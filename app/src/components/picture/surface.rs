//! What the picture is drawn on: an SVG from the server, and a canvas as soon as there is one.

use leptos::html;
use leptos::prelude::*;
use scene::pick::{Picked, Pointer, pick_by_looking};
use scene::picture::{Emphasis, Picture, Token};
use scene::{Camera, Point, Viewport};

use super::camera::CameraControl;
use super::emphasis::Strengths;
use super::marks::Marks;
use crate::canvas::Canvas;

/// Handle to what is drawn on; copying it copies pointers.
#[derive(Clone, Copy)]
pub(super) struct Surface {
    canvas: StoredValue<Option<Canvas>>,
    is_made: RwSignal<bool>,
    /// Whether the canvas shows the picture, so that the SVG is not needed any more.
    is_drawn: RwSignal<bool>,
}

/// What the surface follows.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub(super) marks: Memo<Marks>,
    pub(super) strengths: Memo<Strengths>,
    /// Where nodes are at the moment, while they are on their way or held by the hand.
    pub(super) places: RwSignal<Option<Vec<Point>>>,
    pub(super) control: CameraControl,
}

impl Subject {
    /// The picture as it is now, tracked.
    pub(super) fn picture(self) -> Picture {
        let mut picture = self.marks.with(|marks| marks.picture.clone());
        self.strengths.with(|strengths| set_strengths(&mut picture, strengths));
        self.places.with(|places| {
            for (node, place) in picture.nodes.iter_mut().zip(places.iter().flatten()) {
                node.center_world = *place;
            }
        });
        picture
    }
}

pub(super) fn set_strengths(picture: &mut Picture, strengths: &Strengths) {
    let set = |emphasis: &mut Emphasis, strength: &Emphasis| *emphasis = *strength;
    let nodes = picture.nodes.iter_mut().zip(&strengths.nodes);
    nodes.for_each(|(node, strength)| set(&mut node.emphasis, strength));
    let edges = picture.edges.iter_mut().zip(&strengths.edges);
    edges.for_each(|(edge, strength)| set(&mut edge.emphasis, strength));
}

impl Surface {
    pub(super) fn new() -> Self {
        Self {
            canvas: StoredValue::new(None),
            is_made: RwSignal::new(false),
            is_drawn: RwSignal::new(false),
        }
    }

    /// Whether the canvas has taken over, tracked.
    pub(super) fn is_drawn(self) -> bool {
        self.is_drawn.get()
    }

    /// Draws on `element` from now on whatever changes, and nothing while nothing does.
    pub(super) fn follow(self, element: NodeRef<html::Canvas>, subject: Subject) {
        Effect::new(move |_| {
            let Some(element) = element.get() else { return };
            let canvas = Canvas::new(&element, move || self.is_drawn.set(true));
            self.canvas.set_value(canvas);
            self.is_made.set(true);
        });
        let with = move |change: &dyn Fn(&Canvas)| {
            // Tracked: without a canvas the effect is to run again once there is one.
            self.is_made.track();
            self.canvas.with_value(|canvas| {
                if let Some(canvas) = canvas {
                    change(canvas);
                }
            });
        };
        Effect::new(move |_| {
            subject.marks.with(|marks| with(&|canvas| canvas.set_picture(marks.picture.clone())));
            let strengths = subject.strengths.get_untracked();
            with(&|canvas| canvas.set_emphasis(&strengths.nodes, &strengths.edges));
        });
        Effect::new(move |_| {
            subject.strengths.with(|strengths| {
                with(&|canvas| canvas.set_emphasis(&strengths.nodes, &strengths.edges));
            });
        });
        Effect::new(move |before: Option<bool>| {
            let is_moving = subject.places.with(|places| {
                if let Some(places) = places {
                    with(&|canvas| canvas.set_places(places));
                }
                places.is_some()
            });
            if before == Some(true) && !is_moving {
                let places = subject.marks.with_untracked(|marks| {
                    marks.picture.nodes.iter().map(|node| node.center_world).collect::<Vec<Point>>()
                });
                with(&|canvas| canvas.set_places(&places));
            }
            is_moving
        });
        Effect::new(move |_| {
            let (camera, viewport) = subject.control.view();
            with(&|canvas| canvas.set_view(camera, viewport));
        });
    }

    /// Shows what is on its way.
    pub(super) fn carry(self, tokens: Signal<Vec<Token>>) {
        Effect::new(move |_| {
            self.is_made.track();
            let tokens = tokens.get();
            self.canvas.with_value(|canvas| {
                if let Some(canvas) = canvas {
                    canvas.set_tokens(&tokens);
                }
            });
        });
    }

    /// What lies at a place of the frame.
    ///
    /// # Complexity that of [`scene::pick`] on a canvas, else O(n + m) time.
    pub(super) fn pick(
        self,
        subject: Subject,
        at_screen: Point,
        tolerance_px: f64,
    ) -> Option<Picked> {
        if self.is_drawn() {
            return self.canvas.with_value(|canvas| canvas.as_ref()?.pick(at_screen, tolerance_px));
        }
        let (camera, viewport) = subject.control.view();
        let pointer = Pointer {
            at_world: camera.world_from_screen(at_screen, viewport),
            scale_screen_per_world: camera.scale_screen_per_world,
            tolerance_px,
        };
        pick_by_looking(&subject.picture(), pointer)
    }

    /// The SVG for who has no canvas; nothing once there is one.
    pub(super) fn fallback(
        self,
        subject: Subject,
        svg: impl Fn(&Picture, Camera, Viewport) -> String,
    ) -> String {
        if self.is_drawn() {
            return String::new();
        }
        let (camera, viewport) = subject.control.view();
        svg(&subject.picture(), camera, viewport)
    }
}
