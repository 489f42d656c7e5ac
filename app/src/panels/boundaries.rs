//! A Kreis's own borders on the map.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::GraphView;
use crate::boundaries::{Boundaries, BoundaryProblem, MAX_BYTES};
use crate::keep::{forget, keep, kept};
use crate::pages::Url;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// The same as [`MAX_BYTES`], as browsers count.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
const LARGEST_FILE: f64 = MAX_BYTES as f64;

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
    graph: Signal<GraphView>,
    key: StoredValue<String>,
    shown: RwSignal<Option<Shown>>,
    message: RwSignal<Option<Message>>,
    url: Url,
}

impl OwnBoundaries {
    /// Those kept from an earlier visit come as soon as the page is alive.
    pub(crate) fn of(ags: &str, graph: Signal<GraphView>, url: Url) -> Self {
        let this = Self {
            graph,
            key: StoredValue::new(format!("netzlotse.grenzen.{ags}")),
            shown: RwSignal::new(None),
            message: RwSignal::new(None),
            url,
        };
        Effect::new(move |_| {
            let file = this.key.with_value(|key| kept::<KeptFile>(key));
            // What is no longer of use would be refused at every visit.
            if file.is_some_and(|file| !this.show(&file)) {
                this.key.with_value(|key| forget(key));
            }
        });
        this
    }

    /// The network inside the borders, if there are any.
    pub(crate) fn laid_out(self) -> Signal<GraphView> {
        let laid_out = move |shown: &Shown| self.graph.with(|graph| shown.borders.lay_out(graph));
        match self.shown.get() {
            Some(shown) => Memo::new(move |_| laid_out(&shown)).into(),
            None => self.graph,
        }
    }

    pub(crate) fn are_shown(self) -> bool {
        self.shown.with_untracked(Option::is_some)
    }

    fn show(self, file: &KeptFile) -> bool {
        let borders =
            self.graph.with_untracked(|graph| Boundaries::read(&file.text, &graph.municipalities));
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

    /// The reader may have left the map while the file was read.
    fn take(self, file: &KeptFile) {
        if self.key.try_with_value(|_| ()).is_none() || !self.show(file) {
            return;
        }
        self.begin_anew();
        if !self.key.with_value(|key| keep(key, file)) {
            // Else an older file came back at the next visit.
            self.key.with_value(|key| forget(key));
            self.message.set(Some(Message::NotKept));
        }
    }

    fn refuse(self, name: String, problem: BoundaryProblem) {
        let _gone = self.message.try_set(Some(Message::Refused(name, problem)));
    }

    fn remove(self) {
        self.key.with_value(|key| forget(key));
        self.message.set(None);
        self.shown.set(None);
        self.begin_anew();
    }

    /// What was looked at, and where actors were put, lies elsewhere now.
    fn begin_anew(self) {
        self.url.replace(|query| {
            query.camera = None;
            query.pinned.clear();
        });
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
        let name = file.name();
        if file.size() > LARGEST_FILE {
            boundaries.refuse(name, BoundaryProblem::TooLarge);
            return;
        }
        let text = wasm_bindgen_futures::JsFuture::from(file.text());
        spawn_local(async move {
            let text = text.await.ok().and_then(|text| text.as_string());
            // The same file can be chosen again once it has been mended.
            input.set_value("");
            match text {
                Some(text) => boundaries.take(&KeptFile { name, text }),
                None => boundaries.refuse(name, BoundaryProblem::Unreadable),
            }
        });
    };
    let state = move || {
        boundaries.shown.with(|shown| {
            shown.as_ref().map(|shown| {
                let municipalities = boundaries.graph.with(|graph| graph.municipalities.clone());
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
            <strong>{texts.boundaries_title}</strong>
            <label class="button">
                {texts.boundaries_choose}
                <input
                    class="visually-hidden"
                    type="file"
                    accept=".geojson,.json,application/geo+json"
                    aria-label=texts.boundaries_title
                    node_ref=input
                    on:change=on_change
                />
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
