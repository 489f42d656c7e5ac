//! Filters in words.

use model::Lang;

use crate::api::{GraphView, WaitBand};
use crate::state::ActiveFilter;
use crate::text::{Texts, sentences};

/// A filter in words, also for who does not see where in the legend it stands.
pub(crate) fn filter_label(
    graph: &GraphView,
    filter: &ActiveFilter,
    texts: &'static Texts,
    lang: Lang,
) -> String {
    match filter {
        ActiveFilter::Search(text) => sentences::quoted(lang, text),
        ActiveFilter::Group(group) => group.label(lang).to_owned(),
        ActiveFilter::Sector(sector) => sector.label(lang).to_owned(),
        ActiveFilter::Level(level) => format!("{}: {}", texts.filter_level, level.label(lang)),
        ActiveFilter::Municipality(id) => {
            let region = graph.municipalities.iter().find(|region| region.id == *id);
            region.map_or_else(|| id.to_string(), |region| region.name.clone())
        }
        ActiveFilter::Wait(band) => format!("{} {}", texts.sheet_wait, wait_label(texts, *band)),
        ActiveFilter::ActorsPercent(percent) => sentences::strongest_actors(lang, *percent),
        ActiveFilter::ReferralsPercent(percent) => sentences::strongest_referrals(lang, *percent),
    }
}

pub(crate) fn wait_label(texts: &'static Texts, band: WaitBand) -> &'static str {
    match band {
        WaitBand::Short => texts.wait_short,
        WaitBand::Medium => texts.wait_medium,
        WaitBand::Long => texts.wait_long,
        WaitBand::VeryLong => texts.wait_very_long,
        WaitBand::Unknown => texts.unknown,
    }
}
