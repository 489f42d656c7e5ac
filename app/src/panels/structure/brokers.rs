//! Who stands between others: by role, and by how little its contacts know of each other.

use leptos::prelude::*;

use super::More;
use crate::api::{BrokerGroups, BrokerLine, BrokersView, ConnectorsView, ConstraintLine};
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::routes::paths;
use crate::state::{StructureQuery, use_lang};
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Brokers(ags: String, brokers: BrokersView, groups: BrokerGroups) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let BrokersView { lines, n_more, n_ungrouped, is_aborted, is_example } = brokers;
    let choice = |of: BrokerGroups, name: &'static str| {
        let current = (of == groups).then_some("true");
        view! { <li><a class="kind" href=StructureQuery::link(of) aria-current=current>{name}</a></li> }
    };
    let ungrouped = (n_ungrouped > 0).then(|| sentences::structure::ungrouped(lang, n_ungrouped));
    let body = if lines.is_empty() {
        view! { <p class="notice">{texts.brokers_none}</p> }.into_any()
    } else {
        let headings = [
            texts.column_actor,
            texts.brokers_total,
            texts.broker_liaison,
            texts.broker_gatekeeper,
            texts.broker_representative,
            texts.broker_itinerant,
            texts.broker_coordinator,
        ];
        let rows = lines.into_iter().map(|line| view! { <BrokerRow ags=ags.clone() line=line /> });
        let rows = rows.collect_view();
        view! {
            <DataTable labelled_by="vermittlung" headings=headings>{rows}</DataTable>
            <More n=n_more />
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="vermittlung">
            <h2 id="vermittlung">
                {texts.brokers_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
            </h2>
            <p class="muted">{texts.brokers_text}</p>
            <nav aria-label=texts.brokers_groups>
                <ul class="kinds">
                    {choice(BrokerGroups::Sector, texts.brokers_by_sector)}
                    {choice(BrokerGroups::Regime, texts.brokers_by_regime)}
                </ul>
            </nav>
            {body}
            {is_aborted.then(|| view! { <p class="notice">{texts.brokers_aborted}</p> })}
            {ungrouped.map(|text| view! { <p class="muted">{text}</p> })}
        </section>
    }
    .into_any()
}

/// The roles as in the headings; the most frequent one stands out.
#[component]
fn BrokerRow(ags: String, line: BrokerLine) -> impl IntoView {
    let lang = use_lang();
    let [coordinator, itinerant, gatekeeper, representative, liaison] = line.roles;
    let roles = [liaison, gatekeeper, representative, itinerant, coordinator];
    let most = roles.iter().copied().max().unwrap_or(0);
    let cells = roles.map(|n| {
        let class = if n == most { "number most" } else { "number" };
        view! { <td class=class>{format::integer(lang, n.into())}</td> }
    });
    view! {
        <tr>
            <th scope="row"><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></th>
            <td class="number">{format::integer(lang, line.total.into())}</td>
            {cells.into_iter().collect_view()}
        </tr>
    }
    .into_any()
}

/// Actors whose contacts know little of each other.
#[component]
pub(crate) fn Connectors(ags: String, connectors: ConnectorsView) -> impl IntoView {
    let texts = use_texts();
    let ConnectorsView { lines, n_more, is_example } = connectors;
    if lines.is_empty() {
        return ().into_any();
    }
    let headings = [texts.column_actor, texts.connectors_contacts, texts.connectors_constraint];
    let rows = lines.into_iter().map(|line| view! { <ConnectorRow ags=ags.clone() line=line /> });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="bruecken">
            <h2 id="bruecken">
                {texts.connectors_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
            </h2>
            <p class="muted">{texts.connectors_text}</p>
            <DataTable labelled_by="bruecken" headings=headings>{rows}</DataTable>
            <More n=n_more />
        </section>
    }
    .into_any()
}

#[component]
fn ConnectorRow(ags: String, line: ConstraintLine) -> impl IntoView {
    let lang = use_lang();
    let constraint = model::Decimal::from_thousandths(line.permille.into());
    view! {
        <tr>
            <th scope="row"><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></th>
            <td class="number">{format::integer(lang, line.n_contacts.into())}</td>
            <td class="number">{format::decimal(lang, constraint)}</td>
        </tr>
    }
    .into_any()
}
