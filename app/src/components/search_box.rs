//! Type-ahead search over names, aliases, services and places.

use std::time::Duration;

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use model::ActorId;

use crate::api::{GraphView, NodeView};
use crate::components::{Swatch, on_key_outside_fields};
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// How many matches the list shows.
const MAX_SHOWN: usize = 8;

/// Lower case with umlauts written out, so that "buero" finds "Büro".
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        match letter {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            other => out.push(other),
        }
    }
    out
}

/// How well an actor matches: 0 is best, `None` is not at all. Every word must occur.
pub(crate) fn match_rank(node: &NodeView, words: &[String]) -> Option<u8> {
    let name = folded(&node.name);
    let short = node.short_name.as_deref().map(folded).unwrap_or_default();
    let keywords = folded(&node.keywords);
    let occurs =
        |word: &String| name.contains(word) || short.contains(word) || keywords.contains(word);
    if words.is_empty() || !words.iter().all(occurs) {
        return None;
    }
    let all = |place: &str| words.iter().all(|word| place.contains(word));
    let first = &words[0];
    Some(if short.starts_with(first) || name.starts_with(first) {
        0
    } else if all(&name) || all(&short) {
        1
    } else {
        2
    })
}

/// The words of a search text.
pub(crate) fn words(text: &str) -> Vec<String> {
    folded(text).split_whitespace().map(str::to_owned).collect()
}

/// The list of matches: what was typed, what was found, which entry is active.
#[derive(Clone, Copy)]
struct Matches {
    graph: Signal<GraphView>,
    text: RwSignal<String>,
    /// The actors found, best first. They stay while one chooses, whoever comes or goes.
    found: Memo<Vec<ActorId>>,
    is_open: RwSignal<bool>,
    /// Position in the list.
    active: RwSignal<usize>,
    on_choose: Callback<usize>,
}

impl Matches {
    fn new(graph: Signal<GraphView>, on_choose: Callback<usize>) -> Self {
        let text = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            let text = text.get();
            graph.with_untracked(|graph| search(graph, &text))
        });
        Self {
            graph,
            text,
            found,
            is_open: RwSignal::new(false),
            active: RwSignal::new(0),
            on_choose,
        }
    }

    fn n_shown(self) -> usize {
        self.found.with(|found| found.len().min(MAX_SHOWN))
    }

    fn is_shown(self) -> bool {
        self.is_open.get() && self.n_shown() > 0
    }

    fn look_for(self, text: String) {
        self.is_open.set(!text.trim().is_empty());
        self.active.set(0);
        self.text.set(text);
    }

    /// Where an actor stands among the nodes; `None` when it is gone.
    fn position(self, id: &ActorId) -> Option<usize> {
        let position = |graph: &GraphView| graph.nodes.iter().position(|node| node.id == *id);
        self.graph.with_untracked(position)
    }

    fn choose(self, position: usize) {
        let found = self.found.with_untracked(|found| found.get(position).cloned());
        if let Some(node_idx) = found.and_then(|id| self.position(&id)) {
            self.is_open.set(false);
            self.on_choose.run(node_idx);
        }
    }

    fn obey(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" if self.is_shown() => {
                event.prevent_default();
                self.active.update(|active| *active = (*active + 1) % self.n_shown());
            }
            "ArrowUp" if self.is_shown() => {
                event.prevent_default();
                let n_shown = self.n_shown();
                self.active.update(|active| *active = (*active + n_shown - 1) % n_shown);
            }
            "Enter" if self.is_shown() => {
                event.prevent_default();
                self.choose(self.active.get());
            }
            // What is typed stays, and what it finds is shown again.
            "Enter" if !untrack(|| self.text.get()).trim().is_empty() => {
                event.prevent_default();
                self.is_open.set(true);
            }
            "Escape" => self.is_open.set(false),
            _ => {}
        }
    }
}

/// A search field with a list of matches.
///
/// # On the server   a form that searches by loading the page.
/// # Keyboard        `/` or S jumps here; arrows choose, Enter opens, Escape closes.
#[component]
pub(crate) fn SearchBox(
    graph: Signal<GraphView>,
    /// The text in the URL.
    #[prop(into)]
    initial: Signal<String>,
    /// Whether the filters show this node.
    #[prop(into)]
    is_visible: Callback<usize, bool>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let matches = Matches::new(graph, on_choose);
    let field = NodeRef::<Input>::new();
    focus_on_slash(field);
    view! {
        <div class="search" role="search">
            <label for="suche">{texts.search}</label>
            <input
                node_ref=field
                id="suche"
                name="suche"
                type="search"
                autocomplete="off"
                role="combobox"
                aria-autocomplete="list"
                aria-controls="treffer"
                aria-expanded=move || if matches.is_open.get() { "true" } else { "false" }
                aria-activedescendant=move || {
                    matches.is_shown().then(|| format!("treffer-{}", matches.active.get()))
                }
                placeholder=texts.search_placeholder
                value=move || initial.get()
                on:input=move |event| matches.look_for(event_target_value(&event))
                on:keydown=move |event| matches.obey(&event)
                on:blur=move |_| close_soon(matches.is_open)
            />
            <kbd class="search-key" aria-hidden="true">"/"</kbd>
            <ul id="treffer" role="listbox" aria-label=texts.search class="matches" hidden=move || !matches.is_shown()>
                {move || {
                    matches.found.get().into_iter().take(MAX_SHOWN).enumerate().map(|(position, id)| {
                        let node_idx = matches.position(&id)?;
                        let node = graph.with_untracked(|graph| graph.nodes.get(node_idx).cloned())?;
                        Some(view! {
                            <Match node=node position=position matches=matches is_visible=is_visible.run(node_idx) />
                        })
                    }).collect_view()
                }}
            </ul>
            <p class="matches-note" role="status">
                {move || matches.is_open.get().then(|| match matches.found.with(Vec::len) {
                    0 => texts.search_nothing.to_owned(),
                    n => sentences::matches(lang, n),
                })}
            </p>
        </div>
    }
    .into_any()
}

/// Closes the list, unless it has gone meanwhile. Not at once: a field that goes with its page loses
/// its focus on the way, and what would hear of it here then has nothing left to read.
fn close_soon(is_open: RwSignal<bool>) {
    set_timeout(
        move || {
            let _gone = is_open.try_set(false);
        },
        Duration::ZERO,
    );
}

#[component]
fn Match(node: NodeView, position: usize, matches: Matches, is_visible: bool) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let place = node.place.clone().map(|place| format!(" · {place}"));
    view! {
        <li
            id=format!("treffer-{position}")
            role="option"
            aria-selected=move || if matches.active.get() == position { "true" } else { "false" }
            // Before the field loses its focus and closes the list.
            on:mousedown=move |event| {
                event.prevent_default();
                matches.choose(position);
            }
        >
            <Swatch sector=node.sector group=node.kind.group() />
            <span>
                <strong>{node.name}</strong>
                <small>
                    {node.kind.label(lang)} {place}
                    {(!is_visible).then(|| format!(" · {}", texts.search_filtered))}
                </small>
            </span>
        </li>
    }
    .into_any()
}

/// The matching actors, best first.
fn search(graph: &GraphView, text: &str) -> Vec<ActorId> {
    let words = words(text);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, usize)> = graph
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(idx, node)| Some((match_rank(node, &words)?, idx)))
        .collect();
    found.sort_by(|a, b| (a.0, &graph.nodes[a.1].name).cmp(&(b.0, &graph.nodes[b.1].name)));
    found.into_iter().map(|(_, idx)| graph.nodes[idx].id.clone()).collect()
}

/// `/` or S jumps to the field, except while typing somewhere.
fn focus_on_slash(field: NodeRef<Input>) {
    on_key_outside_fields(move |event| {
        let is_wish = ["/", "s", "S"].contains(&event.key().as_str());
        if is_wish && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                let _focused = field.focus();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_and_case_do_not_matter() {
        assert_eq!(folded("Büro für Öffentliche Straße"), "buero fuer oeffentliche strasse");
        assert_eq!(words("  Büro  ABH "), ["buero", "abh"]);
    }
}
