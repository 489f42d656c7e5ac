//! A room with three seats, and people who come into it.

use model::{ParticipantId, Timestamp};
use protocol::{Caller, Change, ConnectionId, Refusal, Request, Room, RoomView, new_session};

pub(crate) const SEATS: [&str; 3] = ["Jobcenter", "Ausländerbehörde", "Caritas"];

pub(crate) fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub(crate) fn room() -> Room {
    let session = new_session(
        ("K7MPQ3XTRA".parse().unwrap(), "05774".parse().unwrap()),
        "Lenkungsgruppe",
        SEATS,
        "lokal",
        moment(0),
    );
    Room::new(session.unwrap())
}

/// The window with this number, of the participant with the same number.
pub(crate) fn guest(number: u64) -> Caller {
    window(number, number)
}

pub(crate) fn chair(number: u64) -> Caller {
    Caller { is_chair: true, ..guest(number) }
}

/// A window of a participant.
pub(crate) fn window(connection: u64, participant: u64) -> Caller {
    Caller {
        connection: ConnectionId(connection),
        participant: ParticipantId::try_from(format!("{participant:032x}")).unwrap(),
        is_chair: false,
    }
}

/// A room with some people in it, and what one says in tests.
pub(crate) struct Meeting {
    pub(crate) room: Room,
    second: i64,
}

impl Meeting {
    pub(crate) fn with(callers: &[&Caller]) -> Self {
        let mut room = room();
        for caller in callers {
            assert_eq!(room.enter((*caller).clone()), Change::Presence);
        }
        Self { room, second: 0 }
    }

    pub(crate) fn ask(&mut self, caller: &Caller, request: Request) -> Result<Change, Refusal> {
        self.second += 1;
        let before = self.room.clone();
        let answer = self.room.apply(caller, request, moment(self.second));
        // R17, and what `Change` promises whoever stores the record.
        match answer {
            Err(_) | Ok(Change::Nothing) => assert_eq!(self.room, before),
            Ok(Change::Presence) => {
                assert_eq!(self.room.session(), before.session());
                assert_ne!(self.room, before);
            }
            Ok(Change::Record) => assert_ne!(self.room.session(), before.session()),
        }
        answer
    }

    pub(crate) fn take(&mut self, caller: &Caller, seat: usize) {
        assert_eq!(self.ask(caller, Request::TakeSeat { seat }), Ok(Change::Record));
    }

    pub(crate) fn seen_by(&self, caller: &Caller) -> RoomView {
        self.room.view(Some(caller))
    }
}
