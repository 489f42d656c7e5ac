//! Durchfluss: how many get through to a field, where it is narrowest, whom every way passes.

use leptos::prelude::*;
use model::ActorId;

use super::scenario::Kept;
use crate::api::{
    DominanceLine, FlowAmount, FlowAnswer, FlowView, GraphView, Named, NarrowLine, WeakLine,
};
use crate::components::{
    DataTable, Drawing, EmbeddedPicture, EvidenceText, ExampleBadge, Overlay, Problem, Selection,
};
use crate::format;
use crate::routes::paths;
use crate::state::{StrainQuery, use_lang};
use crate::text::{sentences, use_texts};

/// The question, its answer in the network, and whom most ways pass.
#[component]
pub(crate) fn Flow(
    ags: Memo<String>,
    flow: FlowView,
    graph: GraphView,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let FlowView {
        fields,
        municipalities,
        answer,
        dominances,
        n_more_dominances,
        n_pairs,
        is_example,
    } = flow;
    let asked = match &answer {
        Ok(answer) => answer.as_ref().map(|answer| answer.field_code.clone()),
        Err(_) => query.with_untracked(|query| query.field.as_ref().map(ToString::to_string)),
    };
    let field = Signal::stored(asked);
    let municipality = Signal::derive(move || {
        query.with(|query| query.municipality.as_ref().map(ToString::to_string))
    });
    let action = move || format!("{}#durchfluss", paths::bottlenecks(&ags.get()));
    let answer = match answer {
        Ok(Some(answer)) => view! { <Answer ags=ags answer=answer graph=graph /> }.into_any(),
        Ok(None) => view! { <p class="notice">{texts.flow_none}</p> }.into_any(),
        Err(error) => view! { <Problem error=error /> }.into_any(),
    };
    view! {
        <section class="flow" aria-labelledby="durchfluss">
            <h2 id="durchfluss">{texts.flow_title}</h2>
            <p class="muted">{texts.flow_text}</p>
            <form method="GET" action=action class="question two">
                <Kept query=query except=&["feld", "kommune"] />
                <Selection name="feld" label=texts.flow_field empty=texts.flow_fullest choices=fields value=field />
                <Selection name="kommune" label=texts.flow_from empty=texts.flow_everywhere choices=municipalities value=municipality />
                <button type="submit" class="primary">{texts.flow_submit}</button>
            </form>
            {answer}
            <Dominances ags=ags lines=dominances n_more=n_more_dominances n_pairs=n_pairs is_example=is_example />
        </section>
    }
    .into_any()
}

/// Where no way leads there is nothing to say beside that.
#[component]
fn Answer(ags: Memo<String>, answer: FlowAnswer, graph: GraphView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = sentences::flow::answer(lang, &answer);
    let badge = answer.is_example.then(|| view! { " " <ExampleBadge /> });
    let sentence = view! { <p class="flow-sentence">{sentence} {badge}</p> };
    if answer.amount == FlowAmount::NotConnected {
        return sentence.into_any();
    }
    let overlay = overlay(&answer, &graph);
    let note = match (&answer.amount, &answer.municipality) {
        (FlowAmount::AtMost(_), None) => Some(texts.flow_whole_kreis),
        (FlowAmount::AtMost(_), Some(_)) => Some(texts.flow_shared),
        (FlowAmount::Unknown | FlowAmount::NotConnected, _) => None,
    };
    let ways = (answer.n_separate_ways > 0)
        .then(|| sentences::flow::separate_ways(lang, answer.n_separate_ways));
    view! {
        <div class="with-picture">
            <div>
                {sentence}
                {note.map(|note| view! { <p class="muted">{note}</p> })}
                {ways.map(|ways| view! { <p>{ways}</p> })}
                <Narrowest ags=ags rows=answer.narrowest />
                <MustPass ags=ags actors=answer.must_pass />
                <WeakTies rows=answer.weakest />
                <Names title=texts.flow_unknown names=answer.without_capacity />
            </div>
            <FlowPicture ags=ags graph=graph overlay=overlay />
        </div>
    }
    .into_any()
}

/// Whom every way passes by number, the narrowest place by a ring, the weakest ties as lines.
fn overlay(answer: &FlowAnswer, graph: &GraphView) -> Overlay {
    let position = |id: &ActorId| graph.nodes.iter().position(|node| node.id == *id);
    let mut ringed: Vec<usize> =
        answer.narrowest.iter().filter_map(|row| position(&row.actor.id)).collect();
    ringed.sort_unstable();
    ringed.dedup();
    let relation = |line: &WeakLine| match line {
        WeakLine::Referral { relation, .. } => Some(relation.clone()),
        WeakLine::Entry { .. } => None,
    };
    Overlay {
        numbered: answer.must_pass.iter().filter_map(|actor| position(&actor.id)).collect(),
        ringed,
        relations: answer.weakest.iter().filter_map(relation).collect(),
        ..Overlay::default()
    }
}

#[component]
fn FlowPicture(ags: Memo<String>, graph: GraphView, overlay: Overlay) -> impl IntoView {
    let texts = use_texts();
    let legend = [
        (!overlay.numbered.is_empty(), "picture-sign", "1", texts.flow_legend_pass),
        (!overlay.ringed.is_empty(), "picture-sign narrow", "◎", texts.flow_legend_narrow),
        (!overlay.relations.is_empty(), "picture-sign", "→", texts.flow_legend_tie),
    ];
    let legend = legend.into_iter().filter(|(is_drawn, ..)| *is_drawn);
    let legend = legend.map(|(_, class, sign, text)| {
        view! { <li><span class=class aria-hidden="true">{sign}</span> {text}</li> }
    });
    let legend = legend.collect_view();
    let is_marked = overlay != Overlay::default();
    let drawing = Drawing { overlay: is_marked.then_some(overlay), ..Drawing::whole(&graph) };
    let graph = Signal::stored(graph);
    view! {
        <figure class="side-picture">
            <EmbeddedPicture ags=ags graph=graph drawing=Signal::stored(drawing) />
            <figcaption><ul class="picture-legend">{legend}</ul></figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn Narrowest(ags: Memo<String>, rows: Vec<NarrowLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if rows.is_empty() {
        return ().into_any();
    }
    let headings = [texts.column_service, texts.column_actor, texts.column_capacity];
    let rows = rows.into_iter().map(|row| {
        let href = paths::actor(&ags.get_untracked(), row.actor.id.as_str());
        let evidence = row.evidence.into_iter();
        let evidence =
            evidence.map(|evidence| view! { <EvidenceText evidence=evidence named=true /> });
        view! {
            <tr>
                <th scope="row">{row.service.name}</th>
                <td><a href=href>{row.actor.name}</a></td>
                <td>
                    <span class="number">{format::rounded(lang, row.capacity_per_month.0)}</span>
                    {row.is_example.then(|| view! { " " <ExampleBadge /> })}
                    {evidence.collect_view()}
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3 id="engste-stelle">{texts.flow_narrowest}</h3>
        <DataTable labelled_by="engste-stelle" headings=headings>{rows}</DataTable>
    }
    .into_any()
}

#[component]
fn MustPass(ags: Memo<String>, actors: Vec<Named<ActorId>>) -> impl IntoView {
    let texts = use_texts();
    let body = if actors.is_empty() {
        view! { <p>{texts.flow_pass_none}</p> }.into_any()
    } else {
        let rows = actors.into_iter().map(|actor| {
            let href = paths::actor(&ags.get_untracked(), actor.id.as_str());
            view! { <li><a href=href>{actor.name}</a></li> }
        });
        view! { <ol class="flow-pass">{rows.collect_view()}</ol> }.into_any()
    };
    view! { <h3>{texts.flow_pass}</h3> {body} }.into_any()
}

#[component]
fn WeakTies(rows: Vec<WeakLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let names = rows.iter().map(|row| sentences::flow::weak_tie(lang, row)).collect();
    view! { <Names title=texts.flow_weakest names=names /> }
}

/// A list that opens on demand.
#[component]
fn Names(title: &'static str, names: Vec<String>) -> impl IntoView {
    if names.is_empty() {
        return ().into_any();
    }
    let n = names.len();
    let rows = names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <details class="how">
            <summary>{title} " " <span class="count">{n}</span></summary>
            <ul class="plain">{rows}</ul>
        </details>
    }
    .into_any()
}

/// Whom most ways of the whole Kreis pass.
#[component]
fn Dominances(
    ags: Memo<String>,
    lines: Vec<DominanceLine>,
    n_more: usize,
    n_pairs: u32,
    is_example: bool,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let body = if n_pairs == 0 {
        view! { <p class="notice">{texts.dominance_no_ways}</p> }.into_any()
    } else if lines.is_empty() {
        view! { <p class="notice">{texts.dominance_none}</p> }.into_any()
    } else {
        let headings = [
            texts.column_actor,
            texts.dominance_pairs,
            texts.dominance_passage,
            texts.dominance_goal,
        ];
        let rows = lines.into_iter().map(|line| {
            let href = paths::actor(&ags.get_untracked(), line.actor.id.as_str());
            let share = sentences::flow::share_of_pairs(lang, &line, n_pairs);
            view! {
                <tr>
                    <th scope="row"><a href=href>{line.actor.name}</a></th>
                    <td class="number">{share}</td>
                    <td class="number">{line.n_passage}</td>
                    <td class="number">{line.n_goal}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! {
            <DataTable labelled_by="nadeloehre" headings=headings>{rows}</DataTable>
            {(n_more > 0).then(|| view! { <p class="muted">{format!("+{n_more}")} " " {texts.dominance_more}</p> })}
        }
        .into_any()
    };
    view! {
        <h3 id="nadeloehre">
            {texts.dominance_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
        </h3>
        <p class="muted">{texts.dominance_text}</p>
        {body}
    }
    .into_any()
}
