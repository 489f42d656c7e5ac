//! The picture of a map for other websites, as HTML to copy.

use leptos::prelude::*;
use model::MapToken;

use crate::components::CopyField;
use crate::routes::paths;
use crate::text::use_map_texts;

/// # On the server   nothing: only the browser knows under which address it is.
#[component]
pub(super) fn Embed(token: MapToken, label: String) -> impl IntoView {
    let texts = use_map_texts();
    let is_open = RwSignal::new(false);
    let map = StoredValue::new((token, label));
    let html = Memo::new(move |_| {
        let origin = location().origin().unwrap_or_default();
        map.with_value(|(token, label)| snippet(&origin, token, label))
    });
    let toggled = move |event: leptos::ev::Event| {
        let element = event_target::<leptos::web_sys::HtmlDetailsElement>(&event);
        is_open.set(element.open());
    };
    view! {
        <details class="map-more" on:toggle=toggled>
            <summary>{texts.line_embed}</summary>
            {move || is_open.get().then(|| view! {
                <CopyField text=html label=texts.line_embed_label note=texts.line_embed_note />
            })}
        </details>
    }
    .into_any()
}

/// The picture as a link to the map. Whoever looks at the other page is not told of to this server.
fn snippet(origin: &str, token: &MapToken, label: &str) -> String {
    let (map, picture) = (paths::shared_map(token), paths::shared_picture(token));
    let label = label
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<a href=\"{origin}{map}\"><img src=\"{origin}{picture}\" alt=\"{label}\" loading=\"lazy\" \
         referrerpolicy=\"no-referrer\" style=\"max-width:100%;height:auto\"></a>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_leave_its_attribute() {
        let token = MapToken::from_random([0; MapToken::LENGTH]);
        let html = snippet("https://netz.example", &token, "A & \"B\" <b>");
        let address = format!("https://netz.example/m/{}", token.as_str());
        assert!(
            html.starts_with(&format!("<a href=\"{address}\"><img src=\"{address}/bild.svg\" "))
        );
        assert!(html.contains("alt=\"A &amp; &quot;B&quot; &lt;b&gt;\""), "{html}");
    }
}
