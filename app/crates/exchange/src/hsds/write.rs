//! From a network to the tables of HSDS.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Actor, AreaKind, CodeBook, Lang, Network, Region, RegionKind, Row, Service, ServiceStatus,
};

use super::schema::Entity;
use super::tables::{Record, Tables};
use super::terms::{Vocabulary, uuid};
use crate::cells::cells;
use crate::escape::split_list;
use crate::number::degrees_text;

/// Where our id of an organization or service stands.
pub(super) const OWN_SCHEME: &str = "netzlotse";
pub(super) const AGS_SCHEME: &str = "DE-AGS";
/// The URIs of `GovData` for districts and municipalities.
pub(super) const AGS_URI: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// The directory of a network.
pub(super) fn tables(network: &Network, codes: &CodeBook) -> Tables {
    let mut writer = Writer {
        network,
        codes,
        regions: network.regions.iter().map(|region| (region.id.as_str(), region)).collect(),
        terms: BTreeMap::new(),
        tables: Tables::default(),
    };
    for actor in &network.actors {
        writer.actor(actor);
    }
    for service in &network.services {
        writer.service(service);
    }
    writer.vocabularies();
    writer.tables
}

struct Writer<'a> {
    network: &'a Network,
    codes: &'a CodeBook,
    regions: BTreeMap<&'a str, &'a Region>,
    /// The codes that are used.
    terms: BTreeMap<Vocabulary, BTreeSet<String>>,
    tables: Tables,
}

impl Writer<'_> {
    fn id(&self, words: &[&str]) -> String {
        uuid(&[&[self.network.id.as_str()], words].concat())
    }

    fn actor_id(&self, actor: &str) -> String {
        self.id(&["organization", actor])
    }

    fn service_id(&self, service: &str) -> String {
        self.id(&["service", service])
    }

    fn actor(&mut self, actor: &Actor) {
        let id = self.actor_id(actor.id.as_str());
        let contact = actor.contact.as_deref().unwrap_or_default();
        let description = actor.note.as_deref().unwrap_or(actor.kind.label(Lang::De));
        let mut record = Record::new(Entity::Organization)
            .with("id", &id)
            .with("name", &actor.name)
            .with("alternate_name", actor.short_name.as_deref().unwrap_or_default())
            .with("description", description)
            .with("email", mailbox(contact).unwrap_or_default());
        if let Some(parent) = &actor.parent {
            record.set("parent_organization_id", self.actor_id(parent.as_str()));
        }
        self.tables.push(record);
        let own = (OWN_SCHEME, "Kennung", actor.id.as_str());
        self.identifier(&id, own);
        let region = actor.region.as_ref().and_then(|region| self.regions.get(region.as_str()));
        if let Some(region) = region.copied() {
            if let Some(ags) = &region.ags {
                self.identifier(&id, (AGS_SCHEME, "Amtlicher Gemeindeschlüssel", ags.as_str()));
            }
            self.location(actor, region);
        }
        if let Some(number) = telephone(contact) {
            let phone = Record::new(Entity::Phone)
                .with("id", self.id(&["phone", actor.id.as_str()]))
                .with("organization_id", &id)
                .with("number", number);
            self.tables.push(phone);
        }
        let native = ["id", "name", "short_name", "parent"];
        self.attributes(&Row::from(actor.clone()), &native, (Entity::Organization, &id));
    }

    fn identifier(&mut self, organization: &str, identifier: (&str, &str, &str)) {
        let (scheme, kind, text) = identifier;
        let record = Record::new(Entity::OrganizationIdentifier)
            .with("id", uuid(&[organization, scheme, text]))
            .with("organization_id", organization)
            .with("identifier_scheme", scheme)
            .with("identifier_type", kind)
            .with("identifier", text);
        self.tables.push(record);
    }

    /// The middle of the Kommune: we know no more of where an office lies.
    fn location(&mut self, actor: &Actor, region: &Region) {
        let Some(centroid) = region.centroid else { return };
        let record = Record::new(Entity::Location)
            .with("id", self.location_id(actor.id.as_str()))
            .with("location_type", "physical")
            .with("organization_id", self.actor_id(actor.id.as_str()))
            .with("name", &region.name)
            .with("description", "Mittelpunkt des Gebiets, nicht die Anschrift")
            .with("latitude", degrees_text(centroid.lat_microdegrees))
            .with("longitude", degrees_text(centroid.lon_microdegrees));
        self.tables.push(record);
    }

    fn location_id(&self, actor: &str) -> String {
        self.id(&["location", actor])
    }

    fn service(&mut self, service: &Service) {
        let id = self.service_id(service.id.as_str());
        let record = Record::new(Entity::Service)
            .with("id", &id)
            .with("organization_id", self.actor_id(service.actor.as_str()))
            .with("name", &service.name)
            .with("description", service.kind.label(Lang::De))
            .with("status", status_text(service.status))
            .with("fees_description", service.cost.as_deref().unwrap_or_default())
            .with("eligibility_description", service.eligibility.as_deref().unwrap_or_default());
        self.tables.push(record);
        self.place(service, &id);
        for (language, number) in service.languages.iter().zip(0..) {
            let record = Record::new(Entity::Language)
                .with("id", uuid(&[&id, "language", &i32::to_string(&number)]))
                .with("service_id", &id)
                .with("code", language.as_str());
            self.tables.push(record);
        }
        for (document, number) in service.required_documents.iter().zip(0..) {
            let record = Record::new(Entity::RequiredDocument)
                .with("id", uuid(&[&id, "document", &i32::to_string(&number)]))
                .with("service_id", &id)
                .with("document", document);
            self.tables.push(record);
        }
        let native =
            ["actor", "name", "status", "cost", "eligibility", "languages", "required_documents"];
        self.attributes(&Row::from(service.clone()), &native, (Entity::Service, &id));
    }

    /// Where a service is and for which areas.
    fn place(&mut self, service: &Service, id: &str) {
        let actor = self.network.actors.iter().find(|actor| actor.id == service.actor);
        let region = actor.and_then(|actor| self.regions.get(actor.region.as_ref()?.as_str()));
        if region.is_some_and(|region| region.centroid.is_some()) {
            let record = Record::new(Entity::ServiceAtLocation)
                .with("id", uuid(&[id, "location"]))
                .with("service_id", id)
                .with("location_id", self.location_id(service.actor.as_str()));
            self.tables.push(record);
        }
        let areas: BTreeSet<&str> = self
            .network
            .jurisdictions
            .iter()
            .filter(|area| area.actor == service.actor && area.kind != AreaKind::BelongsToTeam)
            .flat_map(|area| area.regions.iter().map(model::RegionId::as_str))
            .collect();
        for area in areas {
            let region = self.regions.get(area);
            let record = Record::new(Entity::ServiceArea)
                .with("id", uuid(&[id, "area", area]))
                .with("service_id", id)
                .with("name", region.map_or(area, |region| &region.name))
                .with("uri", region.and_then(|region| ags_uri(region)).unwrap_or_default());
            self.tables.push(record);
        }
    }

    /// Writes what has no field of its own, cell by cell.
    fn attributes(&mut self, row: &Row, native: &[&str], link: (Entity, &str)) {
        let (entity, id) = link;
        let network = self.network.id.to_string();
        for cell in cells(row) {
            if cell.text.is_empty() || native.contains(&cell.column) {
                continue;
            }
            let vocabulary = Vocabulary::of_column(row.table(), cell.column);
            let (codes, value) = match vocabulary {
                Vocabulary::Column => (vec![cell.column.to_owned()], cell.text.as_str()),
                _ => (split_list(&cell.text), ""),
            };
            for (code, number) in codes.iter().zip(0..) {
                let record = Record::new(Entity::Attribute)
                    .with("id", uuid(&[id, "attribute", cell.column, &i32::to_string(&number)]))
                    .with("link_id", id)
                    .with("taxonomy_term_id", vocabulary.term_id(&network, code))
                    .with("link_type", cell.column)
                    .with("link_entity", entity.name())
                    .with("value", value);
                self.tables.push(record);
                self.terms.entry(vocabulary).or_default().insert(code.clone());
            }
        }
    }

    /// Writes the vocabularies of which terms are used.
    fn vocabularies(&mut self) {
        let used = self.terms.remove(&Vocabulary::Source).unwrap_or_default();
        let sources = self.network.sources.iter().filter(|row| used.contains(row.id.as_str()));
        for source in sources {
            self.source(source);
        }
        for (vocabulary, codes) in std::mem::take(&mut self.terms) {
            for code in codes {
                let label = vocabulary.label(&code, self.codes);
                self.term(vocabulary, &code, &label, "");
            }
        }
        for vocabulary in Vocabulary::ALL {
            let id = vocabulary.id();
            let is_used = self.tables.of(Entity::TaxonomyTerm).iter();
            if is_used.into_iter().any(|term| term.get("taxonomy_id") == id) {
                let record = Record::new(Entity::Taxonomy)
                    .with("id", id)
                    .with("name", vocabulary.name())
                    .with("description", format!("{} nach Netzlotse", vocabulary.name()));
                self.tables.push(record);
            }
        }
    }

    fn term(&mut self, vocabulary: Vocabulary, code: &str, name: &str, uri: &str) {
        let record = Record::new(Entity::TaxonomyTerm)
            .with("id", vocabulary.term_id(self.network.id.as_str(), code))
            .with("code", code)
            .with("name", name)
            .with("description", name)
            .with("taxonomy", vocabulary.name())
            .with("language", "de")
            .with("taxonomy_id", vocabulary.id())
            .with("term_uri", uri);
        self.tables.push(record);
    }

    /// A source is a term of its own, with its cells as attributes.
    fn source(&mut self, source: &model::Source) {
        let code = source.id.as_str();
        self.term(Vocabulary::Source, code, &source.title, source.url.as_deref().unwrap_or(""));
        let id = Vocabulary::Source.term_id(self.network.id.as_str(), code);
        let native = ["id", "title", "url"];
        self.attributes(&Row::from(source.clone()), &native, (Entity::TaxonomyTerm, &id));
    }
}

/// The codes of HSDS have blanks.
pub(super) fn status_text(status: ServiceStatus) -> &'static str {
    match status {
        ServiceStatus::Active => "active",
        ServiceStatus::Inactive => "inactive",
        ServiceStatus::Defunct => "defunct",
        ServiceStatus::TemporarilyClosed => "temporarily closed",
    }
}

fn ags_uri(region: &Region) -> Option<String> {
    let ags = region.ags.as_ref()?;
    let kind = match region.kind {
        RegionKind::Kreis => "districtKey",
        RegionKind::Gemeinde => "municipalityKey",
        _ => return None,
    };
    Some(format!("{AGS_URI}{kind}/{ags}"))
}

/// The mailbox in a contact.
fn mailbox(contact: &str) -> Option<&str> {
    let mut words = contact.split([' ', ',', ';']);
    words.find(|word| word.contains('@') && word.contains('.') && !word.ends_with('@'))
}

/// The telephone number in a contact: what begins with `0` or `+` after `Telefon` or alone.
fn telephone(contact: &str) -> Option<&str> {
    let parts = contact.split([',', ';']).map(|part| {
        let part = part.trim();
        ["Telefon", "Tel."].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part).trim()
    });
    let is_number = |text: &&str| {
        let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
        let allowed = |c: char| c.is_ascii_digit() || " +-/()".contains(c);
        text.starts_with(['0', '+', '(']) && n_digits >= 6 && text.chars().all(allowed)
    };
    parts.into_iter().find(is_number)
}
