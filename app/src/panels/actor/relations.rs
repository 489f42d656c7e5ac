//! Relations of one actor, by kind.

use leptos::prelude::*;
use model::{ActorId, RelationKind, TableName};

use super::edit::{AddLink, EditLink};
use crate::api::{Evidence, RelationLine};
use crate::components::{ConfidenceBadge, EvidenceText};
use crate::pages::Url;
use crate::state::{ChosenLine, use_lang};
use crate::text::{Texts, sentences, use_texts};
use model::Lang;

/// Where relations are listed.
#[derive(Clone, PartialEq)]
pub(crate) enum ListedAt {
    /// At the actor from which they go out.
    Sender(ActorId),
    /// At the actor at which they come in.
    Receiver(ActorId),
    /// At their line, where both ends are said already.
    Line,
}

impl ListedAt {
    /// The line of a relation whose far end is `other`.
    fn line(&self, other: &ActorId) -> Option<ChosenLine> {
        let (from, to) = match self {
            Self::Sender(here) => (here, other),
            Self::Receiver(here) => (other, here),
            Self::Line => return None,
        };
        Some(ChosenLine { from: from.clone(), to: to.clone() })
    }
}

#[component]
pub(crate) fn Relations(
    relations: Vec<RelationLine>,
    listed_at: ListedAt,
    url: Url,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if relations.is_empty() {
        let none = if listed_at == ListedAt::Line { texts.line_none } else { texts.panel_no_links };
        return view! { <p class="muted">{none}</p> }.into_any();
    }
    let mut by_kind: Vec<(RelationKind, Vec<RelationLine>)> = Vec::new();
    for relation in relations {
        match by_kind.last_mut() {
            Some((kind, lines)) if *kind == relation.kind => lines.push(relation),
            _ => by_kind.push((relation.kind, vec![relation])),
        }
    }
    let groups = by_kind.into_iter().map(|(kind, lines)| {
        let items = lines.into_iter().map(|line| {
            let shown = listed_at.line(&line.other.id);
            view! { <RelationItem line=line shown=shown url=url /> }
        });
        view! {
            <h4 class="relation-kind">{kind.label(lang)}</h4>
            <ul class="plain relations">{items.collect_view()}</ul>
        }
    });
    groups.collect_view().into_any()
}

#[component]
fn RelationItem(
    line: RelationLine,
    /// The line of the picture; `None` at that line.
    shown: Option<ChosenLine>,
    url: Url,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let facts = facts(texts, lang, &line);
    let is_passable = line.status.is_passable();
    let name = if shown.is_some() {
        line.other.name.clone()
    } else {
        // At a line all have the same ends.
        let service = line.service.as_ref().map(|service| format!(" → {service}"));
        format!("{} {}{}", line.kind.label(lang), line.other.name, service.unwrap_or_default())
    };
    let about = vec![line.id.to_string(), "relation".to_owned()];
    let numbers = line.numbers.into_iter().map(|evidence| number(url, evidence));
    let head = match shown {
        Some(shown) => {
            let other = line.other.id.clone();
            let actor = move || url.with(|query| query.choose(Some(other.clone())));
            let show = move || url.with(|query| query.choose_line(Some(shown.clone())));
            let label = format!("{}: {name}", texts.line_show);
            view! {
                <a href=actor>{line.other.name}</a>
                {line.service.map(|service| view! { <span class="muted">" → " {service}</span> })}
                " " <a class="line-link" href=show aria-label=label.clone() title=label>"⇢"</a>
            }
            .into_any()
        }
        None => line.service.map(|service| view! { <strong>{service}</strong> }).into_any(),
    };
    view! {
        <li>
            {head}
            {(!is_passable).then(|| view! { " " <span class="tag tag-warning">{line.status.label(lang)}</span> })}
            " " <ConfidenceBadge confidence=line.confidence />
            " " <EditLink url=url table=TableName::Relations id=line.id.as_str() name=name />
            {(!facts.is_empty()).then(|| view! { <p class="muted small">{facts.join(" · ")}</p> })}
            {line.note.map(|note| view! { <p class="note small">{note}</p> })}
            <div class="numbers">{numbers.collect_view()}</div>
            <AddLink url=url table=TableName::Observations about=about text=texts.add_observation />
        </li>
    }
}

/// A number with the way to its form.
pub(super) fn number(url: Url, evidence: Evidence) -> AnyView {
    let lang = use_lang();
    let (id, name) = (evidence.id.clone(), evidence.metric.label(lang));
    view! {
        <EvidenceText evidence=evidence named=true />
        <EditLink url=url table=TableName::Observations id=id name=name />
    }
    .into_any()
}

fn facts(texts: &'static Texts, lang: Lang, line: &RelationLine) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(line.regimes.as_ref().map(|(from, to)| format!("{from} → {to}")));
    facts.extend(line.mode.map(|mode| mode.label(lang).to_owned()));
    facts.extend(line.channel.map(|channel| channel.label(lang).to_owned()));
    if !line.residence_statuses.is_empty() {
        facts.push(format!("{} {}", texts.relation_only_for, line.residence_statuses.join(", ")));
    }
    facts.extend(
        line.agreement.as_ref().map(|name| format!("{}: {name}", texts.relation_agreement)),
    );
    facts.extend(line.agreed_days.map(|days| {
        format!("{} {}", texts.relation_agreed, sentences::days(lang, days.whole_days()))
    }));
    if line.consent_needed == Some(true) {
        facts.push(texts.relation_consent.to_owned());
    }
    facts.extend(line.feedback_agreed.map(|agreed| {
        let text = if agreed { texts.relation_feedback } else { texts.relation_no_feedback };
        text.to_owned()
    }));
    facts.extend(confirmation(texts, line).map(str::to_owned));
    facts
}

fn confirmation(texts: &'static Texts, line: &RelationLine) -> Option<&'static str> {
    match (line.confirmed_by_sender, line.confirmed_by_receiver) {
        (Some(_), Some(_)) => Some(texts.relation_confirmed_both),
        (Some(_), None) => Some(texts.relation_confirmed_sender),
        (None, Some(_)) => Some(texts.relation_confirmed_receiver),
        (None, None) => None,
    }
}
