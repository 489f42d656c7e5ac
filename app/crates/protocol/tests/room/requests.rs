//! R18, R19, and what goes over the socket.

use model::Choice;
use protocol::{
    Change, MAX_MOTIONS, MAX_PAGE_BYTES, MAX_REQUEST_BYTES, MAX_SEATS, MAX_TEXT, MAX_TITLE,
    Refusal, Reply, Request, Said, new_session,
};

use crate::fixture::{Meeting, chair, moment};

fn motion(text: String) -> Request {
    Request::OpenVote { text, page: None, is_secret: false }
}

#[test]
fn r18_what_is_empty_or_too_long_is_refused() {
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    for text in [String::new(), "  \n".to_owned(), "–".to_owned(), "ä".repeat(MAX_TEXT + 1)] {
        assert_eq!(meeting.ask(&chair, motion(text.clone())), Err(Refusal::BadText));
        let name = text + &"a".repeat(MAX_TITLE + 1);
        assert_eq!(meeting.ask(&chair, Request::AddSeat { name }), Err(Refusal::BadText));
    }
    assert_eq!(meeting.ask(&chair, motion("ä".repeat(MAX_TEXT))), Ok(Change::Record));
}

#[test]
fn r18_a_session_holds_so_many_seats_and_votes() {
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    for number in meeting.room.session().seats.len()..MAX_SEATS {
        meeting.ask(&chair, Request::AddSeat { name: format!("Platz {number}") }).unwrap();
    }
    let one_more = Request::AddSeat { name: "noch einer".to_owned() };
    assert_eq!(meeting.ask(&chair, one_more), Err(Refusal::TooMany));
    for number in 0..MAX_MOTIONS {
        meeting.ask(&chair, motion(format!("Vorschlag {number}"))).unwrap();
        meeting.ask(&chair, Request::EndVote { motion: number }).unwrap();
    }
    assert_eq!(meeting.ask(&chair, motion("noch einer".to_owned())), Err(Refusal::TooMany));
}

#[test]
fn r18_a_new_session_keeps_to_the_limits() {
    let made = |title: &str, seats: &[&str]| {
        let ids = ("K7MPQ3XTRA".parse().unwrap(), "05774".parse().unwrap());
        new_session(ids, title, seats.iter().copied(), "lokal", moment(0))
    };
    let session = made(" Lenkungsgruppe ", &["", "Caritas", " ", "Caritas", "Jobcenter "]).unwrap();
    let names: Vec<_> = session.seats.iter().map(|seat| seat.name.as_str()).collect();
    assert_eq!((session.title.as_str(), names), ("Lenkungsgruppe", vec!["Caritas", "Jobcenter"]));
    assert_eq!(made(" ", &[]), Err(Refusal::BadText));
    let names: Vec<_> = (0..=MAX_SEATS).map(|number| format!("Platz {number}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    assert_eq!(made("A", &names), Err(Refusal::TooMany));
}

#[test]
fn r19_a_motion_that_arrives_twice_is_put_once() {
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    assert_eq!(meeting.ask(&chair, motion("A".to_owned())), Ok(Change::Record));
    assert_eq!(meeting.ask(&chair, motion("A ".to_owned())), Ok(Change::Nothing));
    assert_eq!(meeting.room.session().motions.len(), 1);
}

#[test]
fn messages_are_read_as_they_were_written() {
    let requests = [
        Request::TakeSeat { seat: 1 },
        Request::LeaveSeat,
        motion("Jede Kommune nennt eine Ansprechstelle.".to_owned()),
        Request::Vote { motion: 0, choice: Choice::Abstain },
        Request::Show { page: None },
    ];
    for request in requests {
        let said = Said { sender: "seite".to_owned(), number: 7, request };
        let sent = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<Said>(&sent).unwrap(), said);
    }
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    meeting.ask(&chair, motion("A".to_owned())).unwrap();
    let reply = Reply::Room(Box::new(meeting.seen_by(&chair)));
    let sent = serde_json::to_string(&reply).unwrap();
    assert_eq!(serde_json::from_str::<Reply>(&sent).unwrap(), reply);
}

#[test]
fn the_longest_request_fits_into_a_message() {
    // A control character takes six bytes in JSON.
    let request = Request::OpenVote {
        text: "\u{1}".repeat(MAX_TEXT),
        page: Some("/".repeat(MAX_PAGE_BYTES)),
        is_secret: false,
    };
    let sender = "s".repeat(protocol::MAX_SENDER_BYTES);
    let sent = serde_json::to_string(&Said { sender, number: u64::MAX, request }).unwrap();
    assert!(sent.len() <= MAX_REQUEST_BYTES, "{}", sent.len());
}
