//! `/k/{ags}/daten/bestaetigung`: the yearly round in which each actor says whether its relations
//! are as described.

use analysis::ConfirmationState;
use edit::{Command, Intent, Side};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::{DataTabs, use_ags};
use crate::api::quality::{ActorRound, RoundLine, RoundRelation, RoundView, Word, load_round};
use crate::api::{ApiError, run_command};
use crate::components::{DataTable, Problem, Waiting};
use crate::format;
use crate::live::{Live, use_live};
use crate::panels::command_id;
use crate::routes::paths;
use crate::state::{DataQuery, EditTarget, use_lang};
use crate::text::{sentences, use_texts};
use model::TableName;

#[component]
pub(crate) fn ConfirmationPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let actor = Memo::new(move |_| params.with(|params| params.get("akteur").unwrap_or_default()));
    let live = use_live();
    let round = Resource::new(
        move || (ags.get(), actor.get(), live.map_or(0, Live::revision)),
        async |(ags, actor, _)| load_round(ags, actor).await,
    );
    view! {
        <div class="page data">
            <h1>{texts.round_title}</h1>
            <DataTabs ags=ags />
            <p class="lead">{texts.round_text}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match round.await {
                        Ok(RoundView { chosen: Some(chosen), .. }) => {
                            view! { <OneActor ags=ags.get_untracked() round=chosen /> }.into_any()
                        }
                        Ok(round) => view! { <AllActors ags=ags.get_untracked() actors=round.actors /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn AllActors(ags: String, actors: Vec<RoundLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if actors.is_empty() {
        return view! { <p class="notice">{texts.round_empty}</p> }.into_any();
    }
    let rows = actors.into_iter().map(|line| {
        let href = format!("{}?akteur={}", paths::confirmation(&ags), line.actor.id);
        let n_open = line.n_relations - line.n_confirmed;
        view! {
            <tr>
                <th scope="row"><a href=href>{line.actor.name}</a></th>
                <td class="number">{line.n_relations}</td>
                <td class="number">{line.n_confirmed}</td>
                <td class="number">{n_open}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let headings = [
        texts.round_actor.to_owned(),
        texts.round_relations.to_owned(),
        texts.round_confirmed.to_owned(),
        texts.round_open.to_owned(),
    ];
    view! {
        <h2 id="runde" class="visually-hidden">{sentences::quality::round_of(lang)}</h2>
        <DataTable labelled_by="runde" class="data-rows" headings=headings>{rows}</DataTable>
    }
    .into_any()
}

#[component]
fn OneActor(ags: String, round: ActorRound) -> impl IntoView {
    let texts = use_texts();
    let all = paths::confirmation(&ags);
    let relations = round
        .relations
        .into_iter()
        .map(|relation| view! { <Asked ags=ags.clone() relation=relation /> });
    view! {
        <p><a href=all>{texts.round_all}</a></p>
        <h2>{round.actor.name}</h2>
        <ul class="plain round-list">{relations.collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Asked(ags: String, relation: RoundRelation) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let kind = relation.kind.label(lang);
    let other = relation.other.name.clone();
    let sentence = match relation.side {
        Side::Sender => format!("{kind} {other}"),
        Side::Receiver => format!("{other} {kind} {}", texts.round_us),
    };
    let edit = Some(EditTarget::row(TableName::Relations, relation.id.as_str()));
    let query = DataQuery { edit, ..DataQuery::of(TableName::Relations) };
    let differs = format!("{}{}", paths::data(&ags), query.write());
    let is_fresh = relation.own.state == ConfirmationState::Fresh;
    let message = RwSignal::new(String::new());
    let is_sending = RwSignal::new(false);
    let (ags, id) = (StoredValue::new(ags), StoredValue::new(relation.id));
    let side = relation.side;
    let confirm = move |_| {
        is_sending.set(true);
        spawn_local(async move {
            let intent = Intent::Confirm { relation: id.get_value(), side };
            let command = Command { id: command_id(), base_revision: 0, intent, note: None };
            let answer = run_command(ags.get_value(), command).await;
            is_sending.set(false);
            match answer {
                Ok(answer) => {
                    if let Some(live) = live {
                        live.reached(answer.revision);
                    }
                }
                Err(ApiError::Refused(refused)) => {
                    message.set(sentences::edit::refusal(lang, &refused));
                }
                Err(_) => message.set(texts.edit_unsent.to_owned()),
            }
        });
    };
    let own = word(texts.round_own, relation.own);
    let others = word(texts.round_other, relation.others);
    let service =
        relation.service.map(|service| view! { <span class="muted">" · " {service}</span> });
    view! {
        <li class="round-item" class:is-fresh=is_fresh>
            <p><strong>{sentence}</strong> {service}</p>
            {relation.note.map(|note| view! { <p class="note small">{note}</p> })}
            <dl class="round-words">{own} {others}</dl>
            <p class="round-actions" hidden=move || !may_write()>
                <button type="button" class="button button-small" disabled=move || is_sending.get() on:click=confirm>{texts.round_yes}</button>
                " " <a class="button button-small" href=differs>{texts.round_no}</a>
                " " <span role="status">{move || message.get()}</span>
            </p>
        </li>
    }
    .into_any()
}

/// What one side says: when it confirmed, and how it rates the hand-over.
fn word(who: &'static str, word: Word) -> AnyView {
    let (texts, lang) = (use_texts(), use_lang());
    let (class, text) = match (word.state, word.confirmed) {
        (ConfirmationState::Fresh, Some(day)) => {
            ("tag change-new", format!("{} {}", texts.round_on, format::date(lang, day)))
        }
        (ConfirmationState::Stale, Some(day)) => {
            ("tag tag-warning", format!("{} {}", texts.round_long_ago, format::date(lang, day)))
        }
        _ => ("tag", texts.round_never.to_owned()),
    };
    let rating = word.rating.map(|rating| {
        let text = sentences::quality::rating(lang, rating.into());
        view! { <span class="muted">" · " {text}</span> }
    });
    view! { <dt>{who}</dt><dd><span class=class>{text}</span> {rating}</dd> }.into_any()
}
