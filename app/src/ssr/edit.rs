//! Carrying out commands: one after the other on each network, and word of it to whoever looks on.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use access::{Identity, authorise};
use edit::{Applied, Command, Intent, Refusal, apply};
use model::{CommandId, Network, NetworkId, Origin};
use store::{Commit, StoreError};
use tokio::sync::{Mutex, broadcast};

use super::off_thread;
use super::state::{AppState, now, today};

/// How often a command is made again because another process wrote in between.
const MAX_ATTEMPTS: usize = 8;
/// Word that nobody has fetched yet; who misses some looks at the revision.
const MAX_WAITING: usize = 64;

/// A network has another revision now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub network: NetworkId,
    pub revision: u64,
}

/// What writers share.
pub(super) struct Desk {
    /// One writer at a time on each network.
    places: std::sync::Mutex<BTreeMap<NetworkId, Arc<Mutex<()>>>>,
    /// Each network as the last writer left it.
    kept: RwLock<BTreeMap<NetworkId, Arc<Network>>>,
    word: broadcast::Sender<Changed>,
}

impl Default for Desk {
    fn default() -> Self {
        let (word, _) = broadcast::channel(MAX_WAITING);
        Self { places: std::sync::Mutex::default(), kept: RwLock::default(), word }
    }
}

impl Desk {
    fn place(&self, network: &NetworkId) -> Arc<Mutex<()>> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry(network.clone()).or_default())
    }

    fn keep(&self, network: &Arc<Network>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(network.id.clone(), Arc::clone(network));
    }

    /// The network as the last writer left it, if that is its state at this revision.
    pub(super) fn kept(&self, network: &NetworkId, revision: u64) -> Option<Arc<Network>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(network).filter(|network| network.revision == revision).map(Arc::clone)
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) revision: u64,
    /// Rows that changed; 0 when all was so already or the command was carried out before.
    pub(crate) n_changes: usize,
}

/// Why a command was not carried out.
#[derive(Debug)]
pub(crate) enum CommandError {
    NotAllowed,
    Refused(Refusal),
    Store(StoreError),
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl AppState {
    /// Tells of every change from now on.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.desk().word.subscribe()
    }

    /// Carries out a command; sent again, it changes nothing and ends as before.
    ///
    /// # Errors
    /// [`CommandError::Refused`] says what stands against it; nothing is written then.
    ///
    /// # Complexity O(rows) time and memory.
    pub(crate) async fn execute(
        &self,
        identity: &Identity,
        id: &NetworkId,
        command: Command,
    ) -> Result<Done, CommandError> {
        let codes = Arc::new(self.store().load_code_book().await?);
        let undone = match command.intent {
            Intent::Undo { revision } => self.store().event_changes(id, revision).await?,
            _ => Vec::new(),
        };
        let undoes = match command.intent {
            Intent::Undo { revision } => Some(revision),
            _ => None,
        };
        let head = Head {
            id: command.id.clone(),
            origin: command.intent.origin(),
            note: command.note.clone(),
            undoes,
        };
        let (command, undone) = (Arc::new(command), Arc::new(undone));
        let make = move |network: &Arc<Network>| {
            let (network, codes) = (Arc::clone(network), Arc::clone(&codes));
            let (command, undone, today) = (Arc::clone(&command), Arc::clone(&undone), today());
            async move { off_thread(move || apply(&network, &command, &undone, &codes, today)).await }
        };
        self.execute_made(identity, id, head, make).await
    }

    /// Writes what `make` makes of the network as it is, again where another process was faster.
    ///
    /// # Errors
    /// As [`AppState::execute`].
    pub(super) async fn execute_made<M, F>(
        &self,
        identity: &Identity,
        id: &NetworkId,
        head: Head,
        make: M,
    ) -> Result<Done, CommandError>
    where
        M: Fn(&Arc<Network>) -> F,
        F: Future<Output = Result<Applied, Refusal>>,
    {
        if !identity.may_write() {
            return Err(CommandError::NotAllowed);
        }
        let place = self.desk().place(id);
        let _turn = place.lock().await;
        if let Some(revision) = self.store().revision_of_command(id, &head.id).await? {
            return Ok(Done { revision, n_changes: 0 });
        }
        for _attempt in 0..MAX_ATTEMPTS {
            let network = self.current(id).await?;
            let applied = make(&network).await.map_err(CommandError::Refused)?;
            if applied.changes.is_empty() {
                return Ok(Done { revision: network.revision, n_changes: 0 });
            }
            let n_changes = applied.changes.len();
            let commit = authorise(identity, head.commit(applied))
                .map_err(|_not_allowed| CommandError::NotAllowed)?;
            match self.store().commit(&commit).await {
                Ok(revision) => {
                    self.desk().keep(&Arc::new(commit.into_what().into_network()));
                    // Nobody may be listening.
                    let _heard = self.desk().word.send(Changed { network: id.clone(), revision });
                    return Ok(Done { revision, n_changes });
                }
                Err(StoreError::Conflict) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Writes a network that is not there yet.
    ///
    /// # Errors
    /// As [`AppState::execute`]; [`StoreError::Conflict`] where there is one already.
    pub(super) async fn found(
        &self,
        identity: &Identity,
        network: Network,
    ) -> Result<Done, CommandError> {
        let place = self.desk().place(&network.id);
        let _turn = place.lock().await;
        match self.store().network_revision(&network.id).await {
            Ok(_) => return Err(StoreError::Conflict.into()),
            Err(StoreError::NotFound(_)) => {}
            Err(other) => return Err(other.into()),
        }
        let changes = Network::empty(network.id.clone()).changes_to(&network);
        let n_changes = changes.len();
        let id = CommandId::try_from(format!("founded-{}", network.id))
            .unwrap_or_else(|_invalid| unreachable!("an AGS and a word"));
        let commit = Commit::new(id, Origin::Founding, network, changes, now());
        let commit =
            authorise(identity, commit).map_err(|_not_allowed| CommandError::NotAllowed)?;
        let revision = self.store().commit(&commit).await?;
        self.desk().keep(&Arc::new(commit.into_what().into_network()));
        Ok(Done { revision, n_changes })
    }

    /// The network as it is stored.
    pub(super) async fn current(&self, id: &NetworkId) -> Result<Arc<Network>, StoreError> {
        let revision = self.store().network_revision(id).await?;
        if let Some(network) = self.desk().kept(id, revision) {
            return Ok(network);
        }
        let network = Arc::new(self.store().load_network(id).await?);
        self.desk().keep(&network);
        Ok(network)
    }
}

/// What the log keeps of a command beside its changes.
pub(super) struct Head {
    pub(super) id: CommandId,
    pub(super) origin: Origin,
    pub(super) note: Option<String>,
    pub(super) undoes: Option<u64>,
}

impl Head {
    fn commit(&self, applied: Applied) -> Commit {
        Commit::new(self.id.clone(), self.origin, applied.network, applied.changes, now())
            .with_note(self.note.clone())
            .undoing(self.undoes)
    }
}
