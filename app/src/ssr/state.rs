//! What all requests share: the store, the networks in memory, where the site's files lie.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use access::{Identity, Viewer, VisibleNetwork, past, visible};
use analysis::{
    CompetenceProblem, DominanceReport, Finding, LoadReport, OverlapReport, QueueReport,
    RouteError, RouteQuery, Standing, TransitionTable, UnitValues, competence_problems, dominances,
    findings, overlaps, queues, service_loads, transitions, unit_values,
};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use model::{
    ActorId, ChainBook, CodeBook, Date, Decimal, Network, NetworkId, NetworkIndex, Timestamp,
};
use store::{Layout, Store, StoreError};
use tokio::sync::{Mutex, OnceCell};

use super::arrange::{self, Arranged, Block};
use super::call::not_found;
use super::edit::Desk;
use super::german_days::{day_of, end_of_day};
use super::maps::Doors;
use super::succession::{Step, Touched, steps, touched_since};
use crate::api::{ApiError, Arrangement, ParameterName};

/// The view whose stored layout the pages show.
const OVERVIEW: &str = "overview";
/// A list that one can talk about in a meeting.
const MAX_OVERLAPS: usize = 12;
/// More is not sent: a list nobody reads to its end.
const MAX_FINDINGS: usize = 300;
/// One more place, case or appointment.
const ONE_MORE: Decimal = Decimal::from_integer(1);

/// Where the built site lies.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    pub options: LeptosOptions,
}

/// What each viewer sees of each network, in the state last asked for.
type LoadedNetworks = HashMap<(NetworkId, Viewer), Arc<LoadedNetwork>>;

/// Whose look at which day, which revision that was, and which one was the newest then.
type PastKey = (NetworkId, Viewer, Date, u64, u64);

type PastNetworks = Vec<(PastKey, Arc<LoadedNetwork>)>;

/// As many states of the past are kept as one compares in a meeting.
const MAX_PAST: usize = 8;

/// Shared by all requests; cloning copies pointers.
#[derive(Clone)]
pub struct AppState {
    store: Arc<Store>,
    networks: Arc<RwLock<LoadedNetworks>>,
    /// Held while a network is loaded, so that requests at the same time share one.
    loading: Arc<Mutex<()>>,
    /// Held while a state of the past is made.
    looking_back: Arc<Mutex<()>>,
    desk: Arc<Desk>,
    /// What watches over the passwords of shared maps.
    doors: Arc<Doors>,
    /// States of the past that somebody looked at, the last one last.
    past: Arc<std::sync::Mutex<PastNetworks>>,
    /// Whether only the machine it runs on reaches this server.
    is_local: bool,
    options: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

impl AppState {
    /// Whoever reaches it reads what is public.
    pub fn new(store: Arc<Store>, site: SiteFiles) -> Self {
        Self {
            store,
            networks: Arc::default(),
            loading: Arc::default(),
            looking_back: Arc::default(),
            desk: Arc::default(),
            doors: Arc::default(),
            past: Arc::default(),
            is_local: false,
            options: site.options,
        }
    }

    /// The same for a server that only its own machine reaches: whoever asks it directly may write
    /// (`ssr/identity.rs`).
    #[must_use]
    pub fn for_this_machine(self) -> Self {
        Self { is_local: true, ..self }
    }

    pub(super) fn is_local(&self) -> bool {
        self.is_local
    }

    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    pub(super) fn doors(&self) -> &Doors {
        &self.doors
    }

    /// For whoever needs the store beside the pages.
    pub fn shared_store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn options(&self) -> &LeptosOptions {
        &self.options
    }

    /// Brings every network and its picture into memory.
    pub async fn prepare(&self) -> Result<(), StoreError> {
        // Whoever may see most is who comes first where only the own machine reaches the server.
        let identity =
            if self.is_local { Identity::local_coordinator() } else { Identity::reader() };
        for summary in self.store.list_networks().await? {
            let viewer = identity.viewer_of(&summary.id);
            let network = self.network(&summary.id, viewer).await?;
            self.layout(&network).await?;
            off_thread(move || {
                network.findings();
            })
            .await;
        }
        Ok(())
    }

    /// The visible part of a network, from memory while its revision has not changed.
    pub(super) async fn network(
        &self,
        id: &NetworkId,
        viewer: Viewer,
    ) -> Result<Arc<LoadedNetwork>, StoreError> {
        let (revision, today) = (self.store.network_revision(id).await?, today());
        let key = (id.clone(), viewer);
        if let Some(known) = self.in_memory(&key, revision, today) {
            return Ok(known);
        }
        let _loading = self.loading.lock().await;
        if let Some(known) = self.in_memory(&key, revision, today) {
            return Ok(known);
        }
        let network = match self.desk.kept(id, revision) {
            Some(network) => network,
            None => Arc::new(self.store.load_network(id).await?),
        };
        let codes = self.store.load_code_book().await?;
        let chains = self.store.load_chain_book().await?;
        let before = self.networks.read().ok().and_then(|known| known.get(&key).map(Arc::clone));
        let loaded = off_thread(move || {
            let visible = visible(&network, viewer, today);
            let loaded = LoadedNetwork::new(visible, today, codes, chains);
            match before {
                Some(before) => loaded.following(&before, viewer.sees_all()),
                None => loaded,
            }
        });
        let loaded = Arc::new(loaded.await);
        if let Ok(mut networks) = self.networks.write() {
            networks.insert(key, Arc::clone(&loaded));
        }
        Ok(loaded)
    }

    /// The visible part of a network as it was at the end of a day.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a day before the first entry of its log.
    pub(super) async fn past_network(
        &self,
        id: &NetworkId,
        viewer: Viewer,
        day: Date,
    ) -> Result<Arc<LoadedNetwork>, StoreError> {
        if day >= today() {
            return self.network(id, viewer).await;
        }
        let before_all = || StoreError::NotFound(format!("{id}, {day}"));
        let moment = end_of_day(day).ok_or_else(before_all)?;
        let revision = self.store.revision_at(id, moment).await?.ok_or_else(before_all)?;
        // What is hidden later is hidden in what was before, too.
        let key = (id.clone(), viewer, day, revision, self.store.network_revision(id).await?);
        if let Some(known) = self.remembered(&key) {
            return Ok(known);
        }
        // Not the lock of the present, which everybody needs after each change.
        let _looking = self.looking_back.lock().await;
        if let Some(known) = self.remembered(&key) {
            return Ok(known);
        }
        let network = self.store.network_at(id, revision).await?;
        let now = self.store.network_revision(id).await?;
        let since = self.store.changes_between(id, revision, now).await?;
        let codes = self.store.load_code_book().await?;
        let chains = self.store.load_chain_book().await?;
        let seen = off_thread(move || past(&network, &since, viewer, day)).await;
        let loaded = LoadedNetwork::new(seen, day, codes, chains);
        let loaded = Arc::new(LoadedNetwork { is_past: true, ..loaded });
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.push((key, Arc::clone(&loaded)));
        let too_many = past.len().saturating_sub(MAX_PAST);
        past.drain(..too_many);
        Ok(loaded)
    }

    fn remembered(&self, key: &PastKey) -> Option<Arc<LoadedNetwork>> {
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.iter().find(|(known, _)| known == key).map(|(_, loaded)| Arc::clone(loaded))
    }

    fn in_memory(
        &self,
        key: &(NetworkId, Viewer),
        revision: u64,
        day: Date,
    ) -> Option<Arc<LoadedNetwork>> {
        let networks = self.networks.read().ok()?;
        let known = networks.get(key)?;
        (known.revision == revision && known.day == day).then(|| Arc::clone(known))
    }

    /// The stored picture of this state of the network; made and stored when there is none.
    pub(super) async fn layout(
        &self,
        network: &Arc<LoadedNetwork>,
    ) -> Result<Arc<Layout>, StoreError> {
        network.layout.get_or_try_init(|| self.stored_or_arranged(network)).await.cloned()
    }

    async fn stored_or_arranged(
        &self,
        network: &Arc<LoadedNetwork>,
    ) -> Result<Arc<Layout>, StoreError> {
        let id = &network.network().id;
        let stored = self.store.load_layout(id, OVERVIEW).await?;
        // As long as the same actors are there, the picture stays: a tie more or less, or a new name,
        // moves nobody.
        if let Some(layout) = stored.as_ref().and_then(|stored| arrange::kept(network, stored)) {
            return Ok(Arc::new(layout));
        }
        let to_arrange = Arc::clone(network);
        let layout = off_thread(move || arrange::overview(&to_arrange, stored.as_ref())).await;
        if network.is_past {
            // Who is still there stands where it stands today.
            return Ok(Arc::new(layout));
        }
        match self.store.save_layout(id, OVERVIEW, &layout).await {
            // In a conflict somebody else has stored the picture of this state, which is the same.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => tracing::warn!(%error, network = %id, "layout not stored"),
        }
        Ok(Arc::new(layout))
    }
}

impl AppState {
    /// The actors of this state of the network in an arrangement.
    pub(super) async fn arranged(
        &self,
        network: &Arc<LoadedNetwork>,
        arrangement: Arrangement,
    ) -> Result<Arc<Arranged>, StoreError> {
        let overview = self.layout(network).await?;
        let to_arrange = Arc::clone(network);
        Ok(off_thread(move || {
            let mut known = to_arrange.arranged.lock().unwrap_or_else(PoisonError::into_inner);
            let arranged = known.entry(arrangement).or_insert_with(|| {
                Arc::new(arrange::arranged(&to_arrange, arrangement, &overview))
            });
            Arc::clone(arranged)
        })
        .await)
    }
}

/// Runs what takes long where it holds up no other request.
pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only a runtime that ends cancels; then nobody waits for the answer any more.
            Err(_cancelled) => std::future::pending().await,
        },
    }
}

/// A network in memory with what is computed from it once.
pub(crate) struct LoadedNetwork {
    pub(crate) revision: u64,
    /// Rows that begin or end tomorrow are not those of today.
    pub(crate) day: Date,
    /// Whether it is a state of the past, or one put together to compare: its picture is not kept.
    pub(crate) is_past: bool,
    visible: VisibleNetwork,
    pub(crate) codes: CodeBook,
    pub(crate) chains: ChainBook,
    /// What led here from the states that were in memory before.
    steps: Vec<Arc<Step>>,
    layout: OnceCell<Arc<Layout>>,
    /// The arrangements that somebody has asked for.
    arranged: std::sync::Mutex<BTreeMap<Arrangement, Arc<Arranged>>>,
    matrix_blocks: OnceLock<Vec<Block>>,
    findings: OnceLock<Vec<Finding>>,
    loads: OnceLock<LoadReport>,
    overlaps: OnceLock<OverlapReport>,
    competence_problems: OnceLock<Vec<CompetenceProblem>>,
    queues: OnceLock<QueueReport>,
    unit_values: OnceLock<UnitValues>,
    transitions: OnceLock<TransitionTable>,
    dominances: OnceLock<DominanceReport>,
    standing: OnceLock<Result<Standing, RouteError>>,
}

impl LoadedNetwork {
    pub(super) fn new(
        visible: VisibleNetwork,
        day: Date,
        codes: CodeBook,
        chains: ChainBook,
    ) -> Self {
        Self {
            revision: visible.network().revision,
            day,
            is_past: false,
            visible,
            codes,
            chains,
            steps: Vec::new(),
            layout: OnceCell::new(),
            arranged: std::sync::Mutex::default(),
            matrix_blocks: OnceLock::new(),
            findings: OnceLock::new(),
            loads: OnceLock::new(),
            overlaps: OnceLock::new(),
            competence_problems: OnceLock::new(),
            queues: OnceLock::new(),
            unit_values: OnceLock::new(),
            transitions: OnceLock::new(),
            dominances: OnceLock::new(),
            standing: OnceLock::new(),
        }
    }

    /// This state as the one that comes after another that the same viewer has seen. Who was in the picture stays where it was.
    pub(super) fn following(self, before: &Self, sees_all: bool) -> Self {
        let steps = steps(before, &self, sees_all);
        let layout = before.layout.get().and_then(|layout| arrange::kept(&self, layout));
        let layout = OnceCell::new_with(layout.map(Arc::new));
        Self { steps, layout, ..self }
    }

    pub(super) fn steps(&self) -> &[Arc<Step>] {
        &self.steps
    }

    /// What of the picture has changed since a revision that the same viewer has seen; `None` where
    /// that is not known, or too much.
    pub(crate) fn touched_since(&self, revision: u64) -> Option<Touched> {
        if revision == self.revision {
            return Some(Touched::default());
        }
        touched_since(&self.steps, revision)
    }

    /// This state together with what only an earlier one had.
    pub(crate) fn together_with(&self, earlier: &Self) -> Self {
        let mut changes = self.network().changes_to(earlier.network());
        changes.retain(|change| change.before.is_none());
        let both = self.visible.with_rows_of(&earlier.visible, &changes);
        let loaded = Self::new(both, self.day, self.codes.clone(), self.chains.clone());
        Self { is_past: true, ..loaded }
    }

    pub(crate) fn network(&self) -> &Network {
        self.visible.network()
    }

    pub(crate) fn index(&self) -> NetworkIndex<'_> {
        NetworkIndex::new(self.network())
    }

    /// The rows of the matrix, from top to bottom.
    pub(crate) fn matrix_blocks(&self) -> &[Block] {
        self.matrix_blocks.get_or_init(|| arrange::matrix_blocks(self))
    }

    /// Worst first.
    pub(crate) fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| findings(&self.index(), MAX_FINDINGS))
    }

    pub(crate) fn queues(&self) -> &QueueReport {
        self.queues.get_or_init(|| queues(&self.index()))
    }

    /// What one more unit would bring, for each service.
    pub(crate) fn unit_values(&self) -> &UnitValues {
        self.unit_values.get_or_init(|| unit_values(&self.index(), ONE_MORE))
    }

    pub(crate) fn transitions(&self) -> &TransitionTable {
        self.transitions.get_or_init(|| transitions(&self.index()))
    }

    /// Whom every way must pass, whoever asks.
    pub(crate) fn dominances(&self) -> &DominanceReport {
        self.dominances.get_or_init(|| dominances(&self.index(), None, None))
    }

    /// With what every scenario is compared. The questions are those of the first caller: they
    /// depend on nothing but the network.
    pub(crate) fn standing(&self, questions: &[RouteQuery]) -> &Result<Standing, RouteError> {
        self.standing.get_or_init(|| Standing::new(&self.index(), questions))
    }

    pub(crate) fn loads(&self) -> &LoadReport {
        self.loads.get_or_init(|| service_loads(&self.index()))
    }

    /// Services of one kind first: those of one Handlungsfeld only may do very different things.
    pub(crate) fn overlaps(&self) -> &OverlapReport {
        self.overlaps.get_or_init(|| {
            let mut report = overlaps(&self.index(), usize::MAX);
            report.overlaps.sort_by_key(|overlap| !overlap.same_kind);
            report.overlaps.truncate(MAX_OVERLAPS);
            report
        })
    }

    pub(crate) fn competence_problems(&self) -> &[CompetenceProblem] {
        self.competence_problems.get_or_init(|| competence_problems(&self.index()))
    }

    /// An actor of this network by the text in a URL.
    pub(crate) fn actor_id(&self, text: &str) -> Result<ActorId, ApiError> {
        text.parse::<ActorId>()
            .ok()
            .filter(|id| self.network().actors.iter().any(|actor| actor.id == *id))
            .ok_or_else(|| not_found(ParameterName::Actor, text))
    }
}

/// The day in Germany.
pub(super) fn today() -> Date {
    day_of(now())
}

/// The clock, in whole seconds.
pub(super) fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or_default();
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
