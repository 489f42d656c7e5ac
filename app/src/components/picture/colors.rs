//! The colours of a picture and where they stand in the stylesheet.

use model::{ActorGroup, Layer};
use scene::picture::{Change, Color};

use crate::api::WaitBand;

/// First of the picture's own colours for layers and for waits; those before are of groups.
const FIRST_LAYER: usize = ActorGroup::ALL.len();
const FIRST_WAIT: usize = FIRST_LAYER + Layer::ALL.len();
const FIRST_CHANGE: usize = FIRST_WAIT + WaitBand::ALL.len();

fn own(position: usize) -> Color {
    Color::Own(u8::try_from(position).unwrap_or(u8::MAX))
}

pub(crate) fn group_color(group: ActorGroup) -> Color {
    own(ActorGroup::ALL.iter().position(|known| *known == group).unwrap_or(0))
}

pub(crate) fn layer_color(layer: Layer) -> Color {
    own(FIRST_LAYER + Layer::ALL.iter().position(|known| *known == layer).unwrap_or(0))
}

pub(crate) fn wait_color(band: WaitBand) -> Color {
    own(FIRST_WAIT + WaitBand::ALL.iter().position(|known| *known == band).unwrap_or(0))
}

pub(crate) fn change_color(change: Change) -> Color {
    own(FIRST_CHANGE + Change::ALL.iter().position(|known| *known == change).unwrap_or(0))
}

/// The variable of the stylesheet that has a colour; light and dark are its business.
pub(crate) fn variable(color: Color) -> String {
    let name = match color {
        Color::Surface => "surface",
        Color::Ink => "ink",
        Color::InkMuted => "ink-muted",
        Color::Accent => "accent",
        Color::Alarm => "alarm",
        Color::AreaFill => "sunken",
        Color::AreaLine => "line",
        Color::Own(position) => return own_variable(usize::from(position)),
    };
    format!("--{name}")
}

fn own_variable(position: usize) -> String {
    if let Some(group) = ActorGroup::ALL.get(position) {
        return format!("--g-{}", group.code());
    }
    if let Some(layer) = Layer::ALL.get(position.saturating_sub(FIRST_LAYER)) {
        return format!("--l-{}", layer.code());
    }
    if let Some(band) = WaitBand::ALL.get(position.saturating_sub(FIRST_WAIT)) {
        return format!("--w-{}", band.code());
    }
    let change = Change::ALL.get(position.saturating_sub(FIRST_CHANGE));
    let name = match change {
        Some(Change::Added) => "neu",
        Some(Change::Removed) => "weg",
        Some(Change::Altered) | None => "anders",
    };
    format!("--c-{name}")
}

/// Every colour that a picture may have.
pub(crate) fn all() -> Vec<Color> {
    let plain = [
        Color::Surface,
        Color::Ink,
        Color::InkMuted,
        Color::Accent,
        Color::Alarm,
        Color::AreaFill,
        Color::AreaLine,
    ];
    let own = (0..FIRST_CHANGE + Change::ALL.len()).map(own);
    plain.into_iter().chain(own).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_colour_has_a_variable_of_its_own_in_the_stylesheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        let names: BTreeSet<String> = all().into_iter().map(variable).collect();
        assert_eq!(names.len(), all().len());
        for name in names {
            assert!(tokens.contains(&format!("  {name}: light-dark(")), "{name}");
        }
    }
}
