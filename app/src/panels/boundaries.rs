//! A Kreis's own borders on the map.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::GraphView;
use crate::boundaries::{Boundaries, BoundaryProblem};
use crate::keep::{forget, keep, kept};
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// A file as the browser keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptFile {
    name: String,
    text: String,
}

/// The borders that are shown, with the name of their file.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    name: String,
    borders: Boundaries,
}

/// What became of the file chosen last.
#[derive(Clone, Debug, PartialEq)]
enum Message {
    Refused(String, BoundaryProblem),
    /// Read, but too large to be there at the next visit.
    NotKept,
}

/// The borders of one Kreis.
#[derive(Clone, Copy)]
pub(crate) struct OwnBoundaries {
    graph: StoredValue<GraphView>,
    key: StoredValue<String>,
    shown: RwSignal<Option<Shown>>,
    message: RwSignal<Option<Message>>,
}

impl OwnBoundaries {
    /// Those kept from an earlier visit come as soon as the page is alive.
    pub(crate) fn of(ags: &str, graph: StoredValue<GraphView>) -> Self {
        let this = Self {
            graph,
            key: StoredValue::new(format!("netzlotse.grenzen.{ags}")),
            shown: RwSignal::new(None),
            message: RwSignal::new(None),
        };
        Effect::new(move |_| {
            if let Some(file) = this.key.with_value(|key| kept::<KeptFile>(key)) {
                this.show(&file);
            }
        });
        this
    }

    /// The network inside the borders, if there are any.
    pub(crate) fn laid_out(self) -> StoredValue<GraphView> {
        self.shown.with(|shown| match shown {
            Some(shown) => {
                StoredValue::new(self.graph.with_value(|graph| shown.borders.lay_out(graph)))
            }
            None => self.graph,
        })
    }

    fn show(self, file: &KeptFile) -> bool {
        let borders =
            self.graph.with_value(|graph| Boundaries::read(&file.text, &graph.municipalities));
        match borders {
            Ok(borders) => {
                self.message.set(None);
                self.shown.set(Some(Shown { name: file.name.clone(), borders }));
                true
            }
            Err(problem) => {
                self.message.set(Some(Message::Refused(file.name.clone(), problem)));
                false
            }
        }
    }

    fn take(self, file: &KeptFile) {
        if self.show(file) && !self.key.with_value(|key| keep(key, file)) {
            self.message.set(Some(Message::NotKept));
        }
    }

    fn remove(self) {
        self.key.with_value(|key| forget(key));
        self.message.set(None);
        self.shown.set(None);
    }
}

/// Chooses a file, says which one is shown, and takes it away.
///
/// # On the server   nothing: the file is read in the browser and not sent.
#[component]
pub(crate) fn BoundaryChoice(boundaries: OwnBoundaries) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let input = NodeRef::<Input>::new();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let on_change = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file can be chosen again once it has been mended.
        let name = file.name();
        let text = wasm_bindgen_futures::JsFuture::from(file.text());
        spawn_local(async move {
            let text = text.await.ok().and_then(|text| text.as_string());
            input.set_value("");
            boundaries.take(&KeptFile { name, text: text.unwrap_or_default() });
        });
    };
    let state = move || {
        boundaries.shown.with(|shown| {
            shown.as_ref().map(|shown| {
                let municipalities =
                    boundaries.graph.with_value(|graph| graph.municipalities.clone());
                sentences::boundaries(lang, &shown.name, &shown.borders.missing(&municipalities))
            })
        })
    };
    let message = move || {
        boundaries.message.get().map(|message| match message {
            Message::Refused(name, problem) => sentences::boundary_problem(lang, &name, problem),
            Message::NotKept => texts.boundaries_not_kept.to_owned(),
        })
    };
    view! {
        <div class="surroundings boundaries" hidden=move || !is_ready.get()>
            <label>
                <strong>{texts.boundaries_title}</strong>
                " "
                <input type="file" accept=".geojson,.json,application/geo+json" node_ref=input on:change=on_change />
            </label>
            {move || state().map(|state| view! {
                <span>
                    {state} " "
                    <button type="button" class="link" on:click=move |_| boundaries.remove()>{texts.boundaries_remove}</button>
                </span>
            })}
            <span class="muted" role="status">{move || message().unwrap_or_else(|| texts.boundaries_note.to_owned())}</span>
        </div>
    }
    .into_any()
}
