//! One column of a form: its label, its control, what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use exchange::{join_list, split_list};
use leptos::prelude::*;
use model::Lang;

use super::draft::Draft;
use super::fields::{Choice, Control, control, is_required};
use super::label;
use crate::state::use_lang;
use crate::text::use_texts;

#[component]
pub(super) fn ColumnInput(draft: Draft, column: &'static str) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let table = draft.table();
    let control = draft.form.with_value(|form| control(form, column, lang));
    let id = format!("edit-{column}");
    let problem_id = format!("{id}-problem");
    let name = label(lang, table, column);
    let is_key = exchange::key_columns(table).contains(&column);
    let is_fixed = is_key && !draft.is_new();
    let mark = is_required(table, column)
        .then(|| view! { <span class="edit-mark" aria-hidden="true" title=texts.edit_required>" *"</span> });
    let known = pickable(&control);
    let problem = Memo::new(move |_| {
        let is_unknown = known.as_ref().is_some_and(|known| {
            let cell = draft.cell(column);
            !cell.is_empty() && !known.contains(&cell)
        });
        let unknown = (is_unknown && draft.is_tried()).then(|| texts.edit_unknown_name.to_owned());
        unknown.or_else(|| draft.problem(column))
    });
    let is_group = matches!(control, Control::Many(_));
    let is_needed = is_required(table, column);
    let field = Field { draft, column, id: id.clone(), problem, is_fixed, is_needed };
    let input = field.input(control);
    let message = {
        let problem_id = problem_id.clone();
        move || {
            problem.get().map(|text| {
                view! { <span class="edit-problem" id=problem_id.clone()>{text}</span> }
            })
        }
    };
    if is_group {
        view! {
            <fieldset class="edit-field edit-many">
                <legend>{name} {mark}</legend>
                {input} {message}
            </fieldset>
        }
        .into_any()
    } else {
        view! {
            <div class="edit-field">
                <label for=id>{name} {mark}</label>
                {input} {message}
            </div>
        }
        .into_any()
    }
}

/// The ids of what can be picked, where one picks.
fn pickable(control: &Control) -> Option<BTreeSet<String>> {
    match control {
        Control::Pick(choices) => Some(choices.iter().map(|choice| choice.code.clone()).collect()),
        _ => None,
    }
}

/// A typed number as tables have it. In German a point divides thousands and a comma decimals;
/// degrees are copied from elsewhere, and have a point.
fn number_cell(typed: &str, column: &str, lang: Lang) -> String {
    let typed = typed.trim();
    if lang == Lang::En || matches!(column, "lat" | "lon") {
        return typed.replace(',', ".");
    }
    let whole = typed.split(',').next().unwrap_or_default();
    let mut groups = whole.split('.');
    let is_first_short = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let mut rest = groups.peekable();
    let has_thousands = rest.peek().is_some() && rest.all(|group| group.len() == 3);
    let plain =
        if is_first_short && has_thousands { typed.replace('.', "") } else { typed.to_owned() };
    plain.replace(',', ".")
}

/// The names one can pick, a list for each field that asks for one.
#[component]
pub(super) fn PickLists(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let columns = super::fields::ordered_columns(draft.table());
    let lists = columns.into_iter().filter_map(|(column, _)| {
        let control = draft.form.with_value(|form| control(form, column, lang));
        let Control::Pick(choices) = control else { return None };
        let options = unique_names(&choices).into_iter().map(|(_, name)| {
            view! { <option value=name></option> }
        });
        Some(view! { <datalist id=format!("edit-{column}-list")>{options.collect_view()}</datalist> })
    });
    lists.collect_view()
}

/// Each id with its name, and the id behind the name where another has the same.
///
/// # Complexity O(n log n)
fn unique_names(choices: &[Choice]) -> Vec<(String, String)> {
    let mut n_with: BTreeMap<&str, usize> = BTreeMap::new();
    for choice in choices {
        *n_with.entry(&choice.label).or_default() += 1;
    }
    let name = |choice: &Choice| match n_with.get(choice.label.as_str()) {
        Some(1) | None => choice.label.clone(),
        Some(_) => format!("{} · {}", choice.label, choice.code),
    };
    choices.iter().map(|choice| (choice.code.clone(), name(choice))).collect()
}

struct Field {
    draft: Draft,
    column: &'static str,
    id: String,
    problem: Memo<Option<String>>,
    is_fixed: bool,
    is_needed: bool,
}

impl Field {
    fn input(self, control: Control) -> AnyView {
        match control {
            Control::Text => self.line("text", None),
            Control::Date => self.line("date", None),
            Control::Number => self.number(),
            Control::Long => self.area(false),
            Control::Lines => self.area(true),
            Control::Tags => self.tags(),
            Control::YesNo => self.yes_no(),
            Control::One(choices) => self.one(choices),
            Control::Many(choices) => self.many(choices),
            Control::Pick(choices) => self.pick(choices),
        }
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + use<> {
        let problem = self.problem;
        move || problem.with(Option::is_some).then_some("true")
    }

    fn described(&self) -> impl Fn() -> Option<String> + Clone + use<> {
        let (problem, id) = (self.problem, format!("{}-problem", self.id));
        move || problem.with(Option::is_some).then(|| id.clone())
    }

    fn line(self, kind: &'static str, mode: Option<&'static str>) -> AnyView {
        let (draft, column) = (self.draft, self.column);
        let (invalid, described) = (self.invalid(), self.described());
        view! {
            <input
                type=kind
                id=self.id
                inputmode=mode
                readonly=self.is_fixed
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || draft.cell(column)
                on:input=move |event| draft.set(column, event_target_value(&event))
            />
        }
        .into_any()
    }

    /// A comma is what one types for decimals in German; tables have a point.
    fn number(self) -> AnyView {
        let (draft, column, lang) = (self.draft, self.column, use_lang());
        let (invalid, described) = (self.invalid(), self.described());
        let shown = move || {
            let cell = draft.cell(column);
            if lang == Lang::De { cell.replace('.', ",") } else { cell }
        };
        view! {
            <input
                type="text"
                id=self.id
                inputmode="decimal"
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown
                on:change=move |event| draft.set(column, number_cell(&event_target_value(&event), column, lang))
            />
        }
        .into_any()
    }

    fn area(self, is_list: bool) -> AnyView {
        let (draft, column, texts) = (self.draft, self.column, use_texts());
        let (invalid, described) = (self.invalid(), self.described());
        let shown = move || {
            let cell = draft.cell(column);
            if is_list { split_list(&cell).join("\n") } else { cell }
        };
        let on_change = move |event| {
            let text = event_target_value(&event);
            draft.set(column, if is_list { join_list(text.lines()) } else { text });
        };
        view! {
            <textarea
                id=self.id
                rows="3"
                placeholder=is_list.then_some(texts.edit_lines_help)
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown
                on:change=on_change
            ></textarea>
        }
        .into_any()
    }

    fn tags(self) -> AnyView {
        let (draft, column) = (self.draft, self.column);
        let (invalid, described) = (self.invalid(), self.described());
        let on_change = move |event| {
            let text = event_target_value(&event);
            draft.set(column, join_list(text.split([',', ';', ' ']).map(str::trim)));
        };
        view! {
            <input
                type="text"
                id=self.id
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || split_list(&draft.cell(column)).join(", ")
                on:change=on_change
            />
        }
        .into_any()
    }

    fn yes_no(self) -> AnyView {
        let texts = use_texts();
        let choices = [("yes", texts.edit_yes), ("no", texts.edit_no)];
        let choice =
            |(code, label): (&str, &str)| Choice { code: code.to_owned(), label: label.to_owned() };
        self.one(choices.map(choice).into())
    }

    fn one(self, choices: Vec<Choice>) -> AnyView {
        let (draft, column, texts) = (self.draft, self.column, use_texts());
        let (invalid, described) = (self.invalid(), self.described());
        let options = choices.into_iter().map(|choice| {
            let code = choice.code.clone();
            view! {
                <option value=choice.code prop:selected=move || draft.cell(column) == code>{choice.label}</option>
            }
        });
        view! {
            <select
                id=self.id
                disabled=self.is_fixed
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                on:change=move |event| draft.set(column, event_target_value(&event))
            >
                <option value="" prop:selected=move || draft.cell(column).is_empty()>{texts.edit_none}</option>
                {options.collect_view()}
            </select>
        }
        .into_any()
    }

    fn many(self, choices: Vec<Choice>) -> AnyView {
        let (draft, column) = (self.draft, self.column);
        let boxes = choices.into_iter().map(|choice| {
            let (for_checked, code) = (choice.code.clone(), choice.code);
            let is_checked = move || split_list(&draft.cell(column)).contains(&for_checked);
            let on_change = move |event| {
                let mut items = split_list(&draft.cell(column));
                items.retain(|item| *item != code);
                if event_target_checked(&event) {
                    items.push(code.clone());
                }
                draft.set(column, join_list(items));
            };
            view! {
                <label class="edit-box">
                    <input type="checkbox" prop:checked=is_checked on:change=on_change />
                    <span>{choice.label}</span>
                </label>
            }
        });
        let described = self.described();
        view! {
            <div class="edit-boxes" tabindex="-1" aria-invalid=self.invalid() aria-describedby=described role="group">
                {boxes.collect_view()}
            </div>
        }
        .into_any()
    }

    /// Typed by name, kept by id. What is no name stays as it is typed, and is then refused.
    fn pick(self, choices: Vec<Choice>) -> AnyView {
        let (draft, column, texts) = (self.draft, self.column, use_texts());
        let (invalid, described) = (self.invalid(), self.described());
        let names = StoredValue::new(unique_names(&choices));
        let shown = move || {
            let cell = draft.cell(column);
            names.with_value(|names| {
                let found = names.iter().find(|(code, _)| *code == cell);
                found.map_or_else(|| cell.clone(), |(_, name)| name.clone())
            })
        };
        let on_change = move |event| {
            let text = event_target_value(&event).trim().to_owned();
            let wanted = text.to_lowercase();
            let code = names.with_value(|names| {
                let found = names.iter().find(|(_, name)| name.to_lowercase() == wanted);
                found.map(|(code, _)| code.clone())
            });
            draft.set(column, code.unwrap_or(text));
        };
        view! {
            <input
                type="text"
                id=self.id.clone()
                list=format!("{}-list", self.id)
                autocomplete="off"
                placeholder=texts.edit_pick_help
                readonly=self.is_fixed
                aria-required=self.is_needed.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown
                on:change=on_change
            />
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_typed_as_people_write_them() {
        let cell = |typed: &str| number_cell(typed, "capacity", Lang::De);
        assert_eq!(cell("1.200"), "1200");
        assert_eq!(cell("1.234.567,5"), "1234567.5");
        assert_eq!(cell(" 0,75 "), "0.75");
        assert_eq!(cell("2.5"), "2.5");
        assert_eq!(cell("viele"), "viele");
        assert_eq!(number_cell("51.909", "lat", Lang::De), "51.909");
        assert_eq!(number_cell("1.200", "value", Lang::En), "1.200");
    }

    #[test]
    fn a_shared_name_says_which() {
        let choice = |code: &str, label: &str| Choice { code: code.into(), label: label.into() };
        let names = unique_names(&[choice("a", "Kita"), choice("b", "Kita"), choice("c", "KI")]);
        let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Kita · a", "Kita · b", "KI"]);
    }
}
