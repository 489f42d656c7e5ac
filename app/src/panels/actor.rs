//! The side panel: one actor with everything around it, each statement with its source.

mod edge;
mod relations;
mod services;

use leptos::prelude::*;
use model::{ActorId, ChurchLaw};

use crate::api::{ActorProfile, AreaLine, CommitteeLine, Named, PostLine, SourceLine};
use crate::components::{ConfidenceBadge, Swatch};
use crate::format;
use crate::pages::Url;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};
use edge::PanelEdge;
use relations::Relations;
use services::Services;

/// # Keyboard   Escape in the picture or the close link clears the selection.
#[component]
pub(crate) fn ActorPanel(profile: ActorProfile, url: Url, ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let close = url.with(|query| query.actor = None);
    let has_posts = !profile.posts.is_empty();
    let has_seats = !profile.committees.is_empty();
    let has_areas = !profile.areas.is_empty();
    view! {
        <div class="panel-holder">
        <PanelEdge />
        <aside class="panel" aria-label=texts.panel_label>
            <a class="panel-close" href=close aria-label=texts.panel_close title=texts.panel_close>"×"</a>
            <Head profile=profile.clone() url=url ags=ags />
            <Section title=texts.panel_services n=profile.services.len() is_open=true>
                <Services services=profile.services />
            </Section>
            <Section title=texts.panel_outgoing n=profile.outgoing.len()>
                <Relations relations=profile.outgoing url=url />
            </Section>
            <Section title=texts.panel_incoming n=profile.incoming.len()>
                <Relations relations=profile.incoming url=url />
            </Section>
            {has_posts.then(|| view! {
                <Section title=texts.panel_posts n=profile.posts.len()><Posts posts=profile.posts url=url /></Section>
            })}
            {has_seats.then(|| view! {
                <Section title=texts.panel_committees n=profile.committees.len()><Seats seats=profile.committees /></Section>
            })}
            {has_areas.then(|| view! {
                <Section title=texts.panel_areas n=profile.areas.len()><Areas areas=profile.areas /></Section>
            })}
            <Section title=texts.panel_sources n=profile.sources.len()>
                <Sources sources=profile.sources />
            </Section>
        </aside>
        </div>
    }
    .into_any()
}

/// A part of the panel that opens; the number of entries stands in its heading.
#[component]
fn Section(
    title: &'static str,
    n: usize,
    #[prop(optional)] is_open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="panel-section" open=is_open>
            <summary><h3>{title}</h3> <span class="count">{n}</span></summary>
            {children()}
        </details>
    }
    .into_any()
}

fn actor_link(url: Url, actor: Named<ActorId>) -> AnyView {
    let href = url.with(|query| query.actor = Some(actor.id));
    view! { <a href=href>{actor.name}</a> }.into_any()
}

#[component]
fn Head(profile: ActorProfile, url: Url, ags: Memo<String>) -> impl IntoView {
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
            <h2><Swatch sector=actor.sector group=actor.kind.group() /> {actor.name}</h2>
            <p class="muted">
                {kind} " · " {actor.sector.label(lang)} {since.map(|since| format!(" · {since}"))}
                " " <ConfidenceBadge confidence=actor.envelope.confidence />
            </p>
            <p>{sentences::reach(lang, profile.n_one_hop, profile.n_two_hops)}</p>
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
                <strong>{post.label}</strong> " " <ConfidenceBadge confidence=post.confidence />
                <p class="muted">{facts.join(" · ")} {employer}</p>
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Seats(seats: Vec<CommitteeLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let items = seats.into_iter().map(|seat| {
        let voting = (seat.is_voting == Some(true)).then(|| format!(" · {}", texts.seat_voting));
        view! {
            <li>
                <strong>{seat.label}</strong>
                <span class="muted">" " {seat.role.label(lang)} {voting}</span>
                " " <ConfidenceBadge confidence=seat.confidence />
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Areas(areas: Vec<AreaLine>) -> impl IntoView {
    let lang = use_lang();
    let items = areas.into_iter().map(|area| {
        let ground: Vec<String> = area.regime.into_iter().chain(area.legal_basis).collect();
        view! {
            <li>
                <span class="muted">{area.kind.label(lang)} " "</span> {area.regions.join(", ")}
                {(!ground.is_empty()).then(|| view! { <span class="muted">" · " {ground.join(" · ")}</span> })}
                " " <ConfidenceBadge confidence=area.confidence />
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}

#[component]
fn Sources(sources: Vec<SourceLine>) -> impl IntoView {
    let lang = use_lang();
    let items = sources.into_iter().map(|source| {
        let date = source.date.map(|date| format::date(lang, date));
        let facts: Vec<String> = std::iter::once(source.kind.label(lang).to_owned())
            .chain(source.publisher)
            .chain(date)
            .collect();
        view! {
            <li>
                <strong>{source.title}</strong>
                <span class="muted">" " {facts.join(" · ")}</span>
                {source.quote.map(|quote| view! { <blockquote>{quote}</blockquote> })}
            </li>
        }
    });
    view! { <ul class="plain spaced">{items.collect_view()}</ul> }
}
