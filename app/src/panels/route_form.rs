//! The question of `wege`: four lists, and further conditions on demand.

use leptos::prelude::*;
use leptos_router::components::Form;

use crate::api::{Choice, RouteChoices};
use crate::components::Selection;
use crate::routes::paths;
use crate::state::{Goal, RoutesQuery, criterion_code, use_lang};
use crate::text::{sentences, use_texts};

/// More hand-overs than this nobody asks for.
const MAX_HANDOVERS_OFFERED: u64 = 6;

/// The form; without JavaScript it loads the page with the answer.
#[component]
pub(crate) fn RouteForm(
    ags: Memo<String>,
    choices: RouteChoices,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let goals = goals(&choices, texts.routes_goal_fields);
    let municipality = chosen(query, |query| query.municipality.as_ref().map(ToString::to_string));
    let status = chosen(query, |query| query.status.as_ref().map(ToString::to_string));
    let start = chosen(query, |query| query.start.as_ref().map(ToString::to_string));
    let goal = chosen(query, |query| query.goal.as_ref().map(Goal::write));
    let order = move || {
        let criterion = query.with(|query| query.criterion);
        (criterion != analysis::RouteCriterion::default()).then(|| {
            view! { <input type="hidden" name="reihenfolge" value=criterion_code(criterion) /> }
        })
    };
    let actors = choices.actors.clone();
    let (groups, languages) = (choices.target_groups, choices.languages);
    view! {
        <Form method="GET" action=move || paths::routes(&ags.get()) attr:class="question">
            <div class="question-main">
                <Selection name="kommune" label=texts.routes_municipality empty=texts.routes_choose is_required=true choices=choices.municipalities value=municipality />
                <Selection name="status" label=texts.routes_status empty=texts.routes_any_status choices=choices.statuses value=status />
                <Selection name="von" label=texts.routes_start empty=texts.routes_anywhere choices=choices.actors value=start />
                <Selection name="nach" label=texts.routes_goal empty=texts.routes_choose is_required=true choices=goals value=goal />
                <button type="submit" class="primary">{texts.routes_submit}</button>
            </div>
            {order}
            <Conditions groups=groups languages=languages actors=actors query=query />
        </Form>
    }
}

fn chosen(
    query: Memo<RoutesQuery>,
    of: impl Fn(&RoutesQuery) -> Option<String> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || query.with(&of))
}

/// What few ask for; open when something of it is set.
#[component]
fn Conditions(
    groups: Vec<Choice>,
    languages: Vec<Choice>,
    actors: Vec<Choice>,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let group = chosen(query, |query| query.target_group.as_ref().map(ToString::to_string));
    let language = chosen(query, |query| query.language.as_ref().map(ToString::to_string));
    let handovers = chosen(query, |query| query.max_handovers.map(|n| n.to_string()));
    let numbers: Vec<Choice> = (0..=MAX_HANDOVERS_OFFERED)
        .map(|n| Choice { value: n.to_string(), label: sentences::handovers(lang, n), group: None })
        .collect();
    view! {
        <details class="conditions" open=move || query.with(RoutesQuery::has_conditions)>
            <summary>{texts.routes_more}</summary>
            <div class="conditions-grid">
                <Selection name="gruppe" label=texts.routes_target_group empty=texts.routes_any_group choices=groups value=group />
                <Selection name="sprache" label=texts.routes_language empty=texts.routes_any_language choices=languages value=language />
                <Selection name="uebergaben" label=texts.routes_max_handovers empty=texts.routes_any_number choices=numbers value=handovers />
                <Avoided actors=actors query=query />
                <label class="check">
                    <input type="checkbox" name="bestaetigt" value="ja" checked=move || query.with(|query| query.only_confirmed) />
                    <span>{texts.routes_only_confirmed}</span>
                </label>
            </div>
        </details>
    }
}

/// One list per office to go around, and one for the next.
#[component]
fn Avoided(actors: Vec<Choice>, query: Memo<RoutesQuery>) -> impl IntoView {
    let texts = use_texts();
    let actors = StoredValue::new(actors);
    let avoid = Memo::new(move |_| query.with(|query| query.avoid.clone()));
    move || {
        let mut values: Vec<Option<String>> =
            avoid.get().iter().map(|id| Some(id.to_string())).collect();
        values.push(None);
        let lists = values.into_iter().enumerate().map(|(position, value)| {
            let label = if position == 0 { texts.routes_avoid } else { texts.routes_avoid_more };
            view! {
                <Selection name="meiden" label=label empty=texts.routes_avoid_none choices=actors.get_value() value=Signal::stored(value) />
            }
        });
        lists.collect_view()
    }
}

/// Fields first, then every actor.
fn goals(choices: &RouteChoices, fields_heading: &str) -> Vec<Choice> {
    let fields = choices.fields.iter().map(|field| Choice {
        value: format!("feld:{}", field.value),
        label: field.label.clone(),
        group: Some(fields_heading.to_owned()),
    });
    let actors = choices
        .actors
        .iter()
        .map(|actor| Choice { value: format!("akteur:{}", actor.value), ..actor.clone() });
    fields.chain(actors).collect()
}
