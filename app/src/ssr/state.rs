//! What all requests share: the store, the networks in memory, where the site's files lie.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use access::{Viewer, VisibleNetwork, visible};
use analysis::{Bottleneck, LoadReport, bottlenecks, service_loads};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use model::{ActorId, CodeBook, Date, Network, NetworkId, NetworkIndex};
use store::{Layout, Position, Store, StoreError};

use super::call::not_found;
use crate::api::{ApiError, ParameterName};

/// The view whose stored layout the pages show.
const OVERVIEW: &str = "overview";
/// Everything that counts is on the first pages; the list stays readable.
const MAX_BOTTLENECKS: usize = 40;

/// Where the built site lies.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    pub options: LeptosOptions,
}

/// Shared by all requests; cloning copies pointers.
#[derive(Clone)]
pub struct AppState {
    store: Arc<Store>,
    networks: Arc<RwLock<HashMap<(NetworkId, Viewer), Arc<LoadedNetwork>>>>,
    options: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

impl AppState {
    pub fn new(store: Arc<Store>, site: SiteFiles) -> Self {
        Self { store, networks: Arc::default(), options: site.options }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn options(&self) -> &LeptosOptions {
        &self.options
    }

    /// The visible part of a network, from memory while its revision has not changed.
    pub(super) async fn network(
        &self,
        id: &NetworkId,
        viewer: Viewer,
    ) -> Result<Arc<LoadedNetwork>, StoreError> {
        let (revision, today) = (self.store.network_revision(id).await?, today());
        let key = (id.clone(), viewer);
        let is_current =
            |known: &Arc<LoadedNetwork>| known.revision == revision && known.day == today;
        if let Some(known) = self.in_memory(&key).filter(is_current) {
            return Ok(known);
        }
        let network = self.store.load_network(id).await?;
        let codes = self.store.load_code_book().await?;
        let loaded = LoadedNetwork::new(visible(&network, viewer, today), today, codes);
        let loaded = Arc::new(loaded);
        if let Ok(mut networks) = self.networks.write() {
            networks.insert(key, Arc::clone(&loaded));
        }
        Ok(loaded)
    }

    fn in_memory(&self, key: &(NetworkId, Viewer)) -> Option<Arc<LoadedNetwork>> {
        self.networks.read().ok()?.get(key).cloned()
    }

    /// The stored picture of this state of the network; made and stored when there is none.
    pub(super) async fn layout(&self, network: &LoadedNetwork) -> Result<Arc<Layout>, StoreError> {
        if let Some(layout) = network.layout.get() {
            return Ok(Arc::clone(layout));
        }
        let id = &network.network().id;
        let stored = self.store.load_layout(id, OVERVIEW).await?;
        let layout = match stored.filter(|layout| layout.revision == network.revision) {
            Some(layout) => layout,
            None => {
                let layout = arrange(network);
                self.store.save_layout(id, OVERVIEW, &layout).await?;
                layout
            }
        };
        Ok(Arc::clone(network.layout.get_or_init(|| Arc::new(layout))))
    }
}

/// A network in memory with what is computed from it once.
pub(crate) struct LoadedNetwork {
    pub(crate) revision: u64,
    /// Rows that begin or end tomorrow are not those of today.
    day: Date,
    visible: VisibleNetwork,
    pub(crate) codes: CodeBook,
    layout: OnceLock<Arc<Layout>>,
    bottlenecks: OnceLock<Vec<Bottleneck>>,
    loads: OnceLock<LoadReport>,
}

impl LoadedNetwork {
    fn new(visible: VisibleNetwork, day: Date, codes: CodeBook) -> Self {
        Self {
            revision: visible.network().revision,
            day,
            visible,
            codes,
            layout: OnceLock::new(),
            bottlenecks: OnceLock::new(),
            loads: OnceLock::new(),
        }
    }

    pub(crate) fn network(&self) -> &Network {
        self.visible.network()
    }

    pub(crate) fn index(&self) -> NetworkIndex<'_> {
        NetworkIndex::new(self.network())
    }

    pub(crate) fn bottlenecks(&self) -> &[Bottleneck] {
        self.bottlenecks.get_or_init(|| bottlenecks(&self.index(), MAX_BOTTLENECKS))
    }

    pub(crate) fn loads(&self) -> &LoadReport {
        self.loads.get_or_init(|| service_loads(&self.index()))
    }

    /// An actor of this network by the text in a URL.
    pub(crate) fn actor_id(&self, text: &str) -> Result<ActorId, ApiError> {
        text.parse::<ActorId>()
            .ok()
            .filter(|id| self.network().actors.iter().any(|actor| actor.id == *id))
            .ok_or_else(|| not_found(ParameterName::Actor, text))
    }
}

/// The day at the server, in UTC.
fn today() -> Date {
    const DAY_SECS: u64 = 86_400;
    const EPOCH: Date = Date::constant(1970, 1, 1);
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since_epoch.as_secs() / DAY_SECS).unwrap_or_default();
    EPOCH.checked_add(model::day_span(days)).unwrap_or(EPOCH)
}

/// A settled picture of the network over all its relations; `part_of` keeps families together.
fn arrange(loaded: &LoadedNetwork) -> Layout {
    let (network, index) = (loaded.network(), loaded.index());
    let edge = |from: &ActorId, to: &ActorId| {
        let (from, to) = (index.actor_idx(from)?, index.actor_idx(to)?);
        Some((u32::try_from(from).ok()?, u32::try_from(to).ok()?))
    };
    let relations = network.relations.iter().filter_map(|row| edge(&row.from, &row.to));
    let families = network.actors.iter().filter_map(|row| edge(&row.id, row.parent.as_ref()?));
    let edges: Vec<(u32, u32)> = relations.chain(families).collect();
    let options = scene::layout::OverviewOptions::default();
    let points = scene::layout::overview(network.actors.len(), &edges, None, options);
    let positions = network
        .actors
        .iter()
        .zip(points)
        .map(|(actor, point)| Position { actor: actor.id.clone(), x: point.x, y: point.y })
        .collect();
    Layout { revision: loaded.revision, positions }
}
