//! Mengen: how many referrals a month go from where to where.

mod drawing;
mod flows;

use leptos::prelude::*;
use model::{Cases, Lang};

use super::legend::least_volume;
use crate::api::GraphView;
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::pages::Url;
use crate::state::{ALL_PERCENT, StreamEnds, use_lang};
use crate::text::sentences::findings::cases_per_month;
use crate::text::{sentences, use_texts};
use drawing::{BAR_PX, Bar, LEFT_PX, RIGHT_PX, Ribbon, WIDTH_PX, drawing};
use flows::{Stream, streams, sum};

/// The streams as ribbons, and beside them the same as a table.
///
/// # On the server   both; every ribbon and every row is a link to the actors behind it.
/// # Keyboard        the rows of the table are links; the drawing is hidden behind them.
#[component]
pub(crate) fn StreamPanel(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    url: Url,
) -> impl IntoView {
    let texts = use_texts();
    let ends = Memo::new(move |_| url.query.with(|query| query.ends));
    let found = Memo::new(move |_| {
        graph.with(|graph| {
            let least = url.query.with(|query| least_volume(graph, query));
            visible.with(|visible| streams(graph, visible, ends.get(), least))
        })
    });
    let has_examples = move || graph.with(|graph| graph.has_example_volumes);
    view! {
        <section class="streams" aria-labelledby="mengen">
            <div class="streams-head">
                <h2 id="mengen">{texts.stream_title} " " {move || has_examples().then(|| view! { <ExampleBadge /> })}</h2>
                <EndsSwitch url=url />
            </div>
            <p class="muted">{texts.stream_text}</p>
            <Total found=found url=url />
            {move || found.with(|streams| drawn(streams, url))}
            {move || view! { <StreamTable streams=found.get() url=url /> }}
        </section>
    }
    .into_any()
}

#[component]
fn EndsSwitch(url: Url) -> impl IntoView {
    let texts = use_texts();
    let links = StreamEnds::CODES.map(|(_, ends)| {
        let name = match ends {
            StreamEnds::Group => texts.stream_by_group,
            StreamEnds::Sector => texts.stream_by_sector,
            StreamEnds::Level => texts.stream_by_level,
        };
        let (href, go) = url.link(move |query| query.ends = ends);
        let is_current = move || (url.query.with(|query| query.ends) == ends).then_some("true");
        view! { <a href=href on:click=go aria-current=is_current>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.stream_ends>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}

/// All of it in one sentence.
#[component]
fn Total(found: Memo<Vec<Stream>>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let text = move || {
        found.with(|streams| {
            let all = sum(streams.iter().map(|row| row.per_month));
            let n_links: usize = streams.iter().map(|row| row.n_links).sum();
            let n_unknown: usize = streams.iter().map(|row| row.n_unknown).sum();
            if all.0.thousandths() == 0 {
                texts.stream_none.to_owned()
            } else {
                let percent = url.query.with(|query| query.referrals_percent);
                let left_out = (percent != ALL_PERCENT)
                    .then(|| sentences::stream::only_strongest(lang, percent));
                let total = sentences::stream::total(lang, all, n_links, n_unknown);
                [Some(total), left_out].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        })
    };
    view! { <p role="status">{text}</p> }
}

fn drawn(streams: &[Stream], url: Url) -> Option<AnyView> {
    let lang = use_lang();
    let picture = drawing(streams);
    if picture.bars.is_empty() {
        return None;
    }
    let ribbons = picture.ribbons.into_iter().map(|ribbon| ribbon_link(ribbon, url, lang));
    let ribbons = ribbons.collect_view();
    let bars = picture.bars.into_iter().map(|bar| {
        let of_end =
            streams.iter().filter(|row| (if bar.is_left { row.from } else { row.to }) == bar.end);
        let per_month = sum(of_end.map(|row| row.per_month));
        named_bar(&bar, per_month, lang)
    });
    let bars = bars.collect_view();
    Some(
        view! {
            <div class="streams-frame" aria-hidden="true">
                <svg viewBox=format!("0 0 {WIDTH_PX} {:.0}", picture.height)>{ribbons} {bars}</svg>
            </div>
        }
        .into_any(),
    )
}

/// In a group, so that the browser makes an SVG link of it: an HTML one would hide its shapes.
fn ribbon_link(ribbon: Ribbon, url: Url, lang: Lang) -> AnyView {
    let stream = ribbon.stream;
    let title = sentences::stream::stream(
        lang,
        [stream.from.label(lang), stream.to.label(lang)],
        stream.per_month,
    );
    view! {
        <g>
            <a
                href=move || url.with(|query| stream.narrow(query))
                tabindex="-1"
                class=format!("ribbon {}", stream.from.class())
                on:click=move |event| {
                    event.prevent_default();
                    url.change(|query| stream.narrow(query));
                }
            >
                <title>{title}</title>
                <path d=ribbon.path stroke-width=format!("{:.2}", ribbon.width.max(1.0)) />
            </a>
        </g>
    }
    .into_any()
}

/// A bar with its name and what goes through it.
fn named_bar(bar: &Bar, per_month: Cases, lang: Lang) -> AnyView {
    let (x, text_x, anchor) = if bar.is_left {
        (LEFT_PX, LEFT_PX - 8.0, "end")
    } else {
        (RIGHT_PX - BAR_PX, RIGHT_PX + 8.0, "start")
    };
    let top = bar.middle_y - bar.height / 2.0;
    view! {
        <g class=format!("stream-end {}", bar.end.class())>
            <rect x=x y=format!("{top:.1}") width=BAR_PX height=format!("{:.1}", bar.height) />
            <text class="stream-name" x=text_x y=format!("{:.1}", bar.middle_y - 2.0) text-anchor=anchor>
                {bar.end.label(lang)}
            </text>
            <text class="stream-number" x=text_x y=format!("{:.1}", bar.middle_y + 13.0) text-anchor=anchor>
                {cases_per_month(lang, per_month)}
            </text>
        </g>
    }
    .into_any()
}

#[component]
fn StreamTable(streams: Vec<Stream>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if streams.is_empty() {
        return ().into_any();
    }
    let headings = [
        texts.stream_from,
        texts.stream_to,
        texts.stream_cases,
        texts.stream_links,
        texts.stream_unknown,
    ];
    let rows = streams.into_iter().map(|stream| {
        let number = if stream.n_unknown == stream.n_links {
            texts.unknown.to_owned()
        } else {
            format::rounded(lang, stream.per_month.0)
        };
        let (from, to) = (stream.from.label(lang), stream.to.label(lang));
        let narrow = url.link(move |query| stream.narrow(query));
        view! {
            <tr>
                <th scope="row"><a href=narrow.0 on:click=narrow.1>{from}</a></th>
                <td>{to}</td>
                <td class="number">{number}</td>
                <td class="number">{stream.n_links}</td>
                <td class="number">{stream.n_unknown}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable labelled_by="mengen" headings=headings class="stream-table">{rows}</DataTable> }
        .into_any()
}
