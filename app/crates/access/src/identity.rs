//! Who somebody is, and what that allows.

use model::{MapRole, NetworkId, Session, Visibility};

use crate::Viewer;

/// Whoever calls; where it comes from (an address today, a session later) is the server's matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    name: String,
    role: Role,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Role {
    Reader,
    /// A reader who sees more of one network.
    Guest {
        network: NetworkId,
        role: MapRole,
    },
    Coordinator,
}

impl Identity {
    /// Somebody of whom nothing is known: reads what is public.
    pub fn reader() -> Self {
        Self { name: "öffentlich".to_owned(), role: Role::Reader }
    }

    /// Whoever came by a shared map that is valid now: sees of its network what its role sees.
    pub fn guest(network: NetworkId, role: MapRole) -> Self {
        Self { name: "geteilte Karte".to_owned(), role: Role::Guest { network, role } }
    }

    /// Whoever sits at the machine on which the server runs.
    pub fn local_coordinator() -> Self {
        Self { name: "lokal".to_owned(), role: Role::Coordinator }
    }

    /// As the history names them; a role or a machine, never a person.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn may_write(&self) -> bool {
        self.role == Role::Coordinator
    }

    /// What they see of a network. Whoever asks names it: of another one they may see less.
    pub fn viewer_of(&self, network: &NetworkId) -> Viewer {
        match &self.role {
            Role::Guest { network: own, role } if own == network => {
                Viewer::with_reach(role.reach())
            }
            Role::Reader | Role::Guest { .. } => Viewer::public(),
            Role::Coordinator => Viewer::with_reach(Visibility::Steering),
        }
    }
}

/// Something that somebody may do; only [`authorise`] makes one.
#[derive(Clone, Debug)]
pub struct Authorised<T> {
    what: T,
    by: String,
}

impl<T> Authorised<T> {
    pub fn what(&self) -> &T {
        &self.what
    }

    pub fn into_what(self) -> T {
        self.what
    }

    /// Who does it.
    pub fn by(&self) -> &str {
        &self.by
    }
}

/// The caller may only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowed;

/// Lets a change through to the store.
///
/// # Errors
/// [`NotAllowed`] for whoever may only read.
pub fn authorise<T>(identity: &Identity, what: T) -> Result<Authorised<T>, NotAllowed> {
    if identity.may_write() {
        Ok(Authorised { what, by: identity.name().to_owned() })
    } else {
        Err(NotAllowed)
    }
}

/// Lets through what has happened in a session.
///
/// Whoever opened it was allowed to; from then on the rules of the room (`protocol`) say who may do
/// what in it, and those who vote are no coordinators.
pub fn authorise_record(session: Session) -> Authorised<Session> {
    let by = session.opened_by.clone();
    Authorised { what: session, by }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(id: &str) -> NetworkId {
        id.parse().unwrap()
    }

    #[test]
    fn only_a_coordinator_writes() {
        assert_eq!(authorise(&Identity::reader(), ()).map(|_| ()), Err(NotAllowed));
        for role in MapRole::ALL {
            let guest = Identity::guest(network("05774"), *role);
            assert_eq!(authorise(&guest, ()).map(|_| ()), Err(NotAllowed));
        }
        let change = authorise(&Identity::local_coordinator(), 7).unwrap();
        assert_eq!((change.what(), change.by()), (&7, "lokal"));
    }

    #[test]
    fn readers_see_what_is_public_and_coordinators_everything() {
        for id in ["05774", "05758"] {
            assert_eq!(Identity::reader().viewer_of(&network(id)), Viewer::public());
            let all = Identity::local_coordinator().viewer_of(&network(id)).levels();
            assert_eq!(all, Visibility::ALL);
        }
    }

    #[test]
    fn a_guest_sees_of_no_other_network_what_is_not_public() {
        for (role, n_levels) in [(MapRole::Public, 1), (MapRole::Partners, 2), (MapRole::Kreis, 3)]
        {
            let guest = Identity::guest(network("05774"), role);
            let levels = guest.viewer_of(&network("05774")).levels();
            assert_eq!(levels, Visibility::ALL[..n_levels]);
            assert_eq!(guest.viewer_of(&network("05758")), Viewer::public());
        }
    }
}
