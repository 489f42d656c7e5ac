//! `/k/{ags}`: the network at a glance.

use leptos::prelude::*;
use model::TableName;

use super::use_ags;
use crate::api::{
    Arrangement, CompetenceRow, CompetentActor, GraphView, KeyFigures, OverviewView, load_graph,
    load_overview,
};
use crate::components::{Drawing, EmbeddedPicture, Problem, Waiting};
use crate::format;
use crate::live::{Live, use_live};
use crate::panels::FindingItem;
use crate::routes::paths;
use crate::state::{DataQuery, EditTarget, use_lang};
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn OverviewPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let overview = Resource::new(move || ags.get(), load_overview);
    let graph =
        Resource::new(move || ags.get(), async |ags| load_graph(ags, Arrangement::Overview).await);
    view! {
        <div class="page overview">
            <h1 class="visually-hidden">{texts.overview_title}</h1>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match (overview.await, graph.await) {
                        (Ok(overview), Ok(graph)) => {
                            view! { <Glance ags=ags.get_untracked() overview=overview graph=graph /> }.into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Glance(ags: String, overview: OverviewView, graph: GraphView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let figures = overview.figures.clone();
    let solidity =
        sentences::solidity(lang, figures.n_confirmed, figures.n_assumed, figures.n_example);
    let strain = overview.strain.into_iter().enumerate();
    let strain_ags = ags.clone();
    let all_strain = paths::bottlenecks(&ags);
    view! {
        <Figures figures=figures.clone() />
        <NextSteps ags=ags.clone() figures=figures />
        <div class="columns">
            <section aria-labelledby="netzbild">
                <h2 id="netzbild">{texts.overview_picture}</h2>
                <Thumbnail ags=ags.clone() graph=graph />
            </section>
            <section aria-labelledby="engpass">
                <h2 id="engpass">{texts.overview_strain}</h2>
                <ol class="strain-list compact">
                    {strain
                        .map(|(position, finding)| view! {
                            <FindingItem ags=strain_ags.clone() position=position finding=finding />
                        })
                        .collect_view()}
                </ol>
                <p><a class="more" href=all_strain>{texts.overview_all_strain}</a></p>
            </section>
        </div>
        <Competences ags=ags rows=overview.competences />
        <div class="columns">
            <Committees committees=overview.committees />
            <section aria-labelledby="gesichert">
                <h2 id="gesichert">{texts.overview_solidity}</h2>
                <p>{solidity}</p>
                <p class="muted">{texts.overview_solidity_text}</p>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Figures(figures: KeyFigures) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let count = |n: usize| format::integer(lang, u64::try_from(n).unwrap_or(u64::MAX));
    let fte = model::Fte::from_hundredths(figures.kim_fte_hundredths).to_decimal();
    let cells = [
        (count(figures.n_actors), texts.figure_actors),
        (count(figures.n_services), texts.figure_services),
        (count(figures.n_referral_relations), texts.figure_referrals),
        (format::decimal(lang, fte), texts.figure_kim_posts),
        (count(figures.n_committees), texts.figure_committees),
        (count(figures.n_municipalities), texts.figure_municipalities),
        (format::integer(lang, figures.population), texts.figure_population),
    ];
    view! {
        <dl class="figures">
            {cells
                .into_iter()
                .map(|(value, name)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                .collect_view()}
        </dl>
    }
    .into_any()
}

/// What to do in a network that has no services or no referrals yet.
#[component]
fn NextSteps(ags: String, figures: KeyFigures) -> impl IntoView {
    let texts = use_texts();
    if figures.n_services > 0 && figures.n_referral_relations > 0 {
        return ().into_any();
    }
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let table = |table: TableName| format!("{}{}", paths::data(&ags), DataQuery::of(table).write());
    let new_service = DataQuery {
        edit: Some(EditTarget::new_row(TableName::Services, [])),
        ..DataQuery::of(TableName::Services)
    };
    let steps = [
        (table(TableName::Actors), texts.next_actors, Some(figures.n_actors)),
        (
            format!("{}{}", paths::data(&ags), new_service.write()),
            texts.next_services,
            Some(figures.n_services),
        ),
        (paths::network(&ags), texts.next_relations, Some(figures.n_referral_relations)),
        (paths::exchange(&ags), texts.next_import, None),
        (paths::confirmation(&ags), texts.next_round, None),
    ];
    let steps = steps.map(|(href, text, n)| {
        let n = n.map(|n| view! { " " <span class="count">{n}</span> });
        view! { <li><a href=href>{text}</a> {n}</li> }
    });
    view! {
        <section class="notice-block next-steps" aria-labelledby="weiter">
            <h2 id="weiter">{texts.next_title}</h2>
            <p hidden=may_write>{texts.next_reader}</p>
            <p hidden=move || !may_write()>{texts.next_text}</p>
            <ol hidden=move || !may_write()>{steps.into_iter().collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// The small picture names only who is referred to most.
const THUMBNAIL_LABELS: usize = 12;

/// The picture, small; it leads to the large one.
#[component]
fn Thumbnail(ags: String, graph: GraphView) -> impl IntoView {
    let texts = use_texts();
    let drawing = Drawing { max_labels: THUMBNAIL_LABELS, ..Drawing::whole(&graph) };
    let graph = Signal::stored(graph);
    let kreis = Signal::stored(ags.clone());
    view! {
        <div class="thumbnail">
            <EmbeddedPicture ags=kreis graph=graph drawing=Signal::stored(drawing) />
        </div>
        <p><a class="more" href=paths::network(&ags)>{texts.overview_open_network}</a></p>
    }
    .into_any()
}

#[component]
fn Competences(ags: String, rows: Vec<CompetenceRow>) -> impl IntoView {
    let texts = use_texts();
    let columns = [
        texts.column_municipality,
        texts.column_first_contact,
        texts.column_case_management,
        texts.column_foreigners,
        texts.column_jobcenter,
        texts.column_youth,
    ];
    let body = rows.into_iter().map(|row| {
        let lists = [
            row.first_contact,
            row.case_management,
            row.foreigners_authority,
            row.jobcenter,
            row.youth_office,
        ];
        let ags = ags.clone();
        let cells = lists
            .into_iter()
            .map(move |actors| view! { <CompetentCell ags=ags.clone() actors=actors /> });
        view! { <tr><th scope="row">{row.municipality}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <section aria-labelledby="zustaendig">
            <h2 id="zustaendig">{texts.overview_competence}</h2>
            <p class="muted">{texts.overview_competence_text}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="zustaendig">
                <table>
                    <thead>
                        <tr>{columns.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{body.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn CompetentCell(ags: String, actors: Vec<CompetentActor>) -> impl IntoView {
    let texts = use_texts();
    if actors.is_empty() {
        return view! { <td class="nobody">"–"</td> }.into_any();
    }
    let links = actors.into_iter().map(|actor| {
        let exception = actor.is_exception.then(|| {
            view! { " " <span class="badge badge-exception">{texts.overview_exception}</span> }
        });
        view! { <li><a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a>{exception}</li> }
    });
    view! { <td><ul class="plain">{links.collect_view()}</ul></td> }.into_any()
}

#[component]
fn Committees(
    committees: Vec<(String, Option<crate::api::Named<model::ActorId>>)>,
) -> impl IntoView {
    let texts = use_texts();
    let items = committees.into_iter().map(|(label, chair)| {
        let chair = chair.map(|chair| format!(" · {}: {}", texts.overview_chair, chair.name));
        view! { <li><strong>{label}</strong> <span class="muted">{chair}</span></li> }
    });
    view! {
        <section aria-labelledby="gremien">
            <h2 id="gremien">{texts.overview_committees}</h2>
            <ul class="plain spaced">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}
