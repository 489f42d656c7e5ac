//! The colours of the page as numbers.

use std::collections::BTreeMap;

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use scene::figure::pdf::Rgb;
use scene::picture::Color;

use crate::components::picture::colors::{all, variable};

/// What each colour of a picture looks like on this page now, light or dark.
pub(crate) struct Colors(BTreeMap<Color, Rgb>);

impl Colors {
    /// Asks the page: the stylesheet may choose between light and dark, so that only the computed
    /// colour of an element says which it is.
    pub(crate) fn of_page() -> Self {
        Self(read().unwrap_or_default())
    }

    /// The light colours of the stylesheet, for those who have no page.
    #[cfg(feature = "ssr")]
    pub(crate) fn light() -> Self {
        const TOKENS: &str = include_str!("../../../style/tokens.css");
        let one = |color: Color| {
            let (_, rest) = TOKENS.split_once(&format!("  {}: light-dark(", variable(color)))?;
            Some((color, hexadecimal(rest.split_once(',')?.0)?))
        };
        Self(all().into_iter().filter_map(one).collect())
    }

    pub(crate) fn rgb(&self, color: Color) -> Rgb {
        self.0.get(&color).copied().unwrap_or_default()
    }

    pub(super) fn hex(&self, color: Color) -> String {
        let [red, green, blue] = self.rgb(color);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

fn read() -> Option<BTreeMap<Color, Rgb>> {
    let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
    probe.set_hidden(true);
    // Asked for what the page means, also where the system has colours of its own.
    probe.style().set_property("forced-color-adjust", "none").ok()?;
    document().body()?.append_child(&probe).ok()?;
    let computed = leptos::prelude::window().get_computed_style(&probe).ok().flatten();
    let read = computed.map(|computed| {
        let one = |color: Color| {
            probe.style().set_property("color", &format!("var({})", variable(color))).ok()?;
            Some((color, parsed(&computed.get_property_value("color").ok()?)?))
        };
        all().into_iter().filter_map(one).collect()
    });
    probe.remove();
    read
}

/// `rgb(1, 2, 3)`, as browsers compute it.
fn parsed(text: &str) -> Option<Rgb> {
    let inside = text.strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut parts = inside.split(',').map(|part| part.trim().parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// `#0069a8`, as they stand in the stylesheet.
#[cfg(feature = "ssr")]
fn hexadecimal(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "ssr")]
    #[test]
    fn every_colour_of_a_picture_has_a_light_one() {
        let light = Colors::light();
        for color in all() {
            assert!(light.0.contains_key(&color), "{color:?}");
        }
        assert_eq!(light.hex(Color::Surface), "#ffffff");
    }

    #[test]
    fn computed_colours_are_read() {
        assert_eq!(parsed("rgb(0, 105, 168)"), Some([0, 105, 168]));
        assert_eq!(parsed("rgb(0, 105)"), None);
        assert_eq!(parsed("color(srgb 0 0 0)"), None);
    }
}
