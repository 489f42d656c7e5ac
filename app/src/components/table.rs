//! A table that scrolls sideways where it does not fit.

use leptos::prelude::*;

/// # Keyboard   the table can be focused and scrolled with the arrow keys.
#[component]
pub(crate) fn DataTable<Heading: Into<String>, const N: usize>(
    /// The id of the heading that names it.
    labelled_by: &'static str,
    headings: [Heading; N],
    #[prop(optional)] class: &'static str,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let headings = headings.map(|name| view! { <th scope="col">{name.into()}</th> });
    let headings = headings.into_iter().collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby=labelled_by>
            <table class=class>
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
