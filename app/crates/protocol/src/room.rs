//! The rules of the room. `R…` are the numbers of `SPEC.md`.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Choice, EndedVote, Motion, NetworkId, ParticipantId, Seat, Session, SessionCode, Tally,
    Timestamp, VoteOutcome,
};

use crate::limits::{MAX_MOTIONS, MAX_SEATS, MAX_TEXT, MAX_TITLE, text_within};
use crate::message::{Refusal, Request};
use crate::page::is_page_of;
use crate::view::{EndedView, MotionView, OpenView, PresenterView, RoomView, SeatView};

/// One window; unique while the room is in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub connection: ConnectionId,
    pub participant: ParticipantId,
    pub is_chair: bool,
}

/// What a request has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Nothing,
    /// What is never stored.
    Presence,
    /// What is kept.
    Record,
}

/// A session and who is in it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    session: Session,
    windows: BTreeMap<ConnectionId, Caller>,
    followers: BTreeSet<ConnectionId>,
    /// Seats in the order in which they raised a hand.
    hands: Vec<usize>,
    presenter: Option<Presenter>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Presenter {
    connection: ConnectionId,
    page: Option<String>,
}

/// A session before anybody has come, with a seat for each name; empty and repeated names are left
/// out.
///
/// # Errors
/// [`Refusal::BadText`] for a title or name that is empty or too long, [`Refusal::TooMany`] for more
/// seats than [`MAX_SEATS`].
pub fn new_session<'a>(
    (code, network): (SessionCode, NetworkId),
    title: &str,
    seats: impl IntoIterator<Item = &'a str>,
    opened_by: &str,
    now: Timestamp,
) -> Result<Session, Refusal> {
    let title = text_within(title, MAX_TITLE).ok_or(Refusal::BadText)?;
    let mut session = Session {
        code,
        network,
        title,
        opened_by: opened_by.to_owned(),
        opened_at: now,
        closed_at: None,
        seats: Vec::new(),
        motions: Vec::new(),
    };
    for name in seats.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
        add_seat(&mut session, name)?;
    }
    Ok(session)
}

/// R4, R18, R19.
fn add_seat(session: &mut Session, name: &str) -> Result<Change, Refusal> {
    let name = text_within(name, MAX_TITLE).ok_or(Refusal::BadText)?;
    if session.seats.iter().any(|seat| seat.name == name) {
        return Ok(Change::Nothing);
    }
    if session.seats.len() >= MAX_SEATS {
        return Err(Refusal::TooMany);
    }
    session.seats.push(Seat { name, holder: None });
    Ok(Change::Record)
}

impl Room {
    /// A room in which nobody is yet.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            windows: BTreeMap::new(),
            followers: BTreeSet::new(),
            hands: Vec::new(),
            presenter: None,
        }
    }

    /// What is kept.
    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    /// A window comes (R1).
    pub fn enter(&mut self, caller: Caller) -> Change {
        match self.windows.insert(caller.connection, caller.clone()) {
            Some(known) if known == caller => Change::Nothing,
            _ => Change::Presence,
        }
    }

    /// A window is gone (R3, R12).
    pub fn leave(&mut self, connection: ConnectionId) -> Change {
        self.followers.remove(&connection);
        self.presenter.take_if(|presenter| presenter.connection == connection);
        match self.windows.remove(&connection) {
            Some(_) => Change::Presence,
            None => Change::Nothing,
        }
    }

    /// Does what somebody asks for.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing has changed then (R17).
    ///
    /// # Complexity O(seats + windows)
    pub fn apply(
        &mut self,
        caller: &Caller,
        request: Request,
        now: Timestamp,
    ) -> Result<Change, Refusal> {
        if self.session.closed_at.is_some() {
            return after_end(caller, &request);
        }
        match request {
            Request::TakeSeat { seat } => self.take_seat(caller, seat),
            Request::LeaveSeat => Ok(match self.session.seat_of(&caller.participant) {
                Some(seat) => self.free(seat),
                None => Change::Nothing,
            }),
            Request::FreeSeat { seat } => {
                for_chair(caller)?;
                let known = self.session.seats.get(seat).ok_or(Refusal::UnknownSeat)?;
                Ok(if known.holder.is_some() { self.free(seat) } else { Change::Nothing })
            }
            Request::AddSeat { name } => {
                for_chair(caller)?;
                add_seat(&mut self.session, &name)
            }
            Request::RaiseHand { is_raised } => self.raise_hand(caller, is_raised),
            Request::LowerAllHands => {
                for_chair(caller)?;
                let had_hands = !self.hands.is_empty();
                self.hands.clear();
                Ok(if had_hands { Change::Presence } else { Change::Nothing })
            }
            Request::Present => self.present(caller),
            Request::StopPresenting => self.stop_presenting(caller),
            Request::Show { page } => self.show(caller, page),
            Request::Follow { is_following } => Ok(self.follow(caller, is_following)),
            Request::OpenVote { text, page, is_secret } => {
                for_chair(caller)?;
                self.open_vote(&text, page, is_secret, now)
            }
            Request::Vote { motion, choice } => self.vote(caller, motion, choice),
            Request::EndVote { motion } => {
                for_chair(caller)?;
                self.end_vote(motion, now)
            }
            Request::WithdrawVote { motion } => {
                for_chair(caller)?;
                self.withdraw(motion, now)
            }
            Request::EndSession => {
                for_chair(caller)?;
                Ok(self.end(now))
            }
        }
    }

    /// R2
    fn take_seat(&mut self, caller: &Caller, seat: usize) -> Result<Change, Refusal> {
        let wanted = self.session.seats.get(seat).ok_or(Refusal::UnknownSeat)?;
        match &wanted.holder {
            Some(holder) if *holder == caller.participant => return Ok(Change::Nothing),
            Some(_) => return Err(Refusal::SeatIsTaken),
            None => {}
        }
        let before = self.session.seat_of(&caller.participant);
        if let Some(wanted) = self.session.seats.get_mut(seat) {
            wanted.holder = Some(caller.participant.clone());
        }
        // Afterwards: who presents for a seat goes on for the next one.
        if let Some(before) = before {
            self.free(before);
        }
        Ok(Change::Record)
    }

    /// R3, R6, R15. Whoever presented for the seat alone presents no more.
    fn free(&mut self, seat: usize) -> Change {
        self.hands.retain(|raised| *raised != seat);
        if let Some(open) = self.session.motions.last_mut().filter(|last| last.ended.is_none()) {
            open.ballots.remove(&seat);
        }
        if let Some(seat) = self.session.seats.get_mut(seat) {
            seat.holder = None;
        }
        let may_present = |caller: &Caller| {
            caller.is_chair || self.session.seat_of(&caller.participant).is_some()
        };
        let is_over = self.presenter.as_ref().is_some_and(|presenter| {
            !self.windows.get(&presenter.connection).is_some_and(may_present)
        });
        if is_over {
            self.presenter = None;
        }
        Change::Record
    }

    /// R15
    fn raise_hand(&mut self, caller: &Caller, is_raised: bool) -> Result<Change, Refusal> {
        let seat = self.session.seat_of(&caller.participant).ok_or(Refusal::NoSeat)?;
        if self.hands.contains(&seat) == is_raised {
            return Ok(Change::Nothing);
        }
        if is_raised {
            self.hands.push(seat);
        } else {
            self.hands.retain(|raised| *raised != seat);
        }
        Ok(Change::Presence)
    }

    /// R11
    fn present(&mut self, caller: &Caller) -> Result<Change, Refusal> {
        match &self.presenter {
            Some(now) if now.connection == caller.connection => return Ok(Change::Nothing),
            Some(now) if !caller.is_chair && !self.is_of(now.connection, caller) => {
                return Err(Refusal::SomebodyPresents);
            }
            _ => {}
        }
        if !caller.is_chair && self.session.seat_of(&caller.participant).is_none() {
            return Err(Refusal::NoSeat);
        }
        // One does not follow oneself.
        self.followers.remove(&caller.connection);
        self.presenter = Some(Presenter { connection: caller.connection, page: None });
        Ok(Change::Presence)
    }

    /// R12
    fn stop_presenting(&mut self, caller: &Caller) -> Result<Change, Refusal> {
        match &self.presenter {
            None => Ok(Change::Nothing),
            Some(now) if now.connection == caller.connection || caller.is_chair => {
                self.presenter = None;
                Ok(Change::Presence)
            }
            Some(_) => Err(Refusal::NotPresenting),
        }
    }

    /// R12, R13
    fn show(&mut self, caller: &Caller, page: Option<String>) -> Result<Change, Refusal> {
        let now = self.presenter.as_mut().filter(|now| now.connection == caller.connection);
        let now = now.ok_or(Refusal::NotPresenting)?;
        if page.as_ref().is_some_and(|page| !is_page_of(&self.session.network, page)) {
            return Err(Refusal::ForeignPage);
        }
        if now.page == page {
            return Ok(Change::Nothing);
        }
        now.page = page;
        Ok(Change::Presence)
    }

    /// R14
    fn follow(&mut self, caller: &Caller, is_following: bool) -> Change {
        let is_presenter =
            self.presenter.as_ref().is_some_and(|now| now.connection == caller.connection);
        let is_changed = if is_following && !is_presenter {
            self.followers.insert(caller.connection)
        } else {
            self.followers.remove(&caller.connection)
        };
        if is_changed { Change::Presence } else { Change::Nothing }
    }

    /// R5, R18, R19
    fn open_vote(
        &mut self,
        text: &str,
        page: Option<String>,
        is_secret: bool,
        now: Timestamp,
    ) -> Result<Change, Refusal> {
        let text = text_within(text, MAX_TEXT).ok_or(Refusal::BadText)?;
        if let Some((_, open)) = self.session.open_motion() {
            let is_same = open.text == text && open.page == page && open.is_secret == is_secret;
            return if is_same { Ok(Change::Nothing) } else { Err(Refusal::VoteIsOpen) };
        }
        if page.as_ref().is_some_and(|page| !is_page_of(&self.session.network, page)) {
            return Err(Refusal::ForeignPage);
        }
        if self.session.motions.len() >= MAX_MOTIONS {
            return Err(Refusal::TooMany);
        }
        self.session.motions.push(Motion {
            text,
            page,
            is_secret,
            opened_at: now,
            ended: None,
            ballots: BTreeMap::new(),
        });
        Ok(Change::Record)
    }

    /// R6
    fn vote(&mut self, caller: &Caller, motion: usize, choice: Choice) -> Result<Change, Refusal> {
        let seat = self.session.seat_of(&caller.participant).ok_or(Refusal::NoSeat)?;
        let open = self.open(motion)?;
        let before = open.ballots.insert(seat, choice);
        Ok(if before == Some(choice) { Change::Nothing } else { Change::Record })
    }

    /// R8, R9
    fn end_vote(&mut self, motion: usize, now: Timestamp) -> Result<Change, Refusal> {
        if self.session.motions.get(motion).is_some_and(|motion| motion.ended.is_some()) {
            return Ok(Change::Nothing);
        }
        let n_seats = self.session.seats.len();
        let open = self.open(motion)?;
        let tally = Tally::of(&open.ballots, n_seats);
        open.ended = Some(EndedVote { at: now, outcome: tally.outcome(), tally });
        if open.is_secret {
            open.ballots.clear();
        }
        Ok(Change::Record)
    }

    /// R5, R9
    fn withdraw(&mut self, motion: usize, now: Timestamp) -> Result<Change, Refusal> {
        if let Some(ended) = self.session.motions.get(motion).and_then(|it| it.ended.as_ref()) {
            let is_so = ended.outcome == VoteOutcome::Withdrawn;
            return if is_so { Ok(Change::Nothing) } else { Err(Refusal::VoteIsNotOpen) };
        }
        let open = self.open(motion)?;
        open.ballots.clear();
        let tally = Tally::default();
        open.ended = Some(EndedVote { at: now, outcome: VoteOutcome::Withdrawn, tally });
        Ok(Change::Record)
    }

    /// R16
    fn end(&mut self, now: Timestamp) -> Change {
        if let Some((motion, _)) = self.session.open_motion() {
            // It is open, so it can be withdrawn.
            let _withdrawn = self.withdraw(motion, now);
        }
        self.session.closed_at = Some(now);
        self.presenter = None;
        self.followers.clear();
        self.hands.clear();
        Change::Record
    }

    /// R10: only a vote that is open changes.
    fn open(&mut self, motion: usize) -> Result<&mut Motion, Refusal> {
        let motion = self.session.motions.get_mut(motion);
        motion.filter(|motion| motion.ended.is_none()).ok_or(Refusal::VoteIsNotOpen)
    }

    /// The room as a window sees it; `None` is somebody who only reads.
    ///
    /// # Complexity O(seats + windows + ballots)
    pub fn view(&self, caller: Option<&Caller>) -> RoomView {
        let here: BTreeSet<_> = self.windows.values().map(|window| &window.participant).collect();
        let own_seat = caller.and_then(|caller| self.session.seat_of(&caller.participant));
        let seats = self.session.seats.iter().enumerate().map(|(idx, seat)| SeatView {
            name: seat.name.clone(),
            is_taken: seat.holder.is_some(),
            is_present: seat.holder.as_ref().is_some_and(|holder| here.contains(holder)),
            hand: self.hands.iter().position(|raised| *raised == idx).map(|place| place + 1),
        });
        let guests = here.iter().filter(|who| self.session.seat_of(who).is_none());
        let presenter = self.presenter.as_ref().map(|now| PresenterView {
            name: self.seat_name(now.connection),
            is_own_window: caller.is_some_and(|caller| caller.connection == now.connection),
            is_own: caller.is_some_and(|caller| self.is_of(now.connection, caller)),
            page: now.page.clone(),
        });
        RoomView {
            code: self.session.code.clone(),
            network: self.session.network.clone(),
            title: self.session.title.clone(),
            opened_at: self.session.opened_at,
            closed_at: self.session.closed_at,
            seats: seats.collect(),
            n_guests: guests.count(),
            presenter,
            n_followers: self.followers.len(),
            motions: self.session.motions.iter().map(|it| motion_view(it, own_seat)).collect(),
            is_chair: caller.is_some_and(|caller| caller.is_chair),
            own_seat,
        }
    }

    /// Whether a window is one of the caller's.
    fn is_of(&self, connection: ConnectionId, caller: &Caller) -> bool {
        self.windows.get(&connection).is_some_and(|it| it.participant == caller.participant)
    }

    fn seat_name(&self, connection: ConnectionId) -> Option<String> {
        let participant = &self.windows.get(&connection)?.participant;
        let seat = self.session.seat_of(participant)?;
        self.session.seats.get(seat).map(|seat| seat.name.clone())
    }
}

/// R7, R9
fn motion_view(motion: &Motion, own_seat: Option<usize>) -> MotionView {
    let open = motion.ended.is_none().then(|| OpenView {
        voted: motion.ballots.keys().copied().collect(),
        own: own_seat.and_then(|seat| motion.ballots.get(&seat).copied()),
    });
    let ended = motion.ended.as_ref().map(|ended| EndedView {
        at: ended.at,
        outcome: ended.outcome,
        tally: ended.tally,
        ballots: motion.ballots.iter().map(|(seat, choice)| (*seat, *choice)).collect(),
    });
    MotionView {
        text: motion.text.clone(),
        page: motion.page.clone(),
        is_secret: motion.is_secret,
        opened_at: motion.opened_at,
        open,
        ended,
    }
}

/// R16: what is asked for and already so is granted, the rest is refused.
fn after_end(caller: &Caller, request: &Request) -> Result<Change, Refusal> {
    match request {
        Request::EndSession if caller.is_chair => Ok(Change::Nothing),
        Request::StopPresenting
        | Request::Follow { is_following: false }
        | Request::RaiseHand { is_raised: false } => Ok(Change::Nothing),
        _ => Err(Refusal::Ended),
    }
}

fn for_chair(caller: &Caller) -> Result<(), Refusal> {
    if caller.is_chair { Ok(()) } else { Err(Refusal::NotChair) }
}
