//! Who may see what.
//!
//! **One exit.** Pages, server functions and analysis work on a [`VisibleNetwork`], never on the
//! stored [`Network`]: otherwise a score or a route would give away what is hidden.
//!
//! The policy:
//! 1. A row is visible when its visibility level is within the viewer's reach
//!    (public ⊂ partners ⊂ Kreis ⊂ steering group).
//! 2. What hangs on a hidden row is hidden with it: services, posts, seats, areas, relations and
//!    observations of a hidden actor, observations of a hidden service or relation.
//! 3. A row is visible only on the days on which it holds.
//! 4. Small counts are left out for everybody: a count of cases between zero and
//!    [`MIN_CELL_COUNT`] (true zero may be shown), a quantile of fewer than
//!    [`MIN_QUANTILE_N`] cases or of an unknown number. Reasons: `app/docs/PRIVACY.md`.
//! 5. Of the past ([`past`], [`visible_log`]) one sees what rules 1 to 4 showed then, without what
//!    has been hidden since:
//!    - A row that was removed since is still seen there, and so is one that has run out.
//!    - A row that is hidden today is hidden in every past state, and so is one that was hidden, or
//!      whose count was too small, in any state since: it may have been public by mistake, and to
//!      remove it or to show it again later does not change that. Whoever wants a row out of the
//!      past raises its visibility first, and may then remove it.
//!    - A count that differs from a later value of it by less than [`MIN_CELL_COUNT`] is left out:
//!      the difference counts cases too.
//!
//!    So two states compared tell that a row came or went, never that it was hidden or small.
//!
//! Who changes a network, comments on it, opens a session, or shares, lists and withdraws maps: only
//! whoever may, through [`authorise`]; the store takes nothing else. In a session the rules of the
//! room decide ([`authorise_record`]). Comments are read by whoever may write: they may tell of
//! hidden rows.
//!
//! There are no accounts yet. Whoever reaches a server that only its own machine can reach is the
//! coordinator of every Kreis ([`Identity::local_coordinator`]) and sees all levels, for what one
//! maintains one must see; everybody else reads what is public ([`Identity::reader`]).
//!
//! Whoever has the link of a shared map, and its password if it has one, is its guest until its last
//! day is over or it is withdrawn ([`Identity::guest`]): reads the network of the map with the reach
//! of its role, and every other network as everybody does. So what somebody sees is asked of an
//! identity and a network together ([`Identity::viewer_of`]). No role reaches the rows of the
//! steering group, guests change nothing, and small counts stay hidden from them as from everybody.

mod identity;
mod log;
mod past;
mod rows;

use std::collections::HashSet;

pub use identity::{Authorised, Identity, NotAllowed, authorise, authorise_record};
pub use log::visible_log;
use model::{
    Date, Decimal, EntityRef, Envelope, Network, Observation, RowChange, Statistic, Unit,
    Visibility,
};
pub use past::past;
pub use rows::hangs_on;

/// Smallest count of cases that is shown (Mindestfallzahl; official practice is 3 to 10).
pub const MIN_CELL_COUNT: Decimal = Decimal::from_integer(5);
/// Smallest number of cases behind a median or another quantile.
pub const MIN_QUANTILE_N: u32 = 10;

/// Somebody who looks at a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Viewer {
    reach: Visibility,
}

impl Viewer {
    /// Anybody: sees what is public.
    pub const fn public() -> Self {
        Self { reach: Visibility::Public }
    }

    pub(crate) const fn with_reach(reach: Visibility) -> Self {
        Self { reach }
    }

    fn reaches(self, envelope: &Envelope) -> bool {
        envelope.visibility <= self.reach
    }

    /// Whether nothing is hidden from this viewer but what hides from everybody.
    pub fn sees_all(self) -> bool {
        Visibility::ALL.iter().all(|level| *level <= self.reach)
    }

    /// The levels this viewer sees, from everybody's up.
    pub fn levels(self) -> Vec<Visibility> {
        Visibility::ALL.iter().copied().filter(|level| *level <= self.reach).collect()
    }
}

/// A network reduced to what one viewer may see; only [`visible`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisibleNetwork(Network);

impl VisibleNetwork {
    pub fn network(&self) -> &Network {
        &self.0
    }

    /// This network with rows that the same viewer saw in another state of it.
    #[must_use]
    pub fn with_rows_of(&self, other: &Self, rows: &[RowChange]) -> Self {
        let mut both = self.0.clone();
        let seen = rows.iter().filter_map(|change| other.0.row(&change.key));
        both.put(seen.map(|row| (row.key(), Some(row))));
        Self(both)
    }
}

/// Reduces a network to what the viewer may see on a day. Complexity: O(rows).
pub fn visible(network: &Network, viewer: Viewer, today: Date) -> VisibleNetwork {
    reduced(network, |envelope| viewer.reaches(envelope) && envelope.validity.holds_on(today))
}

/// The rows that may be seen and hang on none that may not, without small counts.
fn reduced(network: &Network, may_see: impl Fn(&Envelope) -> bool) -> VisibleNetwork {
    let mut seen = network.clone();
    seen.regions.retain(|row| may_see(&row.envelope));
    seen.actors.retain(|row| may_see(&row.envelope));
    let actors: HashSet<_> = seen.actors.iter().map(|actor| actor.id.clone()).collect();
    for actor in &mut seen.actors {
        actor.parent = actor.parent.take().filter(|parent| actors.contains(parent));
    }
    seen.services.retain(|row| may_see(&row.envelope) && actors.contains(&row.actor));
    let services: HashSet<_> = seen.services.iter().map(|service| service.id.clone()).collect();
    seen.posts.retain(|row| may_see(&row.envelope) && actors.contains(&row.employer));
    seen.committees.retain(|row| may_see(&row.envelope));
    let committees: HashSet<_> = seen.committees.iter().map(|row| row.id.clone()).collect();
    seen.memberships.retain(|row| {
        may_see(&row.envelope) && actors.contains(&row.actor) && committees.contains(&row.committee)
    });
    seen.jurisdictions.retain(|row| may_see(&row.envelope) && actors.contains(&row.actor));
    seen.relations.retain(|row| {
        may_see(&row.envelope)
            && actors.contains(&row.from)
            && actors.contains(&row.to)
            && row.service.as_ref().is_none_or(|service| services.contains(service))
    });
    hide_names_of_hidden_actors(&mut seen, &actors);
    let relations: HashSet<_> = seen.relations.iter().map(|row| row.id.clone()).collect();
    let regions: HashSet<_> = seen.regions.iter().map(|row| row.id.clone()).collect();
    seen.observations.retain(|row| {
        may_see(&row.envelope)
            && is_large_enough(row)
            && match &row.entity {
                EntityRef::Actor(id) => actors.contains(id),
                EntityRef::Service(id) => services.contains(id),
                EntityRef::Relation(id) => relations.contains(id),
                EntityRef::Region(id) => regions.contains(id),
            }
    });
    VisibleNetwork(seen)
}

fn hide_names_of_hidden_actors(seen: &mut Network, actors: &HashSet<model::ActorId>) {
    for post in &mut seen.posts {
        post.workplace = post.workplace.take().filter(|actor| actors.contains(actor));
        post.supervised_by = post.supervised_by.take().filter(|actor| actors.contains(actor));
    }
    for committee in &mut seen.committees {
        committee.chair = committee.chair.take().filter(|actor| actors.contains(actor));
    }
}

/// Whether an observation is based on enough cases to be shown.
pub fn is_large_enough(observation: &Observation) -> bool {
    if counts_cases(observation) && is_small(observation.value) {
        return false;
    }
    match observation.statistic {
        Statistic::Median | Statistic::P25 | Statistic::P75 | Statistic::P90 => {
            observation.n.is_some_and(|n| n >= MIN_QUANTILE_N)
        }
        Statistic::Count | Statistic::Mean | Statistic::Share => true,
    }
}

fn counts_cases(observation: &Observation) -> bool {
    matches!(observation.unit, Unit::Cases | Unit::CasesPerMonth)
}

/// Whether so many cases describe few people.
fn is_small(n_cases: Decimal) -> bool {
    n_cases > Decimal::ZERO && n_cases < MIN_CELL_COUNT
}
