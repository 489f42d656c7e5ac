//! Changing a network: what somebody wants, whether it can be done, and what it does to the rows.
//!
//! Start at [`apply`]. A [`Command`] says what is wanted and on which revision; it becomes a list
//! of [`model::RowChange`]s, which the store writes together with an entry in the log.
//! Whoever has seen an older state is merged in, column by column; where two have changed the
//! same column, both values are handed back ([`Refusal::Conflict`]) and nothing is written.
//!
//! A network that is not there yet is founded from proposals: [`proposals`], then [`found`].
//!
//! Rules of a single row are those of the tables (`exchange`), rules between rows those of
//! `model`; browser and server run the same code.
//!
//! Not here: who may (`access`), writing (`store`), sentences for people (`app`).

mod apply;
mod command;
mod confirm;
mod dependants;
mod founding;
mod import;
mod join;
mod merge;
mod naming;
mod references;
mod similar;

pub use apply::{Applied, Refusal, apply, apply_changes};
pub use command::{Command, Intent, Side};
pub use dependants::dependants;
pub use founding::{Founded, FoundingProblem, Place, Proposal, found, proposals};
pub use import::{ActorMatch, Completeness, ImportPlan, plan_import};
pub use join::JoinProblem;
pub use merge::{ColumnConflict, Conflict, ConflictKind};
pub use naming::free_id;
pub use similar::{CalledActor, Likeness, SimilarActor, actors_called, similar_actors};
