//! One cell of the matrix: who is there, on what ground, how long one waits.

use analysis::CompetenceGround;
use leptos::prelude::*;
use model::ServiceStatus;

use super::{DETAIL_ANCHOR, StateMark, link};
use crate::api::{CompetentLine, CoverageDetail};
use crate::components::{ConfidenceBadge, DataTable, EvidenceText};
use crate::routes::paths;
use crate::state::{CoverageSelection, Goal, RoutesQuery, use_lang};
use crate::text::sentences::coverage as sentences;
use crate::text::{Texts, use_texts};

#[component]
pub(crate) fn Detail(
    ags: String,
    detail: CoverageDetail,
    selection: CoverageSelection,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let heading = sentences::detail_heading(lang, &detail.field, &detail.municipality);
    let sentence = sentences::detail(lang, detail.state, detail.services.len(), detail.n_reachable);
    let routes = routes_link(&ags, &selection);
    let close = link(&ags, &CoverageSelection { municipality: None, ..selection });
    let table = (!detail.services.is_empty())
        .then(|| view! { <Services ags=ags services=detail.services /> });
    view! {
        <section class="cell-detail" id=DETAIL_ANCHOR aria-labelledby="zelle-titel">
            <header>
                <h2 id="zelle-titel"><StateMark state=detail.state /> " " {heading}</h2>
                <a href=routes class="button">{texts.coverage_detail_routes}</a>
                <a href=close>{texts.coverage_detail_close}</a>
            </header>
            <p>{sentence}</p>
            {table}
        </section>
    }
    .into_any()
}

/// `wege` with this Kommune, status and Handlungsfeld.
fn routes_link(ags: &str, selection: &CoverageSelection) -> String {
    let question = RoutesQuery {
        municipality: selection.municipality.clone(),
        status: selection.status.clone(),
        goal: selection.field.clone().map(Goal::Field),
        ..RoutesQuery::default()
    };
    format!("{}{}", paths::routes(ags), question.write())
}

#[component]
fn Services(ags: String, services: Vec<CompetentLine>) -> impl IntoView {
    let texts = use_texts();
    let headings = [
        texts.column_service,
        texts.column_actor,
        texts.coverage_column_ground,
        texts.column_wait,
        texts.coverage_column_reachable,
    ];
    let rows = services.into_iter().map(|line| view! { <ServiceRow ags=ags.clone() line=line /> });
    let rows = rows.collect_view();
    view! {
        <DataTable labelled_by="zelle-titel" headings=headings>{rows}</DataTable>
    }
    .into_any()
}

#[component]
fn ServiceRow(ags: String, line: CompetentLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let wait = line.wait.map(|evidence| view! { <EvidenceText evidence=evidence /> });
    let reachable = if line.status != ServiceStatus::Active {
        view! { <span class="tag tag-warning">{line.status.label(lang)}</span> }.into_any()
    } else if line.is_reachable {
        texts.coverage_reachable.into_any()
    } else {
        view! { <span class="tag tag-warning">{texts.coverage_unreachable}</span> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{line.service} " " <ConfidenceBadge confidence=line.confidence /></th>
            <td><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></td>
            <td>{ground(texts, line.ground)}</td>
            <td>{wait.map_or_else(|| texts.unknown.into_any(), IntoAny::into_any)}</td>
            <td>{reachable}</td>
        </tr>
    }
    .into_any()
}

fn ground(texts: &'static Texts, ground: CompetenceGround) -> &'static str {
    match ground {
        CompetenceGround::Responsible => texts.coverage_responsible,
        CompetenceGround::Serves => texts.coverage_serves,
        CompetenceGround::WholeKreis => texts.coverage_whole_kreis,
    }
}
