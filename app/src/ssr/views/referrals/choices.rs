//! What one can ask about routes.

use std::collections::BTreeSet;

use model::{ActorGroup, CodeListKind, Lang, LanguageTag};

use crate::api::{Choice, RouteChoices};
use crate::ssr::languages::language_name;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn route_choices(loaded: &LoadedNetwork, lang: Lang) -> RouteChoices {
    let network = loaded.network();
    let mut municipalities: Vec<Choice> = network
        .municipalities()
        .map(|region| choice(region.id.as_str(), &region.name, None))
        .collect();
    municipalities.sort_by(|a, b| a.label.cmp(&b.label));
    let codes = |list: CodeListKind| -> Vec<Choice> {
        loaded.codes.list(list).map(|entry| choice(&entry.code, entry.label(lang), None)).collect()
    };
    RouteChoices {
        municipalities,
        statuses: codes(CodeListKind::ResidenceStatus),
        target_groups: codes(CodeListKind::TargetGroup),
        languages: languages(loaded, lang),
        fields: codes(CodeListKind::FieldOfAction),
        actors: actors(loaded, lang),
    }
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
