//! Who is tied more with each other than with the rest, and whether that follows the teams.

use leptos::prelude::*;

use crate::api::{CommunitiesView, CommunityLine, TeamTable};
use crate::components::ExampleBadge;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Communities(ags: String, communities: CommunitiesView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let CommunitiesView { lines, teams, is_example } = communities;
    let heading = view! {
        <h2 id="gemeinschaften">
            {texts.communities_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
        </h2>
    };
    if lines.is_empty() {
        return view! {
            <section aria-labelledby="gemeinschaften">
                {heading}
                <p class="notice">{texts.communities_none}</p>
            </section>
        }
        .into_any();
    }
    let names: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(position, line)| sentences::structure::community(lang, position + 1, &line.centre))
        .collect();
    let agreement = match &teams {
        Some(teams) => sentences::structure::agreement(lang, teams),
        None => texts.communities_no_teams.to_owned(),
    };
    let table = teams.map(|teams| view! { <TeamCounts teams=teams names=names.clone() /> });
    let items = lines.into_iter().zip(names).map(|(line, name)| {
        view! { <Community ags=ags.clone() line=line name=name /> }
    });
    view! {
        <section aria-labelledby="gemeinschaften">
            {heading}
            <p class="muted">{texts.communities_text}</p>
            <p>{agreement}</p>
            {table}
            <div class="communities">{items.collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Community(ags: String, line: CommunityLine, name: String) -> impl IntoView {
    let lang = use_lang();
    let size = sentences::actors(lang, line.actors.len());
    let members = line.actors.into_iter().map(|actor| {
        view! { <li><a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a></li> }
    });
    view! {
        <details class="community">
            <summary>{name} " " <span class="count">{size}</span></summary>
            <ul class="plain">{members.collect_view()}</ul>
        </details>
    }
    .into_any()
}

/// How many actors of each team lie in each community; the more, the darker.
#[component]
fn TeamCounts(teams: TeamTable, names: Vec<String>) -> impl IntoView {
    let texts = use_texts();
    let most = teams.counts.iter().flatten().copied().max().unwrap_or(0);
    let headings = teams.teams.into_iter().map(|team| view! { <th scope="col">{team}</th> });
    let headings = headings.collect_view();
    let is_placed = |counts: &[u32]| counts.iter().any(|n| *n > 0);
    let rows = names.into_iter().zip(teams.counts).filter(|(_, counts)| is_placed(counts));
    let rows = rows.map(|(name, counts)| {
        let cells = counts.into_iter().map(|n| {
            // Four steps; an empty cell stays empty.
            let step = (n * 4).div_ceil(most.max(1));
            let class = format!("number heat-step-{step}");
            view! { <td class=class>{(n > 0).then_some(n)}</td> }
        });
        view! { <tr><th scope="row">{name}</th> {cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="gemeinschaften">
            <table class="team-counts">
                <caption>{texts.communities_counts}</caption>
                <thead>
                    <tr><th scope="col">{texts.communities_corner}</th> {headings}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
