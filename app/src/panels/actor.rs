//! The side panel: one actor with everything around it, each statement with its source.

mod comments;
mod edge;
mod edit;
mod history;
mod relations;
mod services;

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlDetailsElement};
use model::{ActorId, ChurchLaw, TableName};

use crate::api::{
    ActorProfile, ApiError, AreaLine, CommitteeLine, Named, PostLine, Reach, SourceLine,
};
use crate::components::{ConfidenceBadge, Swatch};
use crate::format;
use crate::live::{Live, use_live};
use crate::pages::Url;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};
use comments::{CommentBoards, Comments};
pub(super) use edge::PanelEdge;
pub(super) use edit::AddLink;
use edit::EditLink;
use history::{History, KeptHistory};
pub(super) use relations::{ListedAt, Relations};
use services::Services;

/// # Keyboard   Escape in the picture or the close link clears the selection.
#[component]
pub(crate) fn ActorPanel(
    profile: ActorProfile,
    reach: ReachOf,
    url: Url,
    ags: Memo<String>,
) -> impl IntoView {
    let texts = use_texts();
    let id = StoredValue::new(profile.actor.id.to_string());
    let commented = Named { id: profile.actor.id.clone(), name: profile.actor.name.clone() };
    let outgoing = ListedAt::Sender(profile.actor.id.clone());
    let incoming = ListedAt::Receiver(profile.actor.id.clone());
    let add = move |table: TableName, text: &'static str| {
        view! { <AddLink url=url table=table about=vec![id.get_value()] text=text /> }
    };
    let add_incoming = move || {
        let about = vec![String::new(), id.get_value()];
        view! { <AddLink url=url table=TableName::Relations about=about text=texts.add_relation /> }
    };
    view! {
        <div class="panel-holder">
        <PanelEdge />
        <aside class="panel" aria-label=texts.panel_label>
            <PanelClose url=url />
            <Head profile=profile.clone() reach=reach url=url ags=ags />
            <Section title=texts.panel_services n=profile.services.len() is_open=true>
                <Services services=profile.services url=url />
                {add(TableName::Services, texts.add_service)}
            </Section>
            <Section title=texts.panel_outgoing n=profile.outgoing.len()>
                <Relations relations=profile.outgoing listed_at=outgoing url=url />
                {add(TableName::Relations, texts.add_relation)}
            </Section>
            <Section title=texts.panel_incoming n=profile.incoming.len()>
                <Relations relations=profile.incoming listed_at=incoming url=url />
                {add_incoming()}
            </Section>
            <Section title=texts.panel_posts n=profile.posts.len() when_empty=WhenEmpty::ForWriters>
                <Posts posts=profile.posts url=url />
                {add(TableName::Posts, texts.add_post)}
            </Section>
            <Section title=texts.panel_committees n=profile.committees.len() when_empty=WhenEmpty::ForWriters>
                <Seats seats=profile.committees url=url />
                {add(TableName::Memberships, texts.add_seat)}
            </Section>
            <Section title=texts.panel_areas n=profile.areas.len() when_empty=WhenEmpty::ForWriters>
                <Areas areas=profile.areas url=url />
                {add(TableName::Jurisdictions, texts.add_area)}
            </Section>
            <Section title=texts.panel_sources n=profile.sources.len()>
                <Sources sources=profile.sources url=url />
            </Section>
            <Comments ags=ags actor=commented />
            <History ags=ags actor=id.get_value() />
        </aside>
        </div>
    }
    .into_any()
}

/// Also for a panel that has nothing to show, as when others have removed its actor.
#[component]
pub(crate) fn PanelClose(url: Url) -> impl IntoView {
    let texts = use_texts();
    let close = move || url.with(|query| query.choose(None));
    view! {
        <a class="panel-close" href=close aria-label=texts.panel_close title=texts.panel_close>"×"</a>
    }
    .into_any()
}

/// Which sections of the panel the reader has opened or closed, by their headings: they stay so when
/// another actor is chosen, or this one changes. So does what is typed and what is loaded there.
#[derive(Clone, Copy)]
pub(crate) struct PanelSections {
    opened: RwSignal<BTreeMap<String, bool>>,
    boards: CommentBoards,
    history: KeptHistory,
}

impl PanelSections {
    pub(crate) fn new() -> Self {
        Self {
            opened: RwSignal::new(BTreeMap::new()),
            boards: CommentBoards::new(),
            history: KeptHistory::new(),
        }
    }

    fn get(self, title: &str) -> Option<bool> {
        self.opened.with_untracked(|sections| sections.get(title).copied())
    }

    fn set(self, title: String, is_open: bool) {
        self.opened.update(|sections| {
            sections.insert(title, is_open);
        });
    }
}

/// Who sees a section without entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum WhenEmpty {
    #[default]
    Shown,
    /// Readers have no use for it; whoever maintains it may fill it.
    ForWriters,
}

/// A part of the panel that opens; the number of entries stands in its heading.
#[component]
pub(super) fn Section(
    #[prop(into)] title: String,
    #[prop(into)] n: Signal<usize>,
    #[prop(optional)] is_open: bool,
    #[prop(optional)] when_empty: WhenEmpty,
    children: Children,
) -> impl IntoView {
    let live = use_live();
    let sections = use_context::<PanelSections>();
    let is_open = sections.and_then(|sections| sections.get(&title)).unwrap_or(is_open);
    let known_as = title.clone();
    let on_toggle = move |event: Event| {
        let details =
            event.current_target().and_then(|it| it.dyn_into::<HtmlDetailsElement>().ok());
        if let (Some(sections), Some(details)) = (sections, details) {
            sections.set(known_as.clone(), details.open());
        }
    };
    let is_for_writers = when_empty == WhenEmpty::ForWriters;
    let is_hidden = move || n.get() == 0 && is_for_writers && !live.is_some_and(Live::may_write);
    view! {
        <details class="panel-section" open=is_open hidden=is_hidden on:toggle=on_toggle>
            <summary><h3>{title}</h3> <span class="count">{n}</span></summary>
            {children()}
        </details>
    }
    .into_any()
}

fn actor_link(url: Url, actor: Named<ActorId>) -> AnyView {
    let href = move || url.with(|query| query.choose(Some(actor.id.clone())));
    view! { <a href=href>{actor.name}</a> }.into_any()
}

/// How many are around the actor in the URL; `None` when none is chosen.
pub(crate) type ReachOf = Resource<Option<Result<Reach, ApiError>>>;

/// How many are around the actor; it comes later than the rest, and keeps its place free.
#[component]
fn ReachLine(reach: ReachOf) -> impl IntoView {
    let lang = use_lang();
    let waiting = || view! { <p class="muted">"…"</p> };
    view! {
        <Transition fallback=waiting>
            {move || Suspend::new(async move {
                let reach = reach.await.and_then(Result::ok)?;
                Some(view! { <p>{sentences::reach(lang, reach)}</p> })
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Head(profile: ActorProfile, reach: ReachOf, url: Url, ags: Memo<String>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let actor = profile.actor;
    let routes = paths::routes(&ags.get_untracked());
    let from_here = format!("{routes}?von={}", actor.id);
    let to_here = format!("{routes}?nach=akteur:{}", actor.id);
    let kind = match actor.model {
        Some(model) => format!("{} · {}", actor.kind.label(lang), model.label(lang)),
        None => actor.kind.label(lang).to_owned(),
    };
    let since = actor.envelope.validity.from.map(|from| match lang {
        model::Lang::De => format!("seit {}", format::date(lang, from)),
        model::Lang::En => format!("since {}", format::date(lang, from)),
    });
    let church = (actor.church_law != ChurchLaw::None).then(|| actor.church_law.label(lang));
    let aliases = (!actor.aliases.is_empty()).then(|| actor.aliases.join(", "));
    let rows = [
        (texts.panel_place, profile.place),
        (texts.panel_contact, actor.contact),
        (texts.panel_also, aliases),
        (texts.panel_church, church.map(str::to_owned)),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let has_children = !profile.children.is_empty();
    let children =
        profile.children.into_iter().map(move |child| view! { <li>{actor_link(url, child)}</li> });
    view! {
        <header class="panel-head">
            <div class="panel-title">
                <h2><Swatch sector=actor.sector group=actor.kind.group() /> {actor.name.clone()}</h2>
                <EditLink url=url table=TableName::Actors id=actor.id.as_str() name=actor.name />
            </div>
            <p class="muted">
                {kind} " · " {actor.sector.label(lang)} {since.map(|since| format!(" · {since}"))}
                " " <ConfidenceBadge confidence=actor.envelope.confidence />
            </p>
            <ReachLine reach=reach />
            {actor.note.map(|note| view! { <p class="note">{note}</p> })}
            <dl class="facts">
                {profile.parent.map(|parent| view! { <dt>{texts.panel_parent}</dt><dd>{actor_link(url, parent)}</dd> })}
                {rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view()}
                {has_children.then(|| view! {
                    <dt>{texts.panel_children}</dt><dd><ul class="plain">{children.collect_view()}</ul></dd>
                })}
            </dl>
            <p class="panel-actions">
                <a class="button" href=from_here>{texts.panel_routes_from}</a>
                <a class="button" href=to_here>{texts.panel_routes_to}</a>
            </p>
        </header>
    }
    .into_any()
}

#[component]
fn Posts(posts: Vec<PostLine>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let items = posts.into_iter().map(|post| {
        let fte = post.fte.map(|fte| format!("{} {}", format::decimal(lang, fte), texts.post_fte));
        let vacant = post
            .vacant_fte
            .filter(|vacant| vacant.thousandths() > 0)
            .map(|vacant| format!("{} {}", texts.post_vacant, format::decimal(lang, vacant)));
        let serves = (!post.serves.is_empty())
            .then(|| format!("{} {}", texts.post_serves, post.serves.join(", ")));
        let facts: Vec<String> = [Some(post.pillar.label(lang).to_owned()), fte, vacant, serves]
            .into_iter()
            .flatten()
            .collect();
        let employer = post.employer.map(|employer| {
            view! { " · " {texts.post_employer} " " {actor_link(url, employer)} }
        });
        view! {
            <li>
                <strong>{post.label.clone()}</strong> " " <ConfidenceBadge confidence=post.confidence />
                " " <EditLink url=url table=TableName::Posts id=post.id name=post.label />
                <p class="muted">{facts.join(" · ")} {employer}</p>
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Seats(seats: Vec<CommitteeLine>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let items = seats.into_iter().map(|seat| {
        let voting = (seat.is_voting == Some(true)).then(|| format!(" · {}", texts.seat_voting));
        view! {
            <li>
                <strong>{seat.label.clone()}</strong>
                <span class="muted">" " {seat.role.label(lang)} {voting}</span>
                " " <ConfidenceBadge confidence=seat.confidence />
                " " <EditLink url=url table=TableName::Memberships id=seat.id name=seat.label />
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Areas(areas: Vec<AreaLine>, url: Url) -> impl IntoView {
    let lang = use_lang();
    let items = areas.into_iter().map(|area| {
        let ground: Vec<String> = area.regime.into_iter().chain(area.legal_basis).collect();
        view! {
            <li>
                <span class="muted">{area.kind.label(lang)} " "</span> {area.regions.join(", ")}
                {(!ground.is_empty()).then(|| view! { <span class="muted">" · " {ground.join(" · ")}</span> })}
                " " <ConfidenceBadge confidence=area.confidence />
                " " <EditLink url=url table=TableName::Jurisdictions id=area.id name=area.regions.join(", ") />
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Sources(sources: Vec<SourceLine>, url: Url) -> impl IntoView {
    let lang = use_lang();
    let items = sources.into_iter().map(|source| {
        let date = source.date.map(|date| format::date(lang, date));
        let facts: Vec<String> = std::iter::once(source.kind.label(lang).to_owned())
            .chain(source.publisher)
            .chain(date)
            .collect();
        view! {
            <li>
                <strong>{source.title.clone()}</strong>
                <span class="muted">" " {facts.join(" · ")}</span>
                " " <EditLink url=url table=TableName::Sources id=source.id name=source.title />
                {source.quote.map(|quote| view! { <blockquote>{quote}</blockquote> })}
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}
