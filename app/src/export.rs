//! Taking the picture along: SVG, PDF and PNG with title, legend, date and source.
//!
//! What is exported is what is seen: the same picture under the same camera. Everything happens in
//! the browser; nothing is sent.

mod browser;
mod colors;
mod sheet;

use leptos::prelude::*;
use model::Lang;
use scene::figure::svg::Dress;
use scene::figure::{Figure, pdf, svg};
use scene::picture::{Color, Picture};
use scene::{Camera, Viewport};

pub(crate) use browser::today;
pub(crate) use colors::Colors;
pub(crate) use sheet::{LegendItem, Sample, SheetText};

/// The font of the page, and what stands in for it.
const FONT: &str = "'Atkinson Hyperlegible Next', 'Helvetica Neue', Arial, sans-serif";

/// What the picture can be taken along as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    /// So many pixels per pixel of the screen.
    Png(u8),
    Svg,
    Pdf,
}

impl ExportFormat {
    pub(crate) const ALL: [Self; 5] =
        [Self::Png(1), Self::Png(2), Self::Png(4), Self::Svg, Self::Pdf];

    pub(crate) fn name(self) -> String {
        match self {
            Self::Png(factor) => format!("PNG {factor}×"),
            Self::Svg => "SVG".to_owned(),
            Self::Pdf => "PDF".to_owned(),
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Png(_) => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }
}

/// What is seen.
pub(crate) struct Seen {
    pub(crate) picture: Picture,
    pub(crate) camera: Camera,
    pub(crate) viewport: Viewport,
}

/// Makes the file and hands it to the reader; `false` when the browser refuses.
pub(crate) async fn export(seen: Seen, text: SheetText, format: ExportFormat, lang: Lang) -> bool {
    let colors = Colors::of_page();
    let picture = Figure::of(&seen.picture, seen.camera, seen.viewport);
    let figure = sheet::sheet(picture, &text);
    let name = format!("{}.{}", file_stem(&text.title), format.extension());
    let done = match format {
        ExportFormat::Pdf => {
            let rgb = |color: Color| colors.rgb(color);
            let file = pdf::document(&figure, &rgb, &text.title, lang.tag());
            browser::save(&name, "application/pdf", &file)
        }
        ExportFormat::Svg => {
            let file = svg_file(&figure, &colors).await;
            browser::save(&name, "image/svg+xml", file.as_bytes())
        }
        ExportFormat::Png(factor) => {
            let file = svg_file(&figure, &colors).await;
            let size = (figure.width_px, figure.height_px);
            browser::save_as_png(&name, &file, size, factor).await
        }
    };
    done.is_some()
}

/// With the font inside, so that it looks the same everywhere.
async fn svg_file(figure: &Figure, colors: &Colors) -> String {
    let dress = Dress { color: &|color| colors.hex(color), link: &|_| None };
    svg::document(figure, &dress, FONT, &browser::font_style().await.unwrap_or_default())
}

/// A title as the name of a file.
fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for letter in crate::components::folded(title).chars() {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    stem.trim_matches('-').to_owned()
}

/// Says that the browser refused, until the next try.
#[derive(Clone, Copy)]
pub(crate) struct ExportState {
    pub(crate) is_busy: RwSignal<bool>,
    pub(crate) has_failed: RwSignal<bool>,
}

impl ExportState {
    pub(crate) fn new() -> Self {
        Self { is_busy: RwSignal::new(false), has_failed: RwSignal::new(false) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        assert_eq!(file_stem("Kreis Höxter: Netz (Überblick)"), "kreis-hoexter-netz-ueberblick");
    }
}
