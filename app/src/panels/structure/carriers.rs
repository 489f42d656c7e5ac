//! On whom the counted referrals rest.

use leptos::prelude::*;

use super::More;
use crate::api::{CarrierLine, ConcentrationView};
use crate::components::{DataTable, EvidenceList, ExampleBadge};
use crate::format;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Carriers(ags: String, concentration: ConcentrationView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let counted = sentences::structure::counted_referrals(lang, &concentration);
    let ConcentrationView { carriers, n_more, evidence, n_more_evidence, is_example, .. } =
        concentration;
    let most = carriers.iter().map(|line| line.share_permille).max().unwrap_or(0);
    let body = if carriers.is_empty() {
        view! { <p class="notice">{texts.carriers_none}</p> }.into_any()
    } else {
        let headings = [
            texts.column_actor,
            texts.carriers_share,
            texts.carriers_sent,
            texts.carriers_received,
            texts.carriers_passing,
            texts.carriers_seats,
        ];
        let rows = carriers.into_iter().map(|line| {
            view! { <CarrierRow ags=ags.clone() line=line most=most /> }
        });
        let rows = rows.collect_view();
        view! {
            <DataTable labelled_by="last" headings=headings>{rows}</DataTable>
            <More n=n_more />
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="last">
            <h2 id="last">
                {texts.carriers_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
            </h2>
            <p class="muted">{texts.carriers_text} " " {counted}</p>
            {body}
            <EvidenceList evidence=evidence n_more=n_more_evidence />
        </section>
    }
    .into_any()
}

#[component]
fn CarrierRow(ags: String, line: CarrierLine, most: u32) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let seats = sentences::structure::seats(lang, line.n_seats, line.n_seats_above);
    let warning = line.is_without_seat.then(
        || view! { " " <span class="level level-tight">{texts.carriers_without_seat}</span> },
    );
    view! {
        <tr>
            <th scope="row"><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></th>
            <td><ShareBar permille=line.share_permille most=most /></td>
            <td class="number">{format::rounded(lang, line.sent_per_month.0)}</td>
            <td class="number">{format::rounded(lang, line.received_per_month.0)}</td>
            <td class="number">{format::percent(line.passing_permille)}</td>
            <td>{seats} {warning}</td>
        </tr>
    }
    .into_any()
}

/// A share as a bar beside its number; the longest fills the column.
#[component]
fn ShareBar(permille: u32, most: u32) -> impl IntoView {
    let width = (permille * 100).checked_div(most).unwrap_or(0);
    view! {
        <span class="share">
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" width="100" height="10" />
                <rect class="bar-share" width=width height="10" />
            </svg>
            <span class="number">{format::percent(permille)}</span>
        </span>
    }
}
