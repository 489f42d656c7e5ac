//! A selection list of a question.

use leptos::prelude::*;

use crate::api::Choice;

/// A labelled selection list, with headings where the choices have groups.
#[component]
pub(crate) fn Selection(
    name: &'static str,
    label: &'static str,
    empty: &'static str,
    #[prop(optional)] is_required: bool,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<Option<String>>,
) -> impl IntoView {
    let option = move |choice: Choice| {
        let code = choice.value.clone();
        let is_selected = move || value.with(|value| value.as_deref() == Some(code.as_str()));
        view! { <option value=choice.value selected=is_selected>{choice.label}</option> }
    };
    let mut groups: Vec<(Option<String>, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut() {
            Some((group, members)) if *group == choice.group => members.push(choice),
            _ => groups.push((choice.group.clone(), vec![choice])),
        }
    }
    let options = groups.into_iter().map(|(group, members)| {
        let members = members.into_iter().map(option).collect_view();
        match group {
            Some(group) => view! { <optgroup label=group>{members}</optgroup> }.into_any(),
            None => members.into_any(),
        }
    });
    view! {
        <label>
            <span>{label}</span>
            <select name=name required=is_required>
                <option value="" selected=move || value.with(Option::is_none)>{empty}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}
