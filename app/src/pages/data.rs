//! `/k/{ags}/daten`: every row of the network, table by table, to read and to edit.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use model::TableName;

use super::{DataTabs, use_ags};
use crate::api::{RowLine, RowsView, load_rows};
use crate::components::{ConfidenceBadge, DataTable, Ignored, Problem, Waiting};
use crate::live::{Live, use_live};
use crate::panels::{Editor, Outcome};
use crate::routes::paths;
use crate::state::{DataQuery, EditTarget, use_lang};
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn DataPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(DataQuery::read));
    let live = use_live();
    let asked = Memo::new(move |_| query.with(|query| (query.table, query.search.clone())));
    let rows = Resource::new(
        move || (ags.get(), asked.get(), live.map_or(0, Live::revision)),
        async |(ags, (table, search), _)| load_rows(ags, table, search).await,
    );
    view! {
        <div class="page data">
            <h1>{texts.data_title}</h1>
            <DataTabs ags=ags />
            <p class="lead">{texts.data_text}</p>
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match rows.await {
                        Ok(rows) => view! { <Tables ags=ags rows=rows query=query /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
        <OpenForm ags=ags query=query />
    }
    .into_any()
}

/// The form that the URL names. It stands beside the tables, so that it outlives their next state.
#[component]
fn OpenForm(ags: Memo<String>, query: Memo<DataQuery>) -> impl IntoView {
    let live = use_live();
    let navigate = StoredValue::new(use_navigate());
    let target = Memo::new(move |_| {
        let may_write = live.is_some_and(Live::may_write);
        query.with(|query| query.edit.clone()).filter(|_| may_write)
    });
    let go_to = move |next: &DataQuery| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|go| go(&path(&ags.get_untracked(), next), options));
    };
    let on_done = move |own: EditTarget, outcome: Outcome| {
        if let (Some(live), Some(written)) = (live, outcome.written()) {
            live.reached(written.revision);
        }
        let here = query.get_untracked();
        // Another form may be open by now.
        if here.edit.as_ref() == Some(&own) {
            let edit = match outcome {
                Outcome::Found(key) => Some(EditTarget::row(key.table, key.id)),
                _ => None,
            };
            go_to(&DataQuery { edit, ..here });
        }
    };
    move || {
        target.get().map(|target| {
            let own = target.clone();
            let on_done = Callback::new(move |outcome| on_done(own.clone(), outcome));
            view! { <Editor ags=ags target=target on_done=on_done /> }
        })
    }
}

#[component]
fn Tables(ags: Memo<String>, rows: RowsView, query: Memo<DataQuery>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let here = query.get_untracked();
    let kreis = ags.get_untracked();
    let links = TableName::ALL.iter().zip(&rows.n_by_table).map(|(table, n)| {
        let other = path(&kreis, &DataQuery::of(*table));
        let is_current = (*table == here.table).then_some("true");
        view! {
            <a href=other aria-current=is_current>{table.label(lang)} " " <span class="count">{*n}</span></a>
        }
    });
    let links = links.collect_view();
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let add = {
        let edit = Some(EditTarget::new_row(here.table, []));
        path(&kreis, &DataQuery { edit, ..here.clone() })
    };
    let is_cut = rows.n_matching > rows.rows.len();
    let list = if rows.n_all == 0 {
        view! { <p class="notice">{texts.data_empty}</p> }.into_any()
    } else if rows.rows.is_empty() {
        view! { <p class="notice">{texts.data_no_match}</p> }.into_any()
    } else {
        view! { <List ags=kreis.clone() rows=rows.rows query=here.clone() /> }.into_any()
    };
    let summary = sentences::edit::matching_rows(lang, rows.n_matching, rows.n_all);
    view! {
        <nav class="data-tables switch" aria-label=texts.data_tables>{links}</nav>
        <div class="data-head">
            <form method="get" action=paths::data(&kreis) role="search">
                <input type="hidden" name="tabelle" value=here.table.code() />
                <label>
                    <span class="visually-hidden">{texts.data_search}</span>
                    <input type="search" name="suche" placeholder=texts.data_search value=here.search.clone() />
                </label>
                <button type="submit" class="button">{texts.search_submit}</button>
            </form>
            <p role="status" id="daten-liste">{summary}</p>
            <a class="button primary" hidden=move || !may_write() href=add>{texts.add_more}</a>
        </div>
        {list}
        {is_cut.then(|| view! { <p class="notice">{texts.data_more_rows}</p> })}
    }
    .into_any()
}

#[component]
fn List(ags: String, rows: Vec<RowLine>, query: DataQuery) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let items = rows.into_iter().map(|row| {
        let edit = Some(EditTarget::row(row.key.table, row.key.id.clone()));
        let href = path(&ags, &DataQuery { edit, ..query.clone() });
        let label = format!("{} {}", texts.edit_this, row.title);
        let standing = row.standing.map(|(confidence, visibility)| {
            let badge = view! { <ConfidenceBadge confidence=confidence /> };
            (badge, visibility.label(lang))
        });
        let (badge, visibility) = standing.unzip();
        view! {
            <tr>
                <th scope="row">{row.title}</th>
                <td>{row.kind}</td>
                <td>{badge}</td>
                <td>{visibility}</td>
                <td><a hidden=move || !may_write() href=href aria-label=label>{texts.edit_this}</a></td>
            </tr>
        }
    });
    let items = items.collect_view();
    let headings = [
        texts.data_entry,
        texts.column_kind,
        texts.data_confidence,
        texts.data_visibility,
        texts.edit_this,
    ];
    view! {
        <DataTable labelled_by="daten-liste" class="data-rows" headings=headings>{items}</DataTable>
    }
    .into_any()
}

fn path(ags: &str, query: &DataQuery) -> String {
    format!("{}{}", paths::data(ags), query.write())
}
