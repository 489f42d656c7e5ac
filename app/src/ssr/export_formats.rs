//! A visible network in each format it can be taken out in.

use std::collections::BTreeMap;

use exchange::{
    NetworkFile, write_csv_zip, write_geojson, write_gexf, write_graphml, write_json,
    write_kumu_json, write_kumu_xlsx, write_xlsx,
};
use model::{ActorId, Network};
use store::Layout;

use super::exchange::Exported;
use super::state::LoadedNetwork;

/// `None` for a format that is not known, or a file that its format cannot hold.
pub(super) fn written(loaded: &LoadedNetwork, layout: &Layout, format: &str) -> Option<Exported> {
    let network = loaded.network();
    let (media_type, bytes) = match format {
        "csv.zip" => ("application/zip", write_csv_zip(network).ok()?),
        "xlsx" => (XLSX, write_xlsx(network).ok()?),
        "json" => ("application/json", write_json(&file(network)).ok()?),
        "graphml" => ("application/graphml+xml", write_graphml(network)),
        "gexf" => ("application/gexf+xml", write_gexf(network, &places(layout))),
        "kumu.json" => ("application/json", write_kumu_json(network).ok()?),
        "kumu.xlsx" => (XLSX, write_kumu_xlsx(network).ok()?),
        "geojson" => ("application/geo+json", write_geojson(network)),
        _ => return None,
    };
    let name = network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str());
    // The day and the state are in the name: a file outlives its page.
    let stem = model::slug(&format!("netzlotse {name} {} stand {}", loaded.day, loaded.revision));
    Some(Exported { file_name: format!("{stem}.{format}"), media_type, bytes })
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn file(network: &Network) -> NetworkFile {
    NetworkFile { network: network.clone(), views: serde_json::Value::Null, history: Vec::new() }
}

fn places(layout: &Layout) -> BTreeMap<ActorId, (f64, f64)> {
    layout.positions.iter().map(|place| (place.actor.clone(), (place.x, place.y))).collect()
}
