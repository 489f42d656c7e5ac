//! Says that one looks at a network by a shared map, and leads out of it.

use leptos::prelude::*;
use model::NetworkId;

use crate::api::maps::GuestView;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_map_texts};

/// # On the server   everything: leaving is a plain form.
#[component]
pub(crate) fn MapBar(kreis: NetworkId, guest: GuestView) -> impl IntoView {
    let (texts, lang) = (use_map_texts(), use_lang());
    view! {
        <section class="map-bar" aria-label=texts.bar>
            <p>
                <strong>{texts.bar} ": " {guest.label} "."</strong>
                " "
                {sentences::maps::visible_until(lang, guest.until)}
            </p>
            <form method="post" action=paths::LEAVE_MAP>
                <input type="hidden" name="kreis" value=kreis.to_string() />
                <button type="submit" class="button-small">{texts.bar_leave}</button>
            </form>
        </section>
    }
    .into_any()
}
