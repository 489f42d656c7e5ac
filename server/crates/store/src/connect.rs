//! Opening a database: the storage engine is chosen by one URL.
//!
//! The embedded engine is built through SurrealDB's internal builder, the only place where its
//! caches can be capped: with `connect()` the block cache takes half the machine's memory and
//! the URL cannot say otherwise (surrealdb-kvs-surrealkv 3.3.5, `cnf.rs`).
//! These calls are not covered by SurrealDB's version promise; they stay in this file.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use surrealdb::engine::local::Db;
use surrealdb_cnf::ConfigMap;
use surrealdb_engine_local::Datastore;
use tokio::sync::RwLock;

use crate::error::{InvalidStoreUrl, StoreError};
use crate::migrate;

const NAMESPACE: &str = "netzlotse";
const DATABASE: &str = "netzlotse";
/// Five networks take about 10 MB; 64 MiB leave room for years of history.
const BLOCK_CACHE_BYTES: &str = "67108864";
/// A transaction larger than this is refused; the largest import (2,000 actors, 20,000
/// relations) needs about 40 MB.
const MEMTABLE_BYTES: &str = "134217728";
const VALUE_LOG_FILE_BYTES: &str = "67108864";
/// To delete all 3,700 records of a Kreis takes half a minute where the database is compiled
/// unoptimised; reads end much sooner, with the request they are for.
const QUERY_TIMEOUT: Duration = Duration::from_mins(3);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// `mem://`: gone when the process ends.
    Memory,
    /// `surrealkv://FOLDER`: embedded, one process at a time.
    Folder(PathBuf),
    /// `ws://` or `wss://`: a SurrealDB server, shared by several processes.
    Remote(String),
}

impl FromStr for StoreUrl {
    type Err = InvalidStoreUrl;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        if url == "mem://" {
            return Ok(Self::Memory);
        }
        if let Some(folder) = url.strip_prefix("surrealkv://") {
            return if folder.is_empty() {
                Err(InvalidStoreUrl::MissingFolder(url.to_owned()))
            } else {
                Ok(Self::Folder(PathBuf::from(folder)))
            };
        }
        let host = url.strip_prefix("ws://").or_else(|| url.strip_prefix("wss://"));
        match host {
            Some(host) if host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') => {
                Ok(Self::Remote(url.to_owned()))
            }
            Some(_) => Err(InvalidStoreUrl::MissingHost(url.to_owned())),
            None => Err(InvalidStoreUrl::UnknownScheme(url.to_owned())),
        }
    }
}

pub(crate) enum Connection {
    Embedded { session: Surreal<Db>, datastore: Arc<Datastore> },
    Remote(Surreal<Any>),
}

/// How many new rows are written at a time.
#[derive(Clone, Copy)]
pub(crate) enum Bulk {
    /// One INSERT per table.
    Whole,
    /// A statement for each row, which takes twice as long. INSERT makes a savepoint for each row,
    /// and the engine in memory copies all that the transaction has written so far for it
    /// (surrealmx 0.27.0, `tx.rs`): 4,000 relations took 20 s that way, with four times the time
    /// for twice the rows.
    OneByOne,
}

/// The open database. Share it behind one `Arc`: it is not `Clone`, because cloning a SurrealDB
/// handle opens a new session (surrealdb#7526).
pub struct Store {
    /// `None` after [`Store::close`].
    pub(crate) connection: RwLock<Option<Connection>>,
    is_shared: bool,
    pub(crate) bulk: Bulk,
}

impl Store {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process holds the folder, [`StoreError::Folder`] when
    /// it cannot be created or read, [`StoreError::Unavailable`] when the server does not answer,
    /// [`StoreError::NewerSchema`] and [`StoreError::ChangedMigration`] from the migrations. In
    /// each case nothing is changed.
    pub async fn open(url: &StoreUrl) -> Result<Self, StoreError> {
        let connection = match url {
            StoreUrl::Memory => open_embedded("memory", "mem://").await?,
            StoreUrl::Folder(folder) => open_folder(folder).await?,
            StoreUrl::Remote(url) => open_remote(url).await?,
        };
        let is_shared = matches!(connection, Connection::Remote(_));
        let bulk = match url {
            StoreUrl::Memory => Bulk::OneByOne,
            StoreUrl::Folder(_) | StoreUrl::Remote(_) => Bulk::Whole,
        };
        let store = Self { connection: RwLock::new(Some(connection)), is_shared, bulk };
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Whether other programs may write to the same database.
    pub fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Flushes and closes the database; later calls give [`StoreError::Unavailable`].
    ///
    /// Waits for running queries. Closing twice is harmless.
    pub async fn close(&self) {
        let connection = self.connection.write().await.take();
        if let Some(Connection::Embedded { session, datastore }) = connection {
            drop(session);
            if let Err(error) = datastore.shutdown().await {
                tracing::warn!(%error, "database did not shut down cleanly");
            }
        }
    }
}

async fn open_folder(folder: &std::path::Path) -> Result<Connection, StoreError> {
    let shown = folder.display().to_string();
    std::fs::create_dir_all(folder)
        .map_err(|error| StoreError::Folder { folder: shown.clone(), reason: error.to_string() })?;
    let path = format!("surrealkv://{}?sync=every", folder.display());
    open_embedded(&path, &shown).await
}

async fn open_embedded(path: &str, shown: &str) -> Result<Connection, StoreError> {
    let config = ConfigMap::from_env()
        .with_key_value("surrealkv_block_cache_capacity", BLOCK_CACHE_BYTES)
        .with_key_value("surrealkv_max_memtable_size", MEMTABLE_BYTES)
        .with_key_value("surrealkv_vlog_max_file_size", VALUE_LOG_FILE_BYTES);
    let open = |error: &dyn std::fmt::Display| open_error(shown, &error.to_string());
    // Maintenance writes, and a write before the version key makes a new database look old:
    // check and bootstrap first, start the tasks after (same order as SurrealDB's own connect).
    let datastore = Datastore::builder()
        .with_config(config)
        .with_query_timeout(Some(QUERY_TIMEOUT))
        .without_maintenance_tasks()
        .build_with_path(path)
        .await
        .map_err(|error| open(&error))?;
    datastore.check_version().await.map_err(|error| open(&error))?;
    datastore.bootstrap().await.map_err(|error| open(&error))?;
    datastore.start_maintenance_tasks();
    let session = Surreal::<Db>::unstable_from_datastore(Arc::clone(&datastore), None).await?;
    session.use_ns(NAMESPACE).use_db(DATABASE).await?;
    Ok(Connection::Embedded { session, datastore })
}

fn open_error(folder: &str, message: &str) -> StoreError {
    let lower = message.to_lowercase();
    if ["lock", "already open", "resource temporarily unavailable"]
        .iter()
        .any(|sign| lower.contains(sign))
    {
        return StoreError::Locked(folder.to_owned());
    }
    StoreError::Folder { folder: folder.to_owned(), reason: message.to_owned() }
}

async fn open_remote(url: &str) -> Result<Connection, StoreError> {
    let unreachable = |reason: String| StoreError::Unavailable(format!("{url}: {reason}"));
    let connect = async {
        let session = surrealdb::engine::any::connect(url).await?;
        session.use_ns(NAMESPACE).use_db(DATABASE).await?;
        Ok::<_, surrealdb::Error>(session)
    };
    match tokio::time::timeout(CONNECT_TIMEOUT, connect).await {
        Ok(Ok(session)) => Ok(Connection::Remote(session)),
        Ok(Err(error)) => Err(unreachable(error.to_string())),
        Err(_elapsed) => Err(unreachable("keine Antwort".to_owned())),
    }
}
