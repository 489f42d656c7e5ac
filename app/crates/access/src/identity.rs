//! Who somebody is, and what that allows.

use model::{Session, Visibility};

use crate::Viewer;

/// Whoever calls; where it comes from (an address today, a session later) is the server's matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    name: String,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Reader,
    Coordinator,
}

impl Identity {
    /// Somebody of whom nothing is known: reads what is public.
    pub fn reader() -> Self {
        Self { name: "öffentlich".to_owned(), role: Role::Reader }
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

    /// What they see.
    pub fn viewer(&self) -> Viewer {
        match self.role {
            Role::Reader => Viewer::public(),
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

    #[test]
    fn only_a_coordinator_writes() {
        assert_eq!(authorise(&Identity::reader(), ()).map(|_| ()), Err(NotAllowed));
        let change = authorise(&Identity::local_coordinator(), 7).unwrap();
        assert_eq!((change.what(), change.by()), (&7, "lokal"));
    }

    #[test]
    fn readers_see_what_is_public_and_coordinators_everything() {
        assert_eq!(Identity::reader().viewer(), Viewer::public());
        let all = Identity::local_coordinator().viewer().levels();
        assert_eq!(all, Visibility::ALL);
    }
}
