//! A whole network, and an index over it for looking things up.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    Actor, ActorId, AreaKind, Committee, Coverage, EntityRef, Jurisdiction, Membership, Metric,
    NetworkId, Observation, Post, Region, RegionId, RegionKind, Relation, RelationId, Service,
    ServiceId, Source, SourceId, Statistic,
};

/// One Kreis with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    pub id: NetworkId,
    /// Grows with every change; caches are keyed by it.
    pub revision: u64,
    pub regions: Vec<Region>,
    pub actors: Vec<Actor>,
    pub services: Vec<Service>,
    pub posts: Vec<Post>,
    pub committees: Vec<Committee>,
    pub memberships: Vec<Membership>,
    pub jurisdictions: Vec<Jurisdiction>,
    pub relations: Vec<Relation>,
    pub observations: Vec<Observation>,
    pub sources: Vec<Source>,
}

impl Network {
    pub fn empty(id: NetworkId) -> Self {
        Self {
            id,
            revision: 0,
            regions: Vec::new(),
            actors: Vec::new(),
            services: Vec::new(),
            posts: Vec::new(),
            committees: Vec::new(),
            memberships: Vec::new(),
            jurisdictions: Vec::new(),
            relations: Vec::new(),
            observations: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// The region that is the Kreis itself.
    pub fn kreis(&self) -> Option<&Region> {
        self.regions.iter().find(|region| {
            region.kind == RegionKind::Kreis && region.id.as_str() == self.id.as_str()
        })
    }

    /// The Kommunen of the Kreis, in file order.
    pub fn municipalities(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(|region| region.kind == RegionKind::Gemeinde)
    }

    /// Puts every table into its canonical order (by id), so that equal networks are equal.
    pub fn sort(&mut self) {
        self.regions.sort_by(|a, b| a.id.cmp(&b.id));
        self.actors.sort_by(|a, b| a.id.cmp(&b.id));
        self.services.sort_by(|a, b| a.id.cmp(&b.id));
        self.posts.sort_by(|a, b| a.id.cmp(&b.id));
        self.committees.sort_by(|a, b| a.id.cmp(&b.id));
        self.memberships.sort_by(|a, b| (&a.committee, &a.actor).cmp(&(&b.committee, &b.actor)));
        self.jurisdictions.sort_by(|a, b| a.id.cmp(&b.id));
        self.relations.sort_by(|a, b| a.id.cmp(&b.id));
        self.observations.sort_by(|a, b| a.id.cmp(&b.id));
        self.sources.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

/// Positions in the tables of a [`Network`], built once in O(rows).
///
/// References that do not resolve are left out; [`Network::integrity_problems`] reports them.
pub struct NetworkIndex<'a> {
    pub network: &'a Network,
    actors: HashMap<&'a ActorId, usize>,
    services: HashMap<&'a ServiceId, usize>,
    regions: HashMap<&'a RegionId, usize>,
    relations: HashMap<&'a RelationId, usize>,
    sources: HashMap<&'a SourceId, usize>,
    services_of: Vec<Vec<usize>>,
    outgoing: Vec<Vec<usize>>,
    incoming: Vec<Vec<usize>>,
    areas_of: Vec<Vec<usize>>,
    observations_of: HashMap<&'a EntityRef, Vec<usize>>,
}

impl<'a> NetworkIndex<'a> {
    pub fn new(network: &'a Network) -> Self {
        let actors: HashMap<_, _> =
            network.actors.iter().enumerate().map(|(idx, actor)| (&actor.id, idx)).collect();
        let n_actors = network.actors.len();
        let mut index = Self {
            network,
            services: network.services.iter().enumerate().map(|(i, s)| (&s.id, i)).collect(),
            regions: network.regions.iter().enumerate().map(|(i, r)| (&r.id, i)).collect(),
            relations: network.relations.iter().enumerate().map(|(i, r)| (&r.id, i)).collect(),
            sources: network.sources.iter().enumerate().map(|(i, s)| (&s.id, i)).collect(),
            services_of: vec![Vec::new(); n_actors],
            outgoing: vec![Vec::new(); n_actors],
            incoming: vec![Vec::new(); n_actors],
            areas_of: vec![Vec::new(); n_actors],
            observations_of: HashMap::new(),
            actors,
        };
        index.link();
        index
    }

    fn link(&mut self) {
        for (idx, service) in self.network.services.iter().enumerate() {
            if let Some(&actor) = self.actors.get(&service.actor) {
                self.services_of[actor].push(idx);
            }
        }
        for (idx, relation) in self.network.relations.iter().enumerate() {
            if let Some(&from) = self.actors.get(&relation.from) {
                self.outgoing[from].push(idx);
            }
            if let Some(&to) = self.actors.get(&relation.to) {
                self.incoming[to].push(idx);
            }
        }
        for (idx, jurisdiction) in self.network.jurisdictions.iter().enumerate() {
            if let Some(&actor) = self.actors.get(&jurisdiction.actor) {
                self.areas_of[actor].push(idx);
            }
        }
        for (idx, observation) in self.network.observations.iter().enumerate() {
            self.observations_of.entry(&observation.entity).or_default().push(idx);
        }
    }

    pub fn actor_idx(&self, id: &ActorId) -> Option<usize> {
        self.actors.get(id).copied()
    }

    pub fn actor(&self, id: &ActorId) -> Option<&'a Actor> {
        self.actor_idx(id).map(|idx| &self.network.actors[idx])
    }

    pub fn service(&self, id: &ServiceId) -> Option<&'a Service> {
        self.services.get(id).map(|&idx| &self.network.services[idx])
    }

    pub fn region(&self, id: &RegionId) -> Option<&'a Region> {
        self.regions.get(id).map(|&idx| &self.network.regions[idx])
    }

    pub fn relation(&self, id: &RelationId) -> Option<&'a Relation> {
        self.relations.get(id).map(|&idx| &self.network.relations[idx])
    }

    pub fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.sources.get(id).map(|&idx| &self.network.sources[idx])
    }

    pub fn services_of(&self, actor_idx: usize) -> impl Iterator<Item = &'a Service> {
        self.services_of[actor_idx].iter().map(|&idx| &self.network.services[idx])
    }

    pub fn outgoing(&self, actor_idx: usize) -> impl Iterator<Item = &'a Relation> {
        self.outgoing[actor_idx].iter().map(|&idx| &self.network.relations[idx])
    }

    pub fn incoming(&self, actor_idx: usize) -> impl Iterator<Item = &'a Relation> {
        self.incoming[actor_idx].iter().map(|&idx| &self.network.relations[idx])
    }

    pub fn jurisdictions_of(&self, actor_idx: usize) -> impl Iterator<Item = &'a Jurisdiction> {
        self.areas_of[actor_idx].iter().map(|&idx| &self.network.jurisdictions[idx])
    }

    pub fn observations_of(&self, entity: &EntityRef) -> impl Iterator<Item = &'a Observation> {
        self.observations_of
            .get(entity)
            .into_iter()
            .flatten()
            .map(|&idx| &self.network.observations[idx])
    }

    /// The newest observation of this metric and statistic (ties by id).
    pub fn newest(
        &self,
        entity: &EntityRef,
        metric: Metric,
        statistic: Statistic,
    ) -> Option<&'a Observation> {
        self.observations_of(entity)
            .filter(|o| o.metric == metric && o.statistic == statistic)
            .max_by(|a, b| (a.period_to, &b.id).cmp(&(b.period_to, &a.id)))
    }

    /// The region and everything it lies in: Kommune, Kreis, Regierungsbezirk, Land.
    ///
    /// Stops after as many steps as there are regions, so a cyclic `parent` cannot hang it.
    pub fn region_and_ancestors(&self, id: &RegionId) -> Vec<&'a Region> {
        let mut chain = Vec::new();
        let mut next = self.region(id);
        while let Some(region) = next {
            if chain.len() > self.network.regions.len() {
                break;
            }
            chain.push(region);
            next = region.parent.as_ref().and_then(|parent| self.region(parent));
        }
        chain
    }

    /// Whether an actor covers a region; a named Kreis stands for all its Kommunen.
    pub fn coverage(&self, actor_idx: usize, region: &RegionId) -> Coverage {
        let chain = self.region_and_ancestors(region);
        let covers = |jurisdiction: &Jurisdiction| {
            jurisdiction.regions.iter().any(|named| chain.iter().any(|area| area.id == *named))
        };
        let mut names_an_area = false;
        let mut best = Coverage::NotCovered;
        for jurisdiction in self.jurisdictions_of(actor_idx) {
            match jurisdiction.kind {
                AreaKind::BelongsToTeam => {}
                AreaKind::ResponsibleFor => {
                    names_an_area = true;
                    if covers(jurisdiction) {
                        return Coverage::Responsible;
                    }
                }
                AreaKind::ServesArea => {
                    names_an_area = true;
                    if covers(jurisdiction) {
                        best = Coverage::Serves;
                    }
                }
            }
        }
        if names_an_area { best } else { Coverage::WholeKreis }
    }
}
