//! `/k/{ags}/sitzungen`: take part in a session, open one, and those there were.

use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::use_ags;
use crate::api::sessions::{SessionLine, SessionsView, load_sessions};
use crate::components::{DataTable, Problem, Waiting};
use crate::panels::{JoinForm, OpenSession};
use crate::routes::paths;
use crate::text::use_room_texts;

#[component]
pub(crate) fn SessionsPage() -> impl IntoView {
    let texts = use_room_texts();
    let named = use_ags();
    let ags = Memo::new(move |_| paths::present(&named.get()).to_owned());
    let sessions = Resource::new(move || ags.get(), load_sessions);
    // Sessions are of the present.
    let to_present = move || {
        let (named, ags) = (named.get(), ags.get());
        (named != ags).then(|| view! { <Redirect path=paths::sessions(&ags) /> })
    };
    view! {
        {to_present}
        <div class="page sessions">
            <h1>{crate::text::use_texts().nav_sessions}</h1>
            <p class="lead">{texts.lead}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match sessions.await {
                        Ok(view) => view! { <Sessions ags=ags view=view /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Sessions(ags: Memo<String>, view: SessionsView) -> impl IntoView {
    let texts = use_room_texts();
    let SessionsView { may_write, sessions, committees } = view;
    if !may_write {
        return view! { <JoinForm /> <p class="notice">{texts.open_read_only}</p> }.into_any();
    }
    view! {
        <SessionList sessions=sessions />
        <OpenSession ags=ags committees=committees />
        <JoinForm />
    }
    .into_any()
}

#[component]
fn SessionList(sessions: Vec<SessionLine>) -> impl IntoView {
    let texts = use_room_texts();
    let is_empty = sessions.is_empty();
    let headings = [
        texts.list_session,
        texts.list_code,
        texts.list_opened,
        texts.list_state,
        texts.list_seats,
        texts.list_motions,
    ];
    let rows = sessions.into_iter().map(|line| {
        let state = if line.is_open { texts.state_open } else { texts.state_closed };
        view! {
            <tr>
                <th scope="row"><a href=paths::session(&line.code)>{line.title}</a></th>
                <td><code>{line.code.spoken()}</code></td>
                <td>{line.opened}</td>
                <td>{state}</td>
                <td class="number">{line.n_seats}</td>
                <td class="number">{line.n_motions}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="sitzungen">
            <h2 id="sitzungen">{texts.list_title}</h2>
            {is_empty.then(|| view! { <p class="notice">{texts.list_none}</p> })}
            {(!is_empty).then(|| view! {
                <DataTable labelled_by="sitzungen" headings=headings>{rows}</DataTable>
            })}
        </section>
    }
    .into_any()
}
