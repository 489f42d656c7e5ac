//! Density, reciprocity, centralisation and cores of each layer.

use leptos::prelude::*;

use crate::api::LayerLine;
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Layers(lines: Vec<LayerLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let headings = [
        texts.layers_layer,
        texts.layers_relations,
        texts.layers_tied,
        texts.layers_density,
        texts.layers_reciprocity,
        texts.layers_centralisation,
        texts.layers_core,
    ];
    let lines: Vec<LayerLine> = lines.into_iter().filter(|line| line.n_relations > 0).collect();
    let is_empty = lines.is_empty();
    let rows = lines.into_iter().map(|line| {
        let none = || "–".to_owned();
        let percent = |permille: Option<u32>| permille.map_or_else(none, format::percent);
        let density = line.density_millionths.map(|millionths| {
            // Tenths of a per cent: a whole per cent would be 0 or 1 nearly everywhere.
            let percent = model::Decimal::from_thousandths(i64::from(millionths) / 10);
            format!("{} %", format::rounded(lang, percent))
        });
        let tied = sentences::shown_of(lang, wide(line.n_tied), wide(line.n_actors));
        let core = sentences::structure::core(lang, line.main_core, line.n_in_main_core);
        view! {
            <tr>
                <th scope="row">
                    {line.layer.label(lang)} " " {line.is_example.then(|| view! { <ExampleBadge /> })}
                </th>
                <td class="number">{format::integer(lang, line.n_relations.into())}</td>
                <td>{tied}</td>
                <td class="number">{density.unwrap_or_else(none)}</td>
                <td class="number">{percent(line.reciprocity_permille)}</td>
                <td class="number">{percent(line.centralisation_permille)}</td>
                <td>{core}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="schichten">
            <h2 id="schichten">{texts.layers_title}</h2>
            <p class="muted">{texts.layers_text}</p>
            {if is_empty {
                view! { <p class="notice">{texts.layers_none}</p> }.into_any()
            } else {
                view! { <DataTable labelled_by="schichten" headings=headings>{rows}</DataTable> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn wide(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
