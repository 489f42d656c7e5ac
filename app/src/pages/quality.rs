//! `/k/{ags}/daten/guete`: how far one can trust what is recorded, and what to mend first.

use analysis::Flaw;
use leptos::prelude::*;
use model::TableName;

use super::{DataTabs, use_ags};
use crate::api::quality::{FlawGroup, FlawLine, QualityView, load_quality};
use crate::components::{Problem, Waiting};
use crate::format;
use crate::live::{Live, use_live};
use crate::routes::paths;
use crate::state::{DataQuery, EditTarget, use_lang};
use crate::text::{Texts, sentences, use_texts};

#[component]
pub(crate) fn QualityPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let live = use_live();
    let quality = Resource::new(
        move || (ags.get(), live.map_or(0, Live::revision)),
        async |(ags, _)| load_quality(ags).await,
    );
    view! {
        <div class="page data">
            <h1>{texts.quality_title}</h1>
            <DataTabs ags=ags />
            <p class="lead">{texts.quality_text}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match quality.await {
                        Ok(quality) => view! { <Board ags=ags.get_untracked() quality=quality /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Board(ags: String, quality: QualityView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let confirmed = sentences::quality::confirmed(lang, quality.n_confirmed, quality.n_referrals);
    if quality.groups.is_empty() {
        return view! { <p class="notice">{texts.quality_nothing}</p> }.into_any();
    }
    let round = paths::confirmation(&ags);
    let groups =
        quality.groups.into_iter().map(|group| view! { <Group ags=ags.clone() group=group /> });
    view! {
        <p class="answer-sentence">{confirmed} " " <a href=round>{texts.quality_round}</a></p>
        <div class="quality-board">{groups.collect_view()}</div>
    }
    .into_any()
}

#[component]
fn Group(ags: String, group: FlawGroup) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let (title, advice) = wording(texts, group.flaw);
    let n_more = group.n_rows.saturating_sub(group.rows.len());
    let rows = group.rows.into_iter().map(|row| view! { <Line ags=ags.clone() row=row /> });
    let more = (n_more > 0)
        .then(|| view! { <li class="muted">{sentences::edit::further_rows(lang, n_more)}</li> });
    view! {
        <details class="quality-group">
            <summary><h2>{title}</h2> <span class="count">{group.n_rows}</span> <span class="muted">{advice}</span></summary>
            <ul class="plain spaced">{rows.collect_view()} {more}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn Line(ags: String, row: FlawLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let table: TableName = row.key.table;
    let edit = Some(EditTarget::row(table, row.key.id));
    let query = DataQuery { edit, ..DataQuery::of(table) };
    let href = format!("{}{}", paths::data(&ags), query.write());
    let label = format!("{}: {}", texts.edit_this, row.title);
    let last = row.last.map(|day| {
        let text = format!(" · {} {}", texts.quality_last, format::date(lang, day));
        view! { <span class="muted">{text}</span> }
    });
    let beside = row.beside.map(|other| {
        view! { <span class="muted">" · " {texts.quality_beside} " " {other}</span> }
    });
    view! {
        <li>
            <span class="muted">{table.label(lang)}</span> " " {row.title} {last} {beside} " "
            <a class="edit-link" hidden=move || !may_write() href=href aria-label=label.clone() title=label>"✎"</a>
        </li>
    }
    .into_any()
}

/// What a flaw is called, and what to do about it.
fn wording(texts: &'static Texts, flaw: Flaw) -> (&'static str, &'static str) {
    match flaw {
        Flaw::Contradictory => (texts.flaw_contradictory, texts.flaw_contradictory_advice),
        Flaw::OnlySender => (texts.flaw_only_sender, texts.flaw_only_sender_advice),
        Flaw::OnlyReceiver => (texts.flaw_only_receiver, texts.flaw_only_receiver_advice),
        Flaw::Stale => (texts.flaw_stale, texts.flaw_stale_advice),
        Flaw::NeverConfirmed => (texts.flaw_never, texts.flaw_never_advice),
        Flaw::Unsourced => (texts.flaw_unsourced, texts.flaw_unsourced_advice),
        Flaw::MissingCapacity => (texts.flaw_capacity, texts.flaw_capacity_advice),
    }
}
