//! What stands in a cell of the matrix.

use model::{Cases, Decimal, Lang, Layer};

use super::findings::cases_per_month;
use super::{actors, days, relations};
use crate::api::{EdgeView, GraphView, NodeView};
use crate::text::texts;

/// "CM Delbrück verweist an Jobcenter: 3 Fälle im Monat, 14 Tage Wartezeit".
pub(crate) fn cell(lang: Lang, graph: &GraphView, edge_idxs: &[usize]) -> String {
    let edges = edge_idxs.iter().filter_map(|idx| graph.edges.get(*idx));
    edges.filter_map(|edge| relation(lang, graph, edge)).collect::<Vec<String>>().join("; ")
}

/// "Von CM Delbrück an Jobcenter: keine Verbindung", where a cell is blank.
pub(crate) fn empty_cell(lang: Lang, from: &NodeView, to: &NodeView) -> String {
    let (from, to) = (from.display_name(), to.display_name());
    match lang {
        Lang::De => format!("Von {from} an {to}: keine Verbindung"),
        Lang::En => format!("From {from} to {to}: no relation"),
    }
}

fn relation(lang: Lang, graph: &GraphView, edge: &EdgeView) -> Option<String> {
    let [from, to] = [edge.from_idx, edge.to_idx].map(|idx| graph.nodes.get(usize::from(idx)));
    let (from, to) = (from?.display_name(), to?.display_name());
    let texts = texts(lang);
    let mut details = Vec::new();
    if edge.kind.layer() == Layer::Flow {
        details.push(edge.volume.map_or_else(
            || texts.matrix_no_volume.to_owned(),
            |volume| cases_per_month(lang, cases(volume)),
        ));
        details.push(edge.wait_days.map_or_else(
            || texts.matrix_no_wait.to_owned(),
            |n| format!("{} {}", days(lang, n.into()), texts.matrix_wait),
        ));
    }
    if !edge.status.is_passable() {
        details.push(edge.status.label(lang).to_owned());
    }
    let details = details.join(", ");
    let separator = if details.is_empty() { "" } else { ": " };
    Some(format!("{from} {} {to}{separator}{details}", edge.kind.label(lang)))
}

/// A volume as it was sent, which has two decimals.
#[expect(clippy::cast_possible_truncation, reason = "saturates, and volumes are small")]
pub(crate) fn cases(volume: f32) -> Cases {
    let hundredths = (f64::from(volume) * 100.0).round() as i64;
    Cases(Decimal::from_thousandths(hundredths.saturating_mul(10)))
}

/// What stands for the matrix where it cannot be seen.
pub(crate) fn label(lang: Lang, n_actors: usize, n_relations: usize) -> String {
    let (actors, relations) = (actors(lang, n_actors), relations(lang, n_relations));
    // The word is the same in both languages.
    format!("Matrix: {actors}, {relations}")
}

/// What a shade of the legend stands for: "unter 2", "ab 10".
pub(crate) fn shade(lang: Lang, step: usize, limits: [u32; 3], unit: &str) -> String {
    let below = limits.first().copied().unwrap_or_default();
    match (step.checked_sub(1).and_then(|at| limits.get(at)), lang) {
        (None, Lang::De) => format!("unter {below} {unit}"),
        (None, Lang::En) => format!("below {below} {unit}"),
        (Some(from), Lang::De) => format!("ab {from}"),
        (Some(from), Lang::En) => format!("from {from}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_keep_their_decimals() {
        assert_eq!(cases(12.34).0.to_string(), "12.34");
        assert_eq!(cases(0.0).0.to_string(), "0");
    }

    #[test]
    fn shades_begin_below_the_first_limit() {
        let limits = [2, 5, 10];
        assert_eq!(shade(Lang::De, 0, limits, "Fälle im Monat"), "unter 2 Fälle im Monat");
        assert_eq!(shade(Lang::De, 3, limits, "Fälle im Monat"), "ab 10");
        assert_eq!(shade(Lang::En, 1, limits, ""), "from 2");
    }
}
