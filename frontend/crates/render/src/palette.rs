//! What the colours of a picture look like on a page.

use scene::picture::Color;

/// A colour of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// As style sheets have it.
    pub fn css(self) -> String {
        let Self(red, green, blue) = self;
        format!("rgb({red} {green} {blue})")
    }
}

/// The colours and letters of a page, in light or dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    pub surface: Rgb,
    pub ink: Rgb,
    pub ink_muted: Rgb,
    pub accent: Rgb,
    pub alarm: Rgb,
    pub area_fill: Rgb,
    pub area_line: Rgb,
    /// By the number in [`Color::Own`]; what is missing is muted ink.
    pub own: Vec<Rgb>,
    /// As style sheets have it.
    pub font_family: String,
}

impl Default for Palette {
    /// Black on white.
    fn default() -> Self {
        Self {
            surface: Rgb(255, 255, 255),
            ink: Rgb(20, 20, 20),
            ink_muted: Rgb(90, 90, 90),
            accent: Rgb(11, 85, 99),
            alarm: Rgb(163, 18, 43),
            area_fill: Rgb(241, 242, 238),
            area_line: Rgb(217, 220, 213),
            own: Vec::new(),
            font_family: "sans-serif".to_owned(),
        }
    }
}

impl Palette {
    pub fn of(&self, color: Color) -> Rgb {
        match color {
            Color::Surface => self.surface,
            Color::Ink => self.ink,
            Color::InkMuted => self.ink_muted,
            Color::Accent => self.accent,
            Color::Alarm => self.alarm,
            Color::AreaFill => self.area_fill,
            Color::AreaLine => self.area_line,
            Color::Own(number) => {
                self.own.get(usize::from(number)).copied().unwrap_or(self.ink_muted)
            }
        }
    }
}
