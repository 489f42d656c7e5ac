//! Was wäre, wenn: the forms that change the network.

mod picture;
mod result;

use leptos::prelude::*;

use crate::api::{Choice, ScenarioChoices};
use crate::routes::paths;
use crate::state::StrainQuery;
use crate::text::use_texts;

pub(crate) use picture::DifferencePicture;
pub(crate) use result::{Changes, ScenarioResult};

/// One form per kind of change; each loads the page with the change in its URL.
///
/// # On the server   complete; the forms need no JavaScript.
#[component]
pub(crate) fn ScenarioForms(
    ags: Memo<String>,
    choices: ScenarioChoices,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let ScenarioChoices { closings, staffed, limited, actors, receivers, services } = choices;
    let form = FormFields::new;
    let again = services.clone();
    let forms = [
        (
            texts.whatif_post,
            form("stelle", texts.column_actor, staffed).with(texts.whatif_fte, "1", "0.25"),
        ),
        (
            texts.whatif_capacity,
            form("platz", texts.column_service, limited).with(texts.whatif_units, "20", "any"),
        ),
        (texts.whatif_close, form("", texts.whatif_target, closings)),
        (texts.whatif_relation, form("neu", texts.whatif_to, receivers).sent_by(actors)),
        (
            texts.whatif_wait,
            form("warten", texts.column_service, again).with(texts.whatif_days, "14", "any"),
        ),
        (
            texts.whatif_arrivals,
            form("zugang", texts.column_service, services).with(texts.whatif_cases, "30", "any"),
        ),
    ];
    let forms = forms.into_iter().map(|(title, fields)| {
        view! {
            <details class="change-form" name="aenderung">
                <summary>{title}</summary>
                <ChangeForm ags=ags fields=fields query=query />
            </details>
        }
    });
    view! { <div class="change-forms">{forms.collect_view()}</div> }.into_any()
}

struct NumberField {
    label: &'static str,
    value: &'static str,
    step: &'static str,
}

/// What a form asks; without `was` its choices are whole changes.
struct FormFields {
    was: &'static str,
    target: &'static str,
    choices: Vec<Choice>,
    number: Option<NumberField>,
    senders: Option<Vec<Choice>>,
}

impl FormFields {
    fn new(was: &'static str, target: &'static str, choices: Vec<Choice>) -> Self {
        Self { was, target, choices, number: None, senders: None }
    }

    fn with(self, label: &'static str, value: &'static str, step: &'static str) -> Self {
        Self { number: Some(NumberField { label, value, step }), ..self }
    }

    fn sent_by(self, senders: Vec<Choice>) -> Self {
        Self { senders: Some(senders), ..self }
    }
}

#[component]
fn ChangeForm(ags: Memo<String>, fields: FormFields, query: Memo<StrainQuery>) -> impl IntoView {
    let texts = use_texts();
    let action = move || format!("{}#was-waere-wenn", paths::bottlenecks(&ags.get()));
    let is_whole = fields.was.is_empty();
    let kind = (!is_whole).then(|| view! { <input type="hidden" name="was" value=fields.was /> });
    let senders = fields.senders.map(|choices| {
        view! { <ChoiceField name="von" label=texts.whatif_from choices=choices /> }
    });
    let number = fields.number.map(|number| {
        view! {
            <label>
                <span>{number.label}</span>
                <input type="number" name="wert" value=number.value step=number.step required />
            </label>
        }
    });
    let name = if is_whole { "aenderung" } else { "ziel" };
    view! {
        <form method="GET" action=action>
            <Kept query=query />
            {kind}
            {senders}
            <ChoiceField name=name label=fields.target choices=fields.choices />
            {number}
            <button type="submit" class="primary">{texts.whatif_submit}</button>
        </form>
    }
    .into_any()
}

/// What the URL says already, but for what the form itself asks.
#[component]
pub(super) fn Kept(
    query: Memo<StrainQuery>,
    #[prop(optional)] except: &'static [&'static str],
) -> impl IntoView {
    move || {
        let pairs = query.with(StrainQuery::pairs);
        let kept = pairs.into_iter().filter(|(name, _)| !except.contains(name));
        kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    }
}

#[component]
fn ChoiceField(name: &'static str, label: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let texts = use_texts();
    let option = |choice: &Choice| {
        view! { <option value=choice.value.clone()>{choice.label.clone()}</option> }
    };
    let groups = choices.chunk_by(|a, b| a.group == b.group).map(|members| {
        let options = members.iter().map(option).collect_view();
        match members.first().and_then(|choice| choice.group.clone()) {
            Some(group) => view! { <optgroup label=group>{options}</optgroup> }.into_any(),
            None => options.into_any(),
        }
    });
    view! {
        <label>
            <span>{label}</span>
            <select name=name required>
                <option value="">{texts.whatif_choose}</option>
                {groups.collect_view()}
            </select>
        </label>
    }
    .into_any()
}
