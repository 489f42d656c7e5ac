//! Opening a session: its name, and who has a vote in it.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use protocol::MAX_TITLE;

use crate::api::ApiError;
use crate::api::sessions::{CommitteeSeats, open_session};
use crate::components::Problem;
use crate::routes::paths;
use crate::text::use_room_texts;

/// What is typed, and what a committee proposed for it.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    /// One name per line.
    seats: RwSignal<String>,
    proposed: StoredValue<(String, String)>,
}

impl Draft {
    fn new() -> Self {
        Self {
            title: RwSignal::new(String::new()),
            seats: RwSignal::new(String::new()),
            proposed: StoredValue::default(),
        }
    }

    /// What another committee proposed is replaced; what somebody typed stays.
    fn propose(self, committee: Option<CommitteeSeats>) {
        let next = committee.map(|it| (it.label, it.seats.join("\n"))).unwrap_or_default();
        let before = self.proposed.get_value();
        for (field, before, next) in
            [(self.title, before.0, &next.0), (self.seats, before.1, &next.1)]
        {
            if field.with_untracked(|typed| typed.trim().is_empty() || *typed == before) {
                field.set(next.clone());
            }
        }
        self.proposed.set_value(next);
    }

    fn seat_names(self) -> Vec<String> {
        self.seats.with_untracked(|text| text.lines().map(str::to_owned).collect())
    }
}

/// # On the server   the form, hidden: opening needs scripts.
#[component]
pub(crate) fn OpenSession(ags: Memo<String>, committees: Vec<CommitteeSeats>) -> impl IntoView {
    let texts = use_room_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let draft = Draft::new();
    let is_opening = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let navigate = StoredValue::new(use_navigate());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_opening.get_untracked() {
            return;
        }
        is_opening.set(true);
        problem.set(None);
        let (ags, title) = (ags.get_untracked(), draft.title.get_untracked());
        spawn_local(async move {
            match open_session(ags, title, draft.seat_names()).await {
                Ok(code) => {
                    let path = paths::session(&code);
                    // Whoever has gone on to another page stays there; the list has the session.
                    let _gone = navigate.try_with_value(|go| go(&path, NavigateOptions::default()));
                }
                Err(error) => {
                    // Another page may be open by now.
                    let _gone = problem.try_set(Some(error));
                }
            }
            let _gone = is_opening.try_set(false);
        });
    };
    view! {
        <section aria-labelledby="eroeffnen" hidden=move || !is_ready.get()>
            <h2 id="eroeffnen">{texts.open_title}</h2>
            <form class="session-open" on:submit=submit>
                <Fields draft=draft committees=committees />
                <button type="submit" class="primary" disabled=move || is_opening.get()>
                    {move || if is_opening.get() { texts.open_opening } else { texts.open_go }}
                </button>
            </form>
            {move || problem.get().map(|error| view! { <Problem error=error /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Fields(draft: Draft, committees: Vec<CommitteeSeats>) -> impl IntoView {
    let texts = use_room_texts();
    let options = committees.iter().enumerate().map(|(idx, committee)| {
        view! { <option value=idx>{committee.label.clone()}</option> }
    });
    let options = options.collect_view();
    let committees = StoredValue::new(committees);
    let choose = move |event| {
        let idx = event_target_value(&event).parse::<usize>().ok();
        draft.propose(committees.with_value(|all| idx.and_then(|idx| all.get(idx).cloned())));
    };
    view! {
        <label>
            <span>{texts.open_committee}</span>
            <select on:change=choose>
                <option value="">{texts.open_no_committee}</option>
                {options}
            </select>
        </label>
        <label>
            <span>{texts.open_name}</span>
            <input
                type="text"
                required
                maxlength=MAX_TITLE.to_string()
                placeholder=texts.open_name_example
                prop:value=move || draft.title.get()
                on:input=move |event| draft.title.set(event_target_value(&event))
            />
        </label>
        <label>
            <span>{texts.open_seats}</span>
            <textarea
                rows="8"
                aria-describedby="plaetze-hilfe"
                prop:value=move || draft.seats.get()
                on:input=move |event| draft.seats.set(event_target_value(&event))
            ></textarea>
        </label>
        <p id="plaetze-hilfe" class="muted small">{texts.open_seats_help}</p>
    }
    .into_any()
}
