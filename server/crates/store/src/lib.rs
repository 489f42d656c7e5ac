//! The only crate that knows SurrealDB.
//!
//! Start at [`Store::open`]. Networks are held as a graph: node tables and `TYPE RELATION ...
//! ENFORCED` edge tables (`schema/`), written with `RELATE`, read as key ranges and traversals.
//! Not here: who may see what (`access`), analysis, HTTP.

mod chains;
mod codes;
mod comment;
mod connect;
mod error;
mod layout;
mod log;
mod migrate;
mod neighbourhood;
mod network;
mod query;
mod session;
mod shared_map;

pub use comment::CommentError;
pub use connect::{Store, StoreUrl};
pub use error::{InvalidStoreUrl, StoreError};
pub use layout::{Layout, Position};
pub use neighbourhood::Neighbourhood;
pub use network::{Commit, NetworkSummary};
pub use session::KeptSession;
