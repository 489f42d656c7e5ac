//! The frame around every page: skip link, header with language and colours, footer.

use leptos::prelude::*;
use model::Lang;

use super::room_bar::RoomBar;
use crate::address::{keep_address_bar, use_here};
use crate::routes::paths;
use crate::state::{Theme, use_settings};
use crate::text::{texts as texts_in, use_texts};

/// # Keyboard   the first Tab reaches a link that jumps over the header.
#[component]
pub(crate) fn Frame(children: Children) -> impl IntoView {
    let texts = use_texts();
    keep_address_bar();
    view! {
        <a class="skip" href="#inhalt">{texts.skip_to_content}</a>
        <header class="site-header">
            <a class="brand" href=paths::START>
                <img src="/netzlotse.svg" alt="" width="28" height="28" />
                <span>{texts.app_name}</span>
            </a>
            <Preferences />
        </header>
        <RoomBar />
        <main id="inhalt" tabindex="-1">{children()}</main>
        <footer class="site-footer">
            <p>{texts.footer_about}</p>
            <p>{texts.footer_example}</p>
        </footer>
    }
    .into_any()
}

/// Language and colours. Plain links: they work without JavaScript and come back to this page.
#[component]
fn Preferences() -> impl IntoView {
    let texts = use_texts();
    let settings = use_settings();
    let here = use_here();
    let link = move |kind: &'static str, code: &'static str| {
        move || format!("/einstellung/{kind}/{code}?zurueck={}", encoded(&here.get()))
    };
    let theme_name = move |theme| match theme {
        Theme::Auto => texts.theme_auto,
        Theme::Light => texts.theme_light,
        Theme::Dark => texts.theme_dark,
    };
    view! {
        <nav class="preferences" aria-label=texts.language>
            {Lang::ALL
                .map(|lang| {
                    let current = (lang == settings.lang).then_some("true");
                    view! {
                        <a
                            rel="external"
                            href=link("sprache", lang.tag())
                            hreflang=lang.tag()
                            aria-current=current
                            title=format!("{}: {}", texts_in(lang).language, lang_name(lang))
                        >
                            {lang.tag().to_uppercase()}
                        </a>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
        <nav class="preferences" aria-label=texts.theme>
            {Theme::ALL
                .map(|theme| {
                    let current = (theme == settings.theme).then_some("true");
                    view! {
                        <a rel="external" href=link("ansicht", theme.code()) aria-current=current>
                            {theme_name(theme)}
                        </a>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
    }
    .into_any()
}

fn lang_name(lang: Lang) -> &'static str {
    match lang {
        Lang::De => "Deutsch",
        Lang::En => "English",
    }
}

/// Percent-encodes what would end or split a query value.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B")
}
