//! Writes an example Kreis in every format into a folder, for programs that others have written:
//!
//!     cargo run -p exchange --example write_all -- lippe FOLDER
//!     python app/crates/exchange/tests/peers/open.py FOLDER

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use exchange::hsds::{write_hsds_json, write_hsds_package};
use exchange::{
    CsvFiles, NetworkFile, read_code_book, read_network, write_csv_zip, write_geojson, write_gexf,
    write_graphml, write_json, write_kumu_csv, write_kumu_json, write_kumu_xlsx, write_xlsx,
    zip_files,
};
use model::{CodeBook, Lang, Network};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(kreis), Some(folder)) = (arguments.next(), arguments.next()) else {
        return fail("expected: the name of an example Kreis, a folder");
    };
    match run(&kreis, Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(message: &str) -> ExitCode {
    match writeln!(io::stderr(), "{message}") {
        Ok(()) | Err(_) => ExitCode::FAILURE,
    }
}

fn run(kreis: &str, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let (network, codes) = example(kreis)?;
    fs::create_dir_all(folder)?;
    // Places on a circle, by the order of the actors.
    let positions: BTreeMap<_, _> = network
        .actors
        .iter()
        .zip(0_u16..)
        .map(|(actor, at)| (actor.id.clone(), f64::from(at).sin_cos()))
        .collect();
    let counts = serde_json::json!({
        "actors": network.actors.len(),
        "relations": network.relations.len(),
        "rows": network.rows().count(),
        "services": network.services.len(),
        "first_actor": network.actors.first(),
        "first_relation": network.relations.first(),
        "first_relation_label": network.relations.first().map(|row| row.kind.label(Lang::De)),
    });
    let written: [(&str, Vec<u8>); 11] = [
        ("network.zip", write_csv_zip(&network)?),
        ("network.xlsx", write_xlsx(&network)?),
        ("network.graphml", write_graphml(&network)),
        ("network.gexf", write_gexf(&network, &positions)),
        ("network.geojson", write_geojson(&network)),
        ("kumu.json", write_kumu_json(&network)?),
        ("kumu.zip", zip_files(&write_kumu_csv(&network))?),
        ("kumu.xlsx", write_kumu_xlsx(&network)?),
        ("hsds.json", write_hsds_json(&network, &codes)),
        ("hsds.zip", write_hsds_package(&network, &codes)?),
        ("expected.json", serde_json::to_vec_pretty(&counts)?),
    ];
    for (name, bytes) in written {
        fs::write(folder.join(name), bytes)?;
    }
    let file = NetworkFile { network, views: serde_json::json!([]), history: Vec::new() };
    fs::write(folder.join("network.json"), write_json(&file)?)?;
    Ok(())
}

fn example(kreis: &str) -> Result<(Network, CodeBook), Box<dyn std::error::Error>> {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let codes = read_code_book(&fs::read(data.join("codes.csv"))?).item.unwrap_or_default();
    let mut files = CsvFiles::default();
    for entry in fs::read_dir(data.join(kreis))? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            files.insert(name.to_string_lossy(), fs::read(&path)?);
        }
    }
    let preview = read_network(&files, &codes);
    let first = preview.problems.first().map(ToString::to_string);
    let network = preview.item.ok_or_else(|| first.unwrap_or_default())?;
    Ok((network, codes))
}
