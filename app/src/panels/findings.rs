//! What was found: the ranked list, its filter and its entries.

use analysis::FindingKind;
use leptos::prelude::*;

use crate::api::FindingView;
use crate::components::{EvidenceList, ExampleBadge};
use crate::routes::paths;
use crate::state::{StrainQuery, use_lang};
use crate::text::{Texts, sentences, use_texts};

/// Without a filter, so many of each kind ...
const N_OF_EACH_KIND: usize = 2;
/// ... and so many in all: a list that is read to its end.
const N_UNFILTERED: usize = 12;

fn kind_text(texts: &'static Texts, kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Overload => texts.finding_overload,
        FindingKind::DeadEnd => texts.finding_dead_end,
        FindingKind::NobodyOffers => texts.finding_nobody,
        FindingKind::OnPaperOnly => texts.finding_paper,
        FindingKind::Dependence => texts.finding_dependence,
        FindingKind::WrongOffice => texts.finding_wrong_office,
        FindingKind::PingPong => texts.finding_ping_pong,
        FindingKind::RevolvingDoor => texts.finding_revolving_door,
        FindingKind::SlowTransition => texts.finding_slow,
        FindingKind::Rupture => texts.finding_rupture,
        FindingKind::NarrowPlace => texts.finding_narrow,
        FindingKind::Tight => texts.finding_tight,
        FindingKind::WaitDiffers => texts.finding_wait,
        FindingKind::FeedbackGap => texts.finding_feedback,
        FindingKind::Disagreement => texts.finding_disagreement,
    }
}

fn kind_class(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Overload | FindingKind::DeadEnd | FindingKind::NobodyOffers => {
            "level level-overloaded"
        }
        FindingKind::Dependence => "level level-dependence",
        FindingKind::OnPaperOnly
        | FindingKind::WrongOffice
        | FindingKind::PingPong
        | FindingKind::RevolvingDoor
        | FindingKind::SlowTransition
        | FindingKind::Rupture
        | FindingKind::NarrowPlace
        | FindingKind::Tight => "level level-tight",
        FindingKind::WaitDiffers | FindingKind::FeedbackGap | FindingKind::Disagreement => "level",
    }
}

/// The entries to show: all of one kind, or some of each, worst first.
fn shown(findings: &[FindingView], kind: Option<FindingKind>) -> Vec<FindingView> {
    let is_shown = |position: usize, row: &FindingView| {
        if let Some(kind) = kind {
            return row.kind == kind;
        }
        let before = findings.iter().take(position);
        before.filter(|other| other.kind == row.kind).count() < N_OF_EACH_KIND
    };
    let limit = if kind.is_none() { N_UNFILTERED } else { usize::MAX };
    let rows = findings.iter().enumerate();
    rows.filter(|(position, row)| is_shown(*position, row))
        .map(|(_, row)| row.clone())
        .take(limit)
        .collect()
}

/// The ranked list with its filter; which kind stands in the URL.
#[component]
pub(crate) fn Findings(
    ags: Memo<String>,
    findings: Vec<FindingView>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let is_empty = findings.is_empty();
    let kinds: Vec<(FindingKind, usize)> = FindingKind::ALL
        .into_iter()
        .map(|kind| (kind, findings.iter().filter(|row| row.kind == kind).count()))
        .filter(|(_, n)| *n > 0)
        .collect();
    let findings = StoredValue::new(findings);
    let kind = Memo::new(move |_| query.with(|query| query.kind));
    let items = move || {
        let rows = findings.with_value(|findings| shown(findings, kind.get()));
        let is_none = rows.is_empty() && !is_empty;
        let items = rows.into_iter().enumerate().map(|(position, finding)| {
            view! { <FindingItem ags=ags.get_untracked() position=position finding=finding /> }
        });
        view! {
            {is_none.then(|| view! { <p class="notice">{texts.findings_none}</p> })}
            <ol class="strain-list">{items.collect_view()}</ol>
        }
    };
    view! {
        <section aria-labelledby="rangliste">
            <h2 id="rangliste">{texts.strain_ranked}</h2>
            {is_empty.then(|| view! { <p class="notice">{texts.strain_empty}</p> })}
            <KindFilter kinds=kinds query=query />
            {move || kind.get().is_none().then(|| view! { <p class="muted">{texts.findings_some}</p> })}
            {items}
        </section>
    }
    .into_any()
}

#[component]
fn KindFilter(kinds: Vec<(FindingKind, usize)>, query: Memo<StrainQuery>) -> impl IntoView {
    let texts = use_texts();
    let link = move |kind: Option<FindingKind>, name: &'static str, count: Option<usize>| {
        let is_current = move || query.with(|query| query.kind == kind);
        view! {
            <li>
                <a
                    class="kind"
                    href=move || query.with(|query| query.with_kind(kind))
                    aria-current=move || is_current().then_some("true")
                >
                    {name}
                    {count.map(|n| view! { " " <span class="count">{n}</span> })}
                </a>
            </li>
        }
    };
    let items =
        kinds.into_iter().map(|(kind, n)| link(Some(kind), kind_text(texts, kind), Some(n)));
    view! {
        <nav aria-label=texts.findings_filter>
            <ul class="kinds">{link(None, texts.findings_all, None)} {items.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// One finding: what it is, a sentence, its numbers, what they rest on, the way into the picture.
#[component]
pub(crate) fn FindingItem(ags: String, position: usize, finding: FindingView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = sentences::findings::finding(lang, finding.kind, &finding.text);
    let facts = sentences::findings::facts(lang, &finding.text);
    let facts = facts.into_iter().map(|fact| view! { <span>{fact}</span> });
    let links = links(&ags, &finding, texts.strain_show);
    let (evidence, n_more) = (finding.evidence, finding.n_more_evidence);
    view! {
        <li class="strain-item">
            <span class="rank" aria-hidden="true">{position + 1}</span>
            <div>
                <h3>{finding.heading}</h3>
                <p>{sentence}</p>
                <p class="strain-facts">
                    <span class=kind_class(finding.kind)>{kind_text(texts, finding.kind)}</span>
                    {facts.collect_view()}
                    {finding.is_example.then(|| view! { <ExampleBadge /> })}
                    {links}
                </p>
                <EvidenceList evidence=evidence n_more=n_more />
            </div>
        </li>
    }
    .into_any()
}

/// One actor is shown in the network; several are named.
fn links(ags: &str, finding: &FindingView, show: &'static str) -> AnyView {
    if let [actor] = finding.actors.as_slice() {
        let href = paths::actor(ags, actor.id.as_str());
        return view! { <a class="more" href=href>{show}</a> }.into_any();
    }
    let links = finding.actors.iter().map(|actor| {
        let href = paths::actor(ags, actor.id.as_str());
        view! { <a href=href>{actor.name.clone()}</a> }
    });
    let n_more = finding.n_more_actors;
    let more = (n_more > 0).then(|| view! { <span>{format!("+{n_more}")}</span> });
    view! { {links.collect_view()} {more} }.into_any()
}

/// Findings as a short list of sentences.
#[component]
pub(crate) fn FindingLines(findings: Vec<FindingView>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let rows = findings.into_iter().map(|finding| {
        let sentence = sentences::findings::finding(lang, finding.kind, &finding.text);
        view! {
            <li>
                <span class=kind_class(finding.kind)>{kind_text(texts, finding.kind)}</span>
                " "
                <strong>{finding.heading}</strong>
                " "
                {sentence}
            </li>
        }
    });
    view! { <ul class="plain spaced">{rows.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::FindingText;

    #[test]
    fn without_a_filter_two_of_each_kind_are_shown() {
        let finding = |kind| FindingView {
            kind,
            heading: String::new(),
            text: FindingText::Disagreement { n_confirmed_once: 1, n_rated_differently: 0 },
            actors: Vec::new(),
            n_more_actors: 0,
            evidence: Vec::new(),
            n_more_evidence: 0,
            is_example: false,
        };
        let (a, b) = (FindingKind::Overload, FindingKind::Tight);
        let all: Vec<FindingView> = [a, a, a, b].map(finding).into();
        let kinds = |rows: &[FindingView]| rows.iter().map(|row| row.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&shown(&all, None)), [a, a, b]);
        assert_eq!(kinds(&shown(&all, Some(a))), [a, a, a]);
        assert!(shown(&all, Some(FindingKind::DeadEnd)).is_empty());
    }
}
