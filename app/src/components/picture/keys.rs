//! The keyboard on a picture.

use leptos::ev;
use leptos::prelude::*;
use scene::Point;

use super::drawing::{Ego, Rest};
use super::pointer::Hand;
use super::stage::Stage;

/// How far an arrow key moves the picture.
const PAN_PX: f64 = 60.0;
const ZOOM: f64 = 1.25;

/// Obeys a key that was pressed while the picture has the focus.
pub(super) fn on_key(event: &ev::KeyboardEvent, stage: Stage, hand: &Hand) {
    let has_command = event.ctrl_key() || event.meta_key();
    if event.alt_key() {
        return;
    }
    let is_done = if has_command {
        with_command(event, stage)
    } else if event.shift_key() {
        with_shift(event, stage)
    } else {
        plain(event, stage, hand)
    };
    if is_done {
        // The pointer has not moved, but what lies under it has.
        stage.hover.set(None);
        event.prevent_default();
    }
}

fn with_command(event: &ev::KeyboardEvent, stage: Stage) -> bool {
    match event.key().as_str() {
        "0" => stage.subject.control.usual_size(),
        "+" | "=" => stage.subject.control.zoom(ZOOM),
        "-" => stage.subject.control.zoom(1.0 / ZOOM),
        "a" if stage.desk().is_some() => stage.choose_all(),
        _ => return false,
    }
    true
}

/// By position: what stands on the shifted digits differs from country to country.
fn with_shift(event: &ev::KeyboardEvent, stage: Stage) -> bool {
    match event.code().as_str() {
        "Digit1" => stage.subject.control.fit(),
        "Digit2" => stage.fit_selection(),
        "ArrowLeft" => stage.subject.control.pan(Point::new(PAN_PX, 0.0)),
        "ArrowRight" => stage.subject.control.pan(Point::new(-PAN_PX, 0.0)),
        "ArrowUp" => stage.subject.control.pan(Point::new(0.0, PAN_PX)),
        "ArrowDown" => stage.subject.control.pan(Point::new(0.0, -PAN_PX)),
        "F10" => open_menu(stage),
        _ if event.key() == "+" => stage.subject.control.zoom(ZOOM),
        _ => return false,
    }
    true
}

fn plain(event: &ev::KeyboardEvent, stage: Stage, hand: &Hand) -> bool {
    match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => stage.turn(false),
        "ArrowUp" | "ArrowLeft" => stage.turn(true),
        "Enter" => stage.follow(),
        "Backspace" => stage.go_back(),
        "Escape" => stage.let_go(),
        "Home" => stage.walk.update(|walk| {
            walk.stay();
            walk.is_overview = true;
        }),
        "+" | "=" => stage.subject.control.zoom(ZOOM),
        "-" => stage.subject.control.zoom(1.0 / ZOOM),
        "0" => stage.subject.control.fit(),
        " " => hand.set_panning(true),
        "ContextMenu" => open_menu(stage),
        key => return of_desk(key, stage),
    }
    true
}

fn open_menu(stage: Stage) {
    if let Some(selected) = stage.selected() {
        stage.open_menu(selected);
    }
}

/// What only the workbench offers.
fn of_desk(key: &str, stage: Stage) -> bool {
    if stage.desk().is_none() {
        return false;
    }
    let is_about_somebody = stage.selected().is_some()
        || stage.line().is_some()
        || stage.drawing.with_untracked(|drawing| !drawing.chosen.is_empty());
    if !is_about_somebody {
        return false;
    }
    match key {
        "f" | "F" => stage.change_ego(|ego| {
            ego.rest = match ego.rest {
                Rest::Dimmed => Rest::Hidden,
                Rest::Hidden => Rest::Dimmed,
            };
        }),
        "Delete" => {
            if let Some(selected) = stage.selected() {
                stage.ask_to_remove(selected);
            }
        }
        "p" | "P" => {
            if let Some(selected) = stage.selected() {
                stage.toggle_pin(selected);
            }
        }
        "r" | "R" => stage.choose_step(),
        key => match key.parse::<u8>() {
            Ok(depth @ 1..=Ego::MAX_DEPTH) => stage.change_ego(|ego| ego.depth = depth),
            _ => return false,
        },
    }
    true
}
