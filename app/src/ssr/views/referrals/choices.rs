//! What one can ask about routes.

use std::collections::BTreeSet;

use model::{ActorGroup, CodeListKind, Lang, LanguageTag};

use crate::api::{Choice, RouteChoices};
use crate::ssr::languages::language_name;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn route_choices(loaded: &LoadedNetwork, lang: Lang) -> RouteChoices {
    RouteChoices {
        municipalities: municipality_choices(loaded),
        statuses: codes(loaded, CodeListKind::ResidenceStatus, lang),
        target_groups: codes(loaded, CodeListKind::TargetGroup, lang),
        languages: languages(loaded, lang),
        fields: field_choices(loaded, lang),
        actors: actors(loaded, lang),
    }
}

/// By name.
pub(in crate::ssr::views) fn municipality_choices(loaded: &LoadedNetwork) -> Vec<Choice> {
    let regions = loaded.network().municipalities();
    let mut choices: Vec<Choice> =
        regions.map(|region| choice(region.id.as_str(), &region.name, None)).collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

pub(in crate::ssr::views) fn field_choices(loaded: &LoadedNetwork, lang: Lang) -> Vec<Choice> {
    codes(loaded, CodeListKind::FieldOfAction, lang)
}

fn codes(loaded: &LoadedNetwork, list: CodeListKind, lang: Lang) -> Vec<Choice> {
    loaded.codes.list(list).map(|entry| choice(&entry.code, entry.label(lang), None)).collect()
}

fn languages(loaded: &LoadedNetwork, lang: Lang) -> Vec<Choice> {
    let services = &loaded.network().services;
    let tags: BTreeSet<&LanguageTag> = services.iter().flat_map(|row| &row.languages).collect();
    let mut languages: Vec<Choice> =
        tags.into_iter().map(|tag| choice(tag.as_str(), &language_name(lang, tag), None)).collect();
    languages.sort_by(|a, b| a.label.cmp(&b.label));
    languages
}

fn actors(loaded: &LoadedNetwork, lang: Lang) -> Vec<Choice> {
    let mut actors = Vec::new();
    for group in ActorGroup::ALL {
        let mut of_group: Vec<Choice> = loaded
            .network()
            .actors
            .iter()
            .filter(|actor| actor.kind.group() == *group)
            .map(|actor| choice(actor.id.as_str(), &actor.name, Some(group.label(lang))))
            .collect();
        of_group.sort_by(|a, b| a.label.cmp(&b.label));
        actors.extend(of_group);
    }
    actors
}

pub(in crate::ssr::views) fn choice(value: &str, label: &str, group: Option<&str>) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), group: group.map(str::to_owned) }
}
