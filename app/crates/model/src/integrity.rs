//! Whether the tables of a network fit together: references, unique ids, no circles.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::{EntityRef, Network, Source};

/// What a row refers to, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Region,
    Actor,
    Service,
    Committee,
    Relation,
    Source,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Region => "Gebiet",
            Self::Actor => "Akteur",
            Self::Service => "Angebot",
            Self::Committee => "Gremium",
            Self::Relation => "Beziehung",
            Self::Source => "Quelle",
        })
    }
}

/// A rule between rows that is broken; `table` and `row` name the row that breaks it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntegrityProblem {
    #[error("die Kennung „{row}“ kommt mehrfach vor")]
    DuplicateId { table: &'static str, row: String },
    #[error("{reference} „{target}“ gibt es nicht")]
    Dangling { table: &'static str, row: String, reference: Reference, target: String },
    #[error("das Angebot „{service}“ gehört nicht zum Empfänger „{receiver}“")]
    ForeignService { row: String, service: String, receiver: String },
    #[error("die Zugehörigkeit führt im Kreis zu „{row}“ zurück")]
    Circular { table: &'static str, row: String },
    #[error("der Kreis mit dem AGS {0} fehlt")]
    MissingKreis(String),
    #[error("es ist keine Quelle angegeben")]
    Unsourced { table: &'static str, row: String },
    #[error("das Zitat hat mehr als {} Zeichen", Source::MAX_QUOTE_CHARS)]
    LongQuote { row: String },
    #[error("Zeit ohne Beginn und Ende der Messung (clock_from, clock_to)")]
    MissingClock { row: String },
}

impl IntegrityProblem {
    /// Table and row that break the rule.
    pub fn place(&self) -> (&'static str, &str) {
        match self {
            Self::DuplicateId { table, row }
            | Self::Dangling { table, row, .. }
            | Self::Circular { table, row }
            | Self::Unsourced { table, row } => (table, row),
            Self::ForeignService { row, .. } => ("relations", row),
            Self::MissingKreis(row) => ("regions", row),
            Self::LongQuote { row } => ("sources", row),
            Self::MissingClock { row } => ("observations", row),
        }
    }
}

impl Network {
    /// Every broken rule between rows, in table order. Empty means the network is sound.
    ///
    /// Complexity: O(rows).
    pub fn integrity_problems(&self) -> Vec<IntegrityProblem> {
        let mut check = Check::new(self);
        check.kreis();
        check.regions();
        check.actors();
        check.services();
        check.posts();
        check.committees();
        check.jurisdictions();
        check.relations();
        check.observations();
        check.sources();
        check.problems
    }
}

struct Check<'a> {
    network: &'a Network,
    regions: HashSet<&'a str>,
    actors: HashSet<&'a str>,
    services: HashMap<&'a str, &'a str>,
    committees: HashSet<&'a str>,
    relations: HashSet<&'a str>,
    sources: HashSet<&'a str>,
    problems: Vec<IntegrityProblem>,
}

impl<'a> Check<'a> {
    fn new(network: &'a Network) -> Self {
        Self {
            network,
            regions: network.regions.iter().map(|row| row.id.as_str()).collect(),
            actors: network.actors.iter().map(|row| row.id.as_str()).collect(),
            services: network
                .services
                .iter()
                .map(|row| (row.id.as_str(), row.actor.as_str()))
                .collect(),
            committees: network.committees.iter().map(|row| row.id.as_str()).collect(),
            relations: network.relations.iter().map(|row| row.id.as_str()).collect(),
            sources: network.sources.iter().map(|row| row.id.as_str()).collect(),
            problems: Vec::new(),
        }
    }

    fn unique<'b>(&mut self, table: &'static str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.problems.push(IntegrityProblem::DuplicateId { table, row: id.to_owned() });
            }
        }
    }

    fn refer(&mut self, table: &'static str, row: &str, reference: Reference, target: &str) {
        let known = match reference {
            Reference::Region => self.regions.contains(target),
            Reference::Actor => self.actors.contains(target),
            Reference::Service => self.services.contains_key(target),
            Reference::Committee => self.committees.contains(target),
            Reference::Relation => self.relations.contains(target),
            Reference::Source => self.sources.contains(target),
        };
        if !known {
            self.problems.push(IntegrityProblem::Dangling {
                table,
                row: row.to_owned(),
                reference,
                target: target.to_owned(),
            });
        }
    }

    fn sourced(&mut self, table: &'static str, row: &str, envelope: &crate::Envelope) {
        if envelope.sources.is_empty() {
            self.problems.push(IntegrityProblem::Unsourced { table, row: row.to_owned() });
        }
        for source in &envelope.sources {
            self.refer(table, row, Reference::Source, source.as_str());
        }
    }

    fn kreis(&mut self) {
        if self.network.kreis().is_none() {
            self.problems.push(IntegrityProblem::MissingKreis(self.network.id.to_string()));
        }
    }

    fn acyclic(&mut self, table: &'static str, parents: &HashMap<&'a str, &'a str>) {
        let mut sound = HashSet::new();
        let mut starts: Vec<&str> = parents.keys().copied().collect();
        starts.sort_unstable();
        for start in starts {
            let mut path = HashSet::new();
            let mut at = start;
            while let Some(&parent) = parents.get(at) {
                if sound.contains(at) {
                    break;
                }
                if !path.insert(at) {
                    let row = at.to_owned();
                    self.problems.push(IntegrityProblem::Circular { table, row });
                    break;
                }
                at = parent;
            }
            sound.extend(path);
        }
    }

    fn regions(&mut self) {
        const TABLE: &str = "regions";
        let rows = &self.network.regions;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            if let Some(parent) = &row.parent {
                self.refer(TABLE, row.id.as_str(), Reference::Region, parent.as_str());
            }
            self.sourced(TABLE, row.id.as_str(), &row.envelope);
        }
        let parents = rows
            .iter()
            .filter_map(|row| Some((row.id.as_str(), row.parent.as_ref()?.as_str())))
            .collect();
        self.acyclic(TABLE, &parents);
    }

    fn actors(&mut self) {
        const TABLE: &str = "actors";
        let rows = &self.network.actors;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            let id = row.id.as_str();
            if let Some(parent) = &row.parent {
                self.refer(TABLE, id, Reference::Actor, parent.as_str());
            }
            if let Some(region) = &row.region {
                self.refer(TABLE, id, Reference::Region, region.as_str());
            }
            self.sourced(TABLE, id, &row.envelope);
        }
        let parents = rows
            .iter()
            .filter_map(|row| Some((row.id.as_str(), row.parent.as_ref()?.as_str())))
            .collect();
        self.acyclic(TABLE, &parents);
    }

    fn services(&mut self) {
        const TABLE: &str = "services";
        let rows = &self.network.services;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            self.refer(TABLE, row.id.as_str(), Reference::Actor, row.actor.as_str());
            self.sourced(TABLE, row.id.as_str(), &row.envelope);
        }
    }

    fn posts(&mut self) {
        const TABLE: &str = "posts";
        let rows = &self.network.posts;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            let id = row.id.as_str();
            let actors = [Some(&row.employer), row.workplace.as_ref(), row.supervised_by.as_ref()];
            for actor in actors.into_iter().flatten() {
                self.refer(TABLE, id, Reference::Actor, actor.as_str());
            }
            for region in &row.serves {
                self.refer(TABLE, id, Reference::Region, region.as_str());
            }
            self.sourced(TABLE, id, &row.envelope);
        }
    }

    fn committees(&mut self) {
        let network = self.network;
        self.unique("committees", network.committees.iter().map(|row| row.id.as_str()));
        for row in &network.committees {
            if let Some(chair) = &row.chair {
                self.refer("committees", row.id.as_str(), Reference::Actor, chair.as_str());
            }
            self.sourced("committees", row.id.as_str(), &row.envelope);
        }
        let seats: Vec<String> = network
            .memberships
            .iter()
            .map(|row| format!("{}/{}", row.committee, row.actor))
            .collect();
        self.unique("memberships", seats.iter().map(String::as_str));
        for (row, seat) in network.memberships.iter().zip(&seats) {
            self.refer("memberships", seat, Reference::Committee, row.committee.as_str());
            self.refer("memberships", seat, Reference::Actor, row.actor.as_str());
            self.sourced("memberships", seat, &row.envelope);
        }
    }

    fn jurisdictions(&mut self) {
        const TABLE: &str = "jurisdictions";
        let rows = &self.network.jurisdictions;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            self.refer(TABLE, row.id.as_str(), Reference::Actor, row.actor.as_str());
            for region in &row.regions {
                self.refer(TABLE, row.id.as_str(), Reference::Region, region.as_str());
            }
            self.sourced(TABLE, row.id.as_str(), &row.envelope);
        }
    }

    fn relations(&mut self) {
        const TABLE: &str = "relations";
        let rows = &self.network.relations;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            let id = row.id.as_str();
            self.refer(TABLE, id, Reference::Actor, row.from.as_str());
            self.refer(TABLE, id, Reference::Actor, row.to.as_str());
            if let Some(service) = &row.service {
                self.refer(TABLE, id, Reference::Service, service.as_str());
                let owner = self.services.get(service.as_str());
                if owner.is_some_and(|owner| *owner != row.to.as_str()) {
                    self.problems.push(IntegrityProblem::ForeignService {
                        row: id.to_owned(),
                        service: service.to_string(),
                        receiver: row.to.to_string(),
                    });
                }
            }
            self.sourced(TABLE, id, &row.envelope);
        }
    }

    fn observations(&mut self) {
        const TABLE: &str = "observations";
        let rows = &self.network.observations;
        self.unique(TABLE, rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            let id = row.id.as_str();
            let reference = match row.entity {
                EntityRef::Actor(_) => Reference::Actor,
                EntityRef::Service(_) => Reference::Service,
                EntityRef::Relation(_) => Reference::Relation,
                EntityRef::Region(_) => Reference::Region,
            };
            self.refer(TABLE, id, reference, row.entity.id());
            if row.check_clock().is_err() {
                self.problems.push(IntegrityProblem::MissingClock { row: id.to_owned() });
            }
            self.sourced(TABLE, id, &row.envelope);
        }
    }

    fn sources(&mut self) {
        let rows = &self.network.sources;
        self.unique("sources", rows.iter().map(|row| row.id.as_str()));
        for row in rows {
            let long = |quote: &String| quote.chars().count() > Source::MAX_QUOTE_CHARS;
            if row.quote.as_ref().is_some_and(long) {
                self.problems.push(IntegrityProblem::LongQuote { row: row.id.to_string() });
            }
        }
    }
}
