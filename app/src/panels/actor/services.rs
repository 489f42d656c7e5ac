//! What an actor offers.

use leptos::prelude::*;

use model::TableName;

use super::edit::{AddLink, EditLink};
use super::relations::number;
use crate::api::ServiceLine;
use crate::components::{ConfidenceBadge, ExampleBadge};
use crate::format;
use crate::pages::Url;
use crate::state::use_lang;
use crate::text::use_texts;

#[component]
pub(super) fn Services(services: Vec<ServiceLine>, url: Url) -> impl IntoView {
    let texts = use_texts();
    if services.is_empty() {
        return view! { <p class="muted">{texts.panel_no_services}</p> }.into_any();
    }
    let items =
        services.into_iter().map(|service| view! { <ServiceItem service=service url=url /> });
    view! { <ul class="plain cards">{items.collect_view()}</ul> }.into_any()
}

#[component]
fn ServiceItem(service: ServiceLine, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let list = |items: &[String]| (!items.is_empty()).then(|| items.join(", "));
    let childcare = (service.childcare == Some(true)).then(|| texts.service_childcare.to_owned());
    let access = [Some(service.access.label(lang).to_owned()), childcare];
    let access: Vec<String> = access.into_iter().flatten().collect();
    let rows = [
        (texts.service_fields, list(&service.fields)),
        (texts.service_access, Some(access.join(", "))),
        (texts.service_groups, list(&service.target_groups)),
        (texts.service_statuses, list(&service.residence_statuses)),
        (texts.service_regimes, list(&service.regimes)),
        (texts.service_languages, list(&service.languages)),
        (texts.service_documents, list(&service.required_documents)),
        (texts.service_cost, service.cost.clone()),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let is_active = service.status == model::ServiceStatus::Active;
    view! {
        <li>
            <h4>
                {service.name.clone()} " "
                <EditLink url=url table=TableName::Services id=service.id.clone() name=service.name.clone() />
            </h4>
            <p class="tags">
                <span class="tag">{service.kind.label(lang)}</span>
                {service.is_entry_point.then(|| view! { <span class="tag tag-entry">{texts.service_entry}</span> })}
                {(!is_active).then(|| view! { <span class="tag tag-warning">{service.status.label(lang)}</span> })}
                <ConfidenceBadge confidence=service.confidence />
            </p>
            {service.eligibility.clone().map(|text| view! { <p>{text}</p> })}
            <dl class="facts">
                {rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view()}
            </dl>
            <Numbers service=service url=url />
        </li>
    }
}

/// Capacity, utilisation and everything observed.
#[component]
fn Numbers(service: ServiceLine, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let capacity = service
        .capacity
        .map(|(value, unit)| format!("{} {}", format::decimal(lang, value), unit.label(lang)));
    let about = vec![service.id.clone(), "service".to_owned()];
    let numbers = service.numbers.into_iter().map(|evidence| number(url, evidence));
    view! {
        <div class="numbers">
            {capacity.map(|capacity| view! {
                <p>{texts.service_capacity} ": " <span class="number">{capacity}</span> " "
                    {service.is_example_capacity.then(|| view! { <ExampleBadge /> })}</p>
            })}
            {service.utilisation_permille.map(|permille| view! {
                <p>{texts.service_utilisation} ": " <span class="number">{format::percent(permille)}</span> " "
                    {service.is_example_utilisation.then(|| view! { <ExampleBadge /> })}</p>
            })}
            {numbers.collect_view()}
            <AddLink url=url table=TableName::Observations about=about text=texts.add_observation />
        </div>
    }
}
