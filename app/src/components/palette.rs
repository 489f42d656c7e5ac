//! Everything one can do here, found by typing: Ctrl+K.

use leptos::ev;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use super::search_box::{folded, words};
use super::shortcuts::on_key_outside_fields;
use crate::text::use_texts;

/// How many entries the list shows.
const MAX_SHOWN: usize = 12;

/// Something one can do.
#[derive(Clone)]
pub(crate) struct PaletteEntry {
    pub(crate) name: String,
    /// The key that does the same, if there is one.
    pub(crate) keys: &'static str,
    pub(crate) run: Callback<()>,
}

#[derive(Clone, Copy)]
struct Palette {
    entries: Signal<Vec<PaletteEntry>>,
    is_open: RwSignal<bool>,
    text: RwSignal<String>,
    /// Position among the entries that match.
    active: RwSignal<usize>,
    dialog: NodeRef<Dialog>,
    field: NodeRef<Input>,
}

impl Palette {
    /// The entries that hold every word, in their order; none while nobody looks.
    fn found(self) -> Vec<PaletteEntry> {
        if !self.is_open.get() {
            return Vec::new();
        }
        let words = self.text.with(|text| words(text));
        let matches = |entry: &&PaletteEntry| {
            let name = folded(&entry.name);
            words.iter().all(|word| name.contains(word))
        };
        self.entries.with(|all| all.iter().filter(matches).take(MAX_SHOWN).cloned().collect())
    }

    fn open(self) {
        self.is_open.set(true);
        self.text.set(String::new());
        self.active.set(0);
        if let Some(dialog) = self.dialog.get_untracked() {
            // Fails only while it is open.
            let _open_already = dialog.show_modal();
        }
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
            let _focused = field.focus();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn choose(self, position: usize) {
        let entry = untrack(|| self.found().get(position).cloned());
        if let Some(entry) = entry {
            self.close();
            entry.run.run(());
        }
    }

    fn obey(self, event: &ev::KeyboardEvent) {
        let n_found = untrack(|| self.found().len());
        match event.key().as_str() {
            "ArrowDown" if n_found > 0 => {
                self.active.update(|active| *active = (*active + 1) % n_found);
            }
            "ArrowUp" if n_found > 0 => {
                self.active.update(|active| *active = (*active + n_found - 1) % n_found);
            }
            "Enter" => self.choose(self.active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    }
}

/// # On the server   closed; without scripts the page has links for all of it.
/// # Keyboard        Ctrl+K or ⌘K opens, `?` too; arrows choose, Enter does it, Escape closes.
#[component]
pub(crate) fn CommandPalette(#[prop(into)] entries: Signal<Vec<PaletteEntry>>) -> impl IntoView {
    let texts = use_texts();
    let palette = Palette {
        entries,
        is_open: RwSignal::new(false),
        text: RwSignal::new(String::new()),
        active: RwSignal::new(0),
        dialog: NodeRef::new(),
        field: NodeRef::new(),
    };
    on_key_outside_fields(move |event| {
        let is_command = event.ctrl_key() || event.meta_key();
        let is_wish = match event.key().as_str() {
            "k" | "K" => is_command,
            "?" => !is_command,
            _ => false,
        };
        if is_wish {
            event.prevent_default();
            palette.open();
        }
    });
    view! {
        <dialog class="palette" node_ref=palette.dialog aria-label=texts.palette on:close=move |_| palette.is_open.set(false)>
            <input
                node_ref=palette.field
                type="text"
                role="combobox"
                autocomplete="off"
                aria-label=texts.palette
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls="befehle"
                aria-activedescendant=move || format!("befehl-{}", palette.active.get())
                placeholder=texts.palette_placeholder
                on:input=move |event| {
                    palette.active.set(0);
                    palette.text.set(event_target_value(&event));
                }
                on:keydown=move |event| palette.obey(&event)
            />
            <ul id="befehle" role="listbox" aria-label=texts.palette>
                {move || palette.found().into_iter().enumerate().map(|(position, entry)| view! {
                    <li
                        id=format!("befehl-{position}")
                        role="option"
                        aria-selected=move || if palette.active.get() == position { "true" } else { "false" }
                        on:click=move |_| palette.choose(position)
                    >
                        <span>{entry.name}</span>
                        {(!entry.keys.is_empty()).then(|| view! { <kbd>{entry.keys}</kbd> })}
                    </li>
                }).collect_view()}
            </ul>
            {move || (palette.is_open.get() && palette.found().is_empty()).then(|| view! { <p class="muted">{texts.palette_nothing}</p> })}
            <p class="palette-keys">{texts.palette_keys}</p>
        </dialog>
    }
    .into_any()
}
