//! `/k/{ags}/daten/austausch`: files in, with a look at what they would change, and out.

use leptos::prelude::*;

use super::{DataTabs, use_ags};
use crate::live::{Live, use_live};
use crate::panels::Import;
use crate::routes::paths;
use crate::text::{Texts, use_texts};

/// What a format is called, and for what it is.
type Named = fn(&'static Texts) -> (&'static str, &'static str);

/// Ends of the addresses under which a network is written, with what they are.
const FORMATS: [(&str, Named); 10] = [
    ("xlsx", |texts| (texts.export_xlsx, texts.export_xlsx_text)),
    ("csv.zip", |texts| (texts.export_csv, texts.export_csv_text)),
    ("json", |texts| (texts.export_json, texts.export_json_text)),
    ("kumu.json", |texts| (texts.export_kumu, texts.export_kumu_text)),
    ("kumu.xlsx", |texts| (texts.export_kumu_xlsx, texts.export_kumu_text)),
    ("graphml", |texts| (texts.export_graphml, texts.export_graphml_text)),
    ("gexf", |texts| (texts.export_gexf, texts.export_gexf_text)),
    ("hsds.json", |texts| (texts.export_hsds, texts.export_hsds_text)),
    ("hsds.zip", |texts| (texts.export_hsds_package, texts.export_hsds_text)),
    ("geojson", |texts| (texts.export_geojson, texts.export_geojson_text)),
];

#[component]
pub(crate) fn ExchangePage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    view! {
        <div class="page data">
            <h1>{texts.exchange_title}</h1>
            <DataTabs ags=ags />
            <section aria-labelledby="einlesen" hidden=move || !may_write()>
                <h2 id="einlesen">{texts.import_title}</h2>
                <p class="lead">{texts.import_text}</p>
                <Import ags=ags />
            </section>
            <section aria-labelledby="ausgeben">
                <h2 id="ausgeben">{texts.export_data_title}</h2>
                <p>{texts.export_data_text}</p>
                <Downloads ags=ags />
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Downloads(ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let items = FORMATS.map(|(end, names)| {
        let (name, text) = names(texts);
        let href = move || paths::export(&ags.get(), end);
        view! {
            <li>
                <a class="button" href=href download="" rel="external">{name}</a>
                <span class="muted">{text}</span>
            </li>
        }
    });
    view! { <ul class="plain downloads">{items.into_iter().collect_view()}</ul> }.into_any()
}
