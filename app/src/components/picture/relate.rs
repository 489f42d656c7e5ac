//! Drawing a relation from one actor to another: with Alt held, or from the menu.

use leptos::prelude::*;
use scene::Point;

use super::pick::Picked;
use super::stage::Stage;

/// A relation in the making.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Relating {
    pub(super) from_idx: usize,
    /// Where the pointer is.
    pub(super) to_screen: Point,
}

impl Stage {
    /// Whether relations may be drawn here.
    pub(super) fn may_relate(self) -> bool {
        self.desk().is_some_and(|desk| desk.on_relate.with_untracked(Option::is_some))
    }

    /// Begins at a node; the line ends at the pointer until it is put down.
    pub(super) fn relate_from(self, from_idx: usize, at_screen: Point) {
        if self.may_relate() {
            self.relating.set(Some(Relating { from_idx, to_screen: at_screen }));
        }
    }

    /// Puts the line down: at another actor it becomes a relation, elsewhere nothing.
    pub(super) fn relate_to(self, under: Option<Picked>) {
        let Some(relating) = self.relating.get_untracked() else { return };
        self.relating.set(None);
        let Some(Picked::Node(to_idx)) = under.filter(|_| self.may_relate()) else { return };
        let ends = self.actor(relating.from_idx).zip(self.actor(to_idx));
        if let (Some((from, to)), Some(desk)) = (ends, self.desk())
            && from != to
            && let Some(on_relate) = desk.on_relate.get_untracked()
        {
            on_relate.run((from, to));
        }
    }
}

/// The line from the actor to the pointer.
#[component]
pub(super) fn RelationLine(stage: Stage) -> impl IntoView {
    move || {
        let relating = stage.relating.get()?;
        let (camera, viewport) = stage.subject.control.view();
        let from = stage.subject.marks.with(|marks| {
            let node = marks.picture.nodes.get(relating.from_idx)?;
            Some(camera.screen_from_world(node.center_world, viewport))
        })?;
        let to = relating.to_screen;
        Some(view! {
            <svg class="drawing relation-line" viewBox=super::svg::view_box(viewport) aria-hidden="true" focusable="false">
                <line x1=from.x y1=from.y x2=to.x y2=to.y />
                <circle cx=to.x cy=to.y r="5" />
            </svg>
        })
    }
}
