//! A visible network in each format it can be taken out in.

use std::collections::BTreeMap;

use exchange::hsds::{write_hsds_json, write_hsds_package};
use exchange::{
    NetworkFile, write_csv_zip, write_geojson, write_gexf, write_graphml, write_json,
    write_kumu_json, write_kumu_xlsx, write_xlsx,
};
use model::ActorId;
use serde_json::{Value, json};
use store::Layout;

use super::exchange::{Around, Exported, HistoryEntry};
use super::state::LoadedNetwork;

/// `None` for a format that is not known, or a file that its format cannot hold.
pub(super) fn written(loaded: &LoadedNetwork, around: &Around, format: &str) -> Option<Exported> {
    let network = loaded.network();
    let Around { layout, codes, history } = around;
    let (media_type, bytes) = match format {
        "csv.zip" => ("application/zip", write_csv_zip(network).ok()?),
        "xlsx" => (XLSX, write_xlsx(network).ok()?),
        "json" => ("application/json", write_json(&file(loaded, layout, history)?).ok()?),
        "graphml" => ("application/graphml+xml", write_graphml(network)),
        "gexf" => ("application/gexf+xml", write_gexf(network, &places(layout))),
        "kumu.json" => ("application/json", write_kumu_json(network).ok()?),
        "kumu.xlsx" => (XLSX, write_kumu_xlsx(network).ok()?),
        "hsds.json" => ("application/json", write_hsds_json(network, codes)),
        "hsds.zip" => ("application/zip", write_hsds_package(network, codes).ok()?),
        "geojson" => ("application/geo+json", write_geojson(network)),
        _ => return None,
    };
    Some(Exported { file_name: file_name(loaded, format), media_type, bytes })
}

/// With the day and the state in it: a file outlives its page.
pub(super) fn file_name(loaded: &LoadedNetwork, format: &str) -> String {
    let network = loaded.network();
    let name = network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str());
    let stem = model::slug(&format!("netzlotse {name} {} stand {}", loaded.day, loaded.revision));
    format!("{stem}.{format}")
}

pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn file(loaded: &LoadedNetwork, layout: &Layout, history: &[HistoryEntry]) -> Option<NetworkFile> {
    let history: Result<Vec<Value>, _> = history.iter().map(serde_json::to_value).collect();
    let views = json!({ "overview": layout.positions });
    Some(NetworkFile { network: loaded.network().clone(), views, history: history.ok()? })
}

fn places(layout: &Layout) -> BTreeMap<ActorId, (f64, f64)> {
    layout.positions.iter().map(|place| (place.actor.clone(), (place.x, place.y))).collect()
}
