//! Sessions of a network, and one of them as it is kept.

use std::collections::HashMap;

use access::Viewer;
use model::{MembershipRole, Network, Session, SessionCode};
use protocol::Room;

use crate::api::sessions::{CommitteeSeats, SessionLine, SessionView, SessionsView};
use crate::api::{ApiError, ParameterName};
use crate::german_time::moment;
use crate::ssr::call::{Call, not_found, place_and_day, unavailable};
use store::StoreError;

/// Older ones are not looked for in a list.
const MAX_LISTED: usize = 100;

pub(crate) async fn sessions(call: &Call, ags: &str) -> Result<SessionsView, ApiError> {
    // Sessions are of the present, whatever day the page shows.
    let (id, _day) = place_and_day(ags)?;
    // Whether there is such a network.
    call.network(id.as_str()).await?;
    if !call.identity().may_write() {
        return Ok(SessionsView { may_write: false, sessions: Vec::new(), committees: Vec::new() });
    }
    // What everybody may see: these names are proposed for seats, which everybody does see.
    let public = call.state().network(&id, Viewer::public()).await;
    let public = public.map_err(|error| unavailable(&error))?;
    let sessions = call.state().store().sessions(&id, MAX_LISTED).await;
    let sessions = sessions.map_err(|error| unavailable(&error))?;
    Ok(SessionsView {
        may_write: true,
        sessions: sessions.into_iter().map(|session| line(call, session)).collect(),
        committees: committees(public.network()),
    })
}

fn line(call: &Call, session: Session) -> SessionLine {
    SessionLine {
        opened: moment(session.opened_at, call.lang()).0,
        is_open: session.closed_at.is_none(),
        n_seats: session.seats.len(),
        n_motions: session.motions.len(),
        code: session.code,
        title: session.title,
    }
}

/// Who sits in each committee with a vote, by name.
fn committees(network: &Network) -> Vec<CommitteeSeats> {
    let names: HashMap<_, _> =
        network.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    let has_vote = |role: MembershipRole, voting: Option<bool>| {
        voting.unwrap_or(matches!(role, MembershipRole::Chair | MembershipRole::Member))
    };
    let seats = |committee: &model::Committee| {
        let members = network.memberships.iter().filter(|row| row.committee == committee.id);
        let members = members.filter(|row| has_vote(row.role, row.voting));
        let mut seats: Vec<String> = members
            .filter_map(|row| names.get(&row.actor))
            .map(|name| (*name).to_owned())
            .collect();
        seats.sort_unstable();
        seats.dedup();
        seats
    };
    let committees = network.committees.iter();
    committees.map(|row| CommitteeSeats { label: row.label.clone(), seats: seats(row) }).collect()
}

pub(crate) async fn session(call: &Call, code: &str) -> Result<SessionView, ApiError> {
    let unknown = || not_found(ParameterName::Session, code);
    let parsed: SessionCode = code.parse().map_err(|_invalid| unknown())?;
    let session = call.state().kept_session(&parsed).await.map_err(|error| match error {
        StoreError::NotFound(_) => unknown(),
        other => unavailable(&other),
    })?;
    let loaded = call.network(session.network.as_str()).await?;
    let network = loaded.network();
    let kreis = network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str());
    // Whoever looks on without a window in the room has no seat in it.
    Ok(SessionView { kreis: kreis.to_owned(), room: Room::new(session).view(None) })
}
