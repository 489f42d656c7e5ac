//! What the workbench lets one do with its picture, beyond looking at it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::ActorId;
use scene::{Camera, Point};

use super::drawing::Ego;
use crate::export::SheetText;

/// Where the last picture of the same network had its nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Earlier {
    pub(crate) actors: Vec<ActorId>,
    /// In the order of the actors.
    pub(crate) places: Vec<Point>,
    pub(crate) camera: Camera,
}

/// What happens with what one does; copying it copies pointers.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// An actor is pinned to a place of the world, or set free.
    pub(crate) on_pin: Callback<(ActorId, Option<Point>)>,
    /// A relation is drawn from one actor to another; none where one may only read.
    pub(crate) on_relate: Signal<Option<Callback<(ActorId, ActorId)>>>,
    /// Whether an actor is to be removed is asked; none where one may only read.
    pub(crate) on_remove: Signal<Option<Callback<ActorId>>>,
    pub(crate) on_ego: Callback<Ego>,
    /// A line is chosen by its ends, or none any more.
    pub(crate) on_line: Callback<Option<(ActorId, ActorId)>>,
    /// Several actors are chosen at once; none ends that.
    pub(crate) on_choose: Callback<BTreeSet<ActorId>>,
    /// What stands beside the picture when it is taken along.
    pub(crate) sheet: Callback<(), SheetText>,
    /// What a picture in another arrangement begins with.
    pub(crate) earlier: StoredValue<Option<Earlier>>,
}
