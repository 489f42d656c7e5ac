//! The legend, which is the filter: what a colour, shape or line means, how often it occurs, and
//! whether it is shown.

mod labels;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::{ActorGroup, Layer, Level, RegionId, Sector};

use crate::api::{GraphView, Named, NodeView, WaitBand};
use crate::components::{Rest, Swatch, match_rank, words};
use crate::pages::Url;
use crate::state::{ALL_PERCENT, NetworkQuery, use_lang};
use crate::text::{sentences, use_texts};
pub(super) use labels::filter_label;
use labels::wait_label;
pub(crate) use sheet::sheet_text;

/// Which nodes the filters and the search text show.
pub(crate) fn visible_nodes(graph: &GraphView, query: &NetworkQuery) -> Vec<bool> {
    let municipality_idx = query.municipality.as_ref().map(|id| {
        let position = graph.municipalities.iter().position(|region| region.id == *id);
        position.and_then(|position| u16::try_from(position).ok())
    });
    let words = words(&query.search);
    let n_ties = |node: &NodeView| u32::from(node.n_incoming) + u32::from(node.n_outgoing);
    let least_ties = least(graph.nodes.iter().map(n_ties).collect(), query.actors_percent);
    graph
        .nodes
        .iter()
        .map(|node| {
            allows(&query.groups, &node.kind.group())
                && allows(&query.sectors, &node.sector)
                && allows(&query.levels, &node.level)
                && municipality_idx.is_none_or(|wanted| {
                    wanted.is_some_and(|wanted| node.municipality_idx.contains(&wanted))
                })
                && least_ties.is_none_or(|least| n_ties(node) >= least)
                && matches(node, &words)
        })
        .collect()
}

/// The least volume of a referral among the strongest ones that are asked for; none for all.
pub(crate) fn least_volume(graph: &GraphView, query: &NetworkQuery) -> Option<f32> {
    let referrals = graph.edges.iter().filter(|edge| edge.kind.layer() == Layer::Flow);
    least(referrals.map(|edge| edge.volume.unwrap_or(0.0)).collect(), query.referrals_percent)
}

/// The least of the largest so-and-so-many percent; who has as much is among them.
fn least<T: PartialOrd + Copy>(mut values: Vec<T>, percent: u8) -> Option<T> {
    if percent >= ALL_PERCENT {
        return None;
    }
    values.sort_by(|a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    let n_kept = (values.len() * usize::from(percent)).div_ceil(ALL_PERCENT.into());
    values.get(n_kept.checked_sub(1)?).copied()
}

/// An empty choice allows everything.
fn allows<T: Ord>(chosen: &BTreeSet<T>, value: &T) -> bool {
    chosen.is_empty() || chosen.contains(value)
}

fn matches(node: &NodeView, words: &[String]) -> bool {
    words.is_empty() || match_rank(node, words).is_some()
}

fn toggled<T: Ord + Copy>(chosen: &mut BTreeSet<T>, value: T) {
    if !chosen.remove(&value) {
        chosen.insert(value);
    }
}

/// Legend and filter in one.
///
/// # On the server   a form; without JavaScript it loads the page with the filters in its URL.
#[component]
pub(crate) fn LegendFilter(graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let texts = use_texts();
    let counts = Memo::new(move |_| graph.with(Counts::of));
    view! {
        <details class="legend" open>
            <summary>{texts.legend}</summary>
            <form method="get" action=move || url.path()>
                <Groups counts=counts url=url />
                <Sectors counts=counts url=url />
                <Layers counts=counts url=url />
                <Waits counts=counts url=url />
                <Strongest url=url />
                <Levels counts=counts url=url />
                <MunicipalityChoice graph=graph url=url />
                <button type="submit" class="no-script">{texts.filters_apply}</button>
                <FilteredChoice url=url />
            </form>
        </details>
    }
    .into_any()
}

/// How often everything occurs that the legend explains; what is not there is not in it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Counts {
    groups: BTreeMap<ActorGroup, usize>,
    sectors: BTreeMap<Sector, usize>,
    levels: BTreeMap<Level, usize>,
    layers: BTreeMap<Layer, usize>,
    /// Of referrals alone.
    waits: BTreeMap<WaitBand, usize>,
}

impl Counts {
    fn of(graph: &GraphView) -> Self {
        let mut counts = Self::default();
        for node in &graph.nodes {
            *counts.groups.entry(node.kind.group()).or_default() += 1;
            *counts.sectors.entry(node.sector).or_default() += 1;
            *counts.levels.entry(node.level).or_default() += 1;
        }
        for edge in &graph.edges {
            let layer = edge.kind.layer();
            *counts.layers.entry(layer).or_default() += 1;
            if layer == Layer::Flow {
                *counts.waits.entry(WaitBand::of(edge.wait_days)).or_default() += 1;
            }
        }
        counts
    }
}

/// One kind of things that the legend explains, by what it is.
type Tally<T> = fn(&Counts) -> &BTreeMap<T, usize>;

/// An entry for each of `all` that occurs, in their order; they are made anew when another occurs,
/// and when a number changes, only that does.
fn entries<T: Copy + Ord + Send + Sync + 'static>(
    counts: Memo<Counts>,
    tally: Tally<T>,
    all: &'static [T],
    entry: impl Fn(T, Signal<usize>) -> AnyView + Send + 'static,
) -> impl Fn() -> Vec<AnyView> + Send + 'static {
    let present = Memo::new(move |_| {
        let occurs = |value: &T| counts.with(|counts| tally(counts).contains_key(value));
        all.iter().copied().filter(occurs).collect::<Vec<T>>()
    });
    move || {
        let made = |value: T| {
            let n = move || counts.with(|counts| tally(counts).get(&value).copied());
            entry(value, Signal::derive(move || n().unwrap_or_default()))
        };
        present.get().into_iter().map(made).collect()
    }
}

/// One line of the legend: a checkbox, a sample, a name and how often it occurs.
#[component]
fn Entry(
    name: &'static str,
    code: &'static str,
    label: &'static str,
    n: Signal<usize>,
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] on_toggle: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="legend-entry">
            <input
                type="checkbox"
                name=name
                value=code
                checked=is_on.get_untracked()
                prop:checked=move || is_on.get()
                on:change=move |_| on_toggle.run(())
            />
            {children()}
            <span class="legend-label">{label}</span>
            <span class="count">{n}</span>
        </label>
    }
    .into_any()
}

#[component]
fn Groups(counts: Memo<Counts>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let entry = move |group: ActorGroup, n| {
        view! {
            <Entry
                name="gruppe"
                code=group.code()
                label=group.label(lang)
                n=n
                is_on=Signal::derive(move || url.query.with(|query| query.groups.contains(&group)))
                on_toggle=move |()| url.change(|query| toggled(&mut query.groups, group))
            >
                <Swatch group=group />
            </Entry>
        }
        .into_any()
    };
    let entries = entries(counts, |counts| &counts.groups, ActorGroup::ALL, entry);
    view! { <fieldset><legend>{texts.legend_colour}</legend>{entries}</fieldset> }
}

#[component]
fn Sectors(counts: Memo<Counts>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let entry = move |sector: Sector, n| {
        view! {
            <Entry
                name="sektor"
                code=sector.code()
                label=sector.label(lang)
                n=n
                is_on=Signal::derive(move || url.query.with(|query| query.sectors.contains(&sector)))
                on_toggle=move |()| url.change(|query| toggled(&mut query.sectors, sector))
            >
                <Swatch sector=sector />
            </Entry>
        }
        .into_any()
    };
    let entries = entries(counts, |counts| &counts.sectors, Sector::ALL, entry);
    view! { <fieldset><legend>{texts.legend_shape}</legend>{entries}</fieldset> }
}

#[component]
fn Layers(counts: Memo<Counts>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let entry = move |layer: Layer, n| {
        view! {
            <Entry
                name="beziehung"
                code=layer.code()
                label=layer.label(lang)
                n=n
                is_on=Signal::derive(move || url.query.with(|query| query.layers.contains(&layer)))
                on_toggle=move |()| url.change(|query| toggled(&mut query.layers, layer))
            >
                <svg class=format!("swatch line-sample l-{}", layer.code()) viewBox="0 0 20 10" aria-hidden="true">
                    <path d="M1,8Q10,0 19,4" />
                </svg>
            </Entry>
        }
        .into_any()
    };
    let entries = entries(counts, |counts| &counts.layers, Layer::ALL, entry);
    view! {
        <fieldset>
            <legend>{texts.legend_line}</legend>
            // Without any tick the form would send nothing, and nothing means the usual layers.
            <input type="hidden" name="beziehung" value="" />
            {entries}
            <p class="muted small">{texts.legend_paper}</p>
            <p class="muted small">{texts.legend_faded}</p>
            <p class="muted small">{texts.legend_width}</p>
            <p class="muted small">{texts.legend_size}</p>
            <p class="muted small">{texts.legend_ring}</p>
        </fieldset>
    }
    .into_any()
}

/// What the colours of referrals say.
#[component]
fn Waits(counts: Memo<Counts>, url: Url) -> impl IntoView {
    let texts = use_texts();
    let entry = move |band: WaitBand, n| {
        view! {
            <Entry
                name="wartezeit"
                code=band.code()
                label=wait_label(texts, band)
                n=n
                is_on=Signal::derive(move || url.query.with(|query| query.waits.contains(&band)))
                on_toggle=move |()| url.change(|query| toggled(&mut query.waits, band))
            >
                <svg class=format!("swatch line-sample w-{}", band.code()) viewBox="0 0 20 10" aria-hidden="true">
                    <path d="M1,8Q10,0 19,4" />
                </svg>
            </Entry>
        }
        .into_any()
    };
    let entries = entries(counts, |counts| &counts.waits, &WaitBand::ALL, entry);
    view! {
        <fieldset>
            <legend>{texts.legend_wait_colour}</legend>
            {entries}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Levels(counts: Memo<Counts>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let entry = move |level: Level, n| {
        view! {
            <Entry
                name="ebene"
                code=level.code()
                label=level.label(lang)
                n=n
                is_on=Signal::derive(move || url.query.with(|query| query.levels.contains(&level)))
                on_toggle=move |()| url.change(|query| toggled(&mut query.levels, level))
            >
                <span class="swatch" aria-hidden="true"></span>
            </Entry>
        }
        .into_any()
    };
    let entries = entries(counts, |counts| &counts.levels, Level::ALL, entry);
    view! { <fieldset><legend>{texts.filter_level}</legend>{entries}</fieldset> }
}

/// Only the largest part: of the actors by their referrals, of the referrals by their volume.
#[component]
fn Strongest(url: Url) -> impl IntoView {
    let texts = use_texts();
    view! {
        <fieldset>
            <legend>{texts.strongest}</legend>
            <Percent
                name="akteure"
                label=texts.strongest_actors
                value=Signal::derive(move || url.query.with(|query| query.actors_percent))
                on_change=move |percent| url.change(|query| query.actors_percent = percent)
            />
            <Percent
                name="verweise"
                label=texts.strongest_referrals
                value=Signal::derive(move || url.query.with(|query| query.referrals_percent))
                on_change=move |percent| url.change(|query| query.referrals_percent = percent)
            />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Percent(
    name: &'static str,
    label: &'static str,
    #[prop(into)] value: Signal<u8>,
    #[prop(into)] on_change: Callback<u8>,
) -> impl IntoView {
    let lang = use_lang();
    // While it is dragged: the picture follows once it is let go.
    let dragged = RwSignal::new(None::<u8>);
    let text = move || sentences::percent(lang, dragged.get().unwrap_or_else(|| value.get()));
    view! {
        <label class="percent">
            <span>{label}</span>
            <span class="count">{text}</span>
            <input
                type="range"
                name=name
                min="5"
                max="100"
                step="5"
                value=value.get_untracked().to_string()
                prop:value=move || value.get().to_string()
                aria-valuetext=text
                on:input=move |event| dragged.set(event_target_value(&event).parse().ok())
                on:change=move |event| {
                    dragged.set(None);
                    if let Ok(percent) = event_target_value(&event).parse() {
                        on_change.run(percent);
                    }
                }
            />
        </label>
    }
    .into_any()
}

/// Whether what the filters leave out is hidden or dimmed.
#[component]
fn FilteredChoice(url: Url) -> impl IntoView {
    let texts = use_texts();
    let is_dimmed = move || url.query.with(|query| query.filtered == Rest::Dimmed);
    let toggle = move |_| {
        url.change(|query| {
            query.filtered =
                if query.filtered == Rest::Dimmed { Rest::Hidden } else { Rest::Dimmed };
        });
    };
    view! {
        <label class="legend-entry">
            <input
                type="checkbox"
                name="gefiltert"
                value="dimmen"
                checked=untrack(is_dimmed)
                prop:checked=is_dimmed
                on:change=toggle
            />
            <span class="legend-label">{texts.filtered_dimmed}</span>
        </label>
    }
    .into_any()
}

#[component]
fn MunicipalityChoice(graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let texts = use_texts();
    let chosen = move || url.query.with(|query| query.municipality.clone());
    let municipalities = Memo::new(move |_| graph.with(|graph| graph.municipalities.clone()));
    let options = move || {
        let option = |region: Named<RegionId>| {
            let id = region.id.clone();
            let is_selected = move || chosen().as_ref() == Some(&id);
            view! { <option value=region.id.to_string() selected=is_selected>{region.name}</option> }
        };
        municipalities.get().into_iter().map(option).collect_view()
    };
    let on_change = move |event| {
        let chosen = event_target_value(&event).parse::<RegionId>().ok();
        url.change(|query| query.municipality = chosen);
    };
    view! {
        <label class="municipality-choice">
            <span>{texts.filter_municipality}</span>
            <select name="kommune" on:change=on_change>
                <option value="" selected=move || chosen().is_none()>{texts.filter_any_municipality}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::least;

    #[test]
    fn the_largest_part_is_kept_with_all_that_are_as_large() {
        assert_eq!(least(vec![1, 5, 3, 5, 2], 100), None);
        assert_eq!(least(vec![1, 5, 3, 5, 2], 20), Some(5));
        assert_eq!(least(vec![1, 5, 3, 5, 2], 60), Some(3));
        assert_eq!(least(vec![1.5, 0.0], 1), Some(1.5));
        assert_eq!(least(Vec::<u32>::new(), 50), None);
    }
}
