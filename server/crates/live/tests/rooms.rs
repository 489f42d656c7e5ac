//! Rooms over a store in memory.

#![expect(clippy::unwrap_used, reason = "fixtures: a failing unwrap is a failing test")]

use std::sync::Arc;

use access::{Identity, authorise, authorise_record};
use live::{EnterError, RequestId, Rooms, Window};
use model::{Choice, ParticipantId, Session, SessionCode, Timestamp};
use protocol::{Refusal, Request, RoomView, new_session};
use store::{Store, StoreUrl};

fn code() -> SessionCode {
    "K7MPQ3XTRA".parse().unwrap()
}

fn participant(number: usize) -> ParticipantId {
    ParticipantId::try_from(format!("{number:032x}")).unwrap()
}

/// A store with one session of so many seats.
async fn store_with_seats(n_seats: usize) -> Arc<Store> {
    let store = Store::open(&"mem://".parse::<StoreUrl>().unwrap()).await.unwrap();
    let network = model::Network::empty("05774".parse().unwrap());
    store.replace_network(&network).await.unwrap();
    let names: Vec<_> = (0..n_seats).map(|seat| format!("Platz {seat}")).collect();
    let session = new_session(
        (code(), "05774".parse().unwrap()),
        "Lenkungsgruppe",
        names.iter().map(String::as_str),
        "lokal",
        Timestamp::UNIX_EPOCH,
    );
    let session = authorise(&Identity::local_coordinator(), session.unwrap()).unwrap();
    store.open_session(&session).await.unwrap();
    Arc::new(store)
}

async fn enter(rooms: &Rooms, number: usize) -> Window {
    rooms.enter(&code(), participant(number), number == 0).await.unwrap()
}

/// The room once it is as wanted.
async fn view_when(window: &mut Window, is_wanted: impl Fn(&RoomView) -> bool) -> RoomView {
    let mut view = window.view();
    while !is_wanted(&view) {
        view = window.next_view().await.unwrap();
    }
    view
}

/// For requests that are not sent again.
fn unnumbered() -> RequestId {
    RequestId { sender: String::new(), number: 0 }
}

fn motion() -> Request {
    Request::OpenVote { text: "Vorschlag".to_owned(), page: None, is_secret: false }
}

#[tokio::test]
async fn what_is_granted_is_kept_and_told() {
    let store = store_with_seats(2).await;
    let rooms = Rooms::new(Arc::clone(&store));
    let (chair, mut member) = (enter(&rooms, 0).await, enter(&rooms, 1).await);
    member.ask(unnumbered(), Request::TakeSeat { seat: 1 }).await.unwrap();
    let kept = store.session(&code()).await.unwrap();
    assert_eq!(kept.session.seats[1].holder, Some(participant(1)));
    chair.ask(unnumbered(), motion()).await.unwrap();
    let view = view_when(&mut member, |view| view.open_motion().is_some()).await;
    assert_eq!((view.own_seat, view.is_chair), (Some(1), false));
    assert_eq!(member.ask(unnumbered(), motion()).await, Err(Refusal::NotChair));
}

#[tokio::test]
async fn a_room_that_everybody_left_begins_with_what_was_kept() {
    let store = store_with_seats(1).await;
    let rooms = Rooms::new(Arc::clone(&store));
    for _ in 0..20 {
        let window = enter(&rooms, 1).await;
        window.ask(unnumbered(), Request::TakeSeat { seat: 0 }).await.unwrap();
        drop(window);
    }
    let mut again = enter(&rooms, 1).await;
    assert_eq!(again.view().own_seat, Some(0));
    let view = view_when(&mut again, |view| view.seats[0].is_present).await;
    assert_eq!(view.n_guests, 0);
    // Another server finds it, too.
    let mut elsewhere = enter(&Rooms::new(store), 2).await;
    assert!(elsewhere.view().seats[0].is_taken);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_votes_at_once_and_every_vote_counts() {
    const N_MEMBERS: usize = 60;
    let store = store_with_seats(N_MEMBERS).await;
    let rooms = Arc::new(Rooms::new(Arc::clone(&store)));
    let chair = enter(&rooms, 0).await;
    chair.ask(unnumbered(), motion()).await.unwrap();
    let voters = (0..N_MEMBERS).map(|number| {
        let rooms = Arc::clone(&rooms);
        tokio::spawn(async move {
            let window = enter(&rooms, number + 1).await;
            window.ask(unnumbered(), Request::TakeSeat { seat: number }).await.unwrap();
            let choice = Choice::ALL[number % 3];
            window.ask(unnumbered(), Request::Vote { motion: 0, choice }).await.unwrap();
        })
    });
    for voter in voters.collect::<Vec<_>>() {
        voter.await.unwrap();
    }
    chair.ask(unnumbered(), Request::EndVote { motion: 0 }).await.unwrap();
    let kept = store.session(&code()).await.unwrap().session;
    let tally = kept.motions[0].ended.as_ref().unwrap().tally;
    assert_eq!((tally.yes, tally.no, tally.abstain, tally.not_cast), (20, 20, 20, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_want_a_seat_one_gets_it() {
    let rooms = Arc::new(Rooms::new(store_with_seats(1).await));
    let asked = (1..=2).map(|number| {
        let rooms = Arc::clone(&rooms);
        tokio::spawn(async move {
            let window = enter(&rooms, number).await;
            window.ask(unnumbered(), Request::TakeSeat { seat: 0 }).await
        })
    });
    let mut answers = Vec::new();
    for asked in asked.collect::<Vec<_>>() {
        answers.push(asked.await.unwrap());
    }
    answers.sort_by_key(Result::is_err);
    assert_eq!(answers, [Ok(()), Err(Refusal::SeatIsTaken)]);
}

#[tokio::test]
async fn of_many_pages_the_newest_is_told() {
    let rooms = Rooms::new(store_with_seats(0).await);
    let (chair, mut member) = (enter(&rooms, 0).await, enter(&rooms, 1).await);
    chair.ask(unnumbered(), Request::Present).await.unwrap();
    let page = |number: usize| Some(format!("/k/05774/netz?kamera={number}"));
    for number in 0..=200 {
        chair.ask(unnumbered(), Request::Show { page: page(number) }).await.unwrap();
    }
    let shown = |view: &RoomView| view.presenter.as_ref().and_then(|it| it.page.clone());
    view_when(&mut member, |view| shown(view) == page(200)).await;
    drop(chair);
    view_when(&mut member, |view| view.presenter.is_none()).await;
}

#[tokio::test]
async fn a_session_that_somebody_else_writes_begins_anew() {
    let store = store_with_seats(1).await;
    let rooms = Rooms::new(Arc::clone(&store));
    let mut member = enter(&rooms, 1).await;
    let kept = store.session(&code()).await.unwrap();
    let renamed = Session { title: "anders".to_owned(), ..kept.session };
    store.keep_session(&authorise_record(renamed), kept.version + 1).await.unwrap();
    let refused = member.ask(unnumbered(), Request::TakeSeat { seat: 0 }).await;
    assert_eq!(refused, Err(Refusal::NotKept));
    while member.next_view().await.is_some() {}
    let mut again = enter(&rooms, 1).await;
    assert_eq!((again.view().title.as_str(), again.view().own_seat), ("anders", None));
    again.ask(unnumbered(), Request::TakeSeat { seat: 0 }).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_so() {
    let store = store_with_seats(1).await;
    let rooms = Rooms::new(Arc::clone(&store));
    let mut member = enter(&rooms, 1).await;
    store.close().await;
    let refused = member.ask(unnumbered(), Request::TakeSeat { seat: 0 }).await;
    assert_eq!(refused, Err(Refusal::NotKept));
    let view = view_when(&mut member, |view| view.n_guests == 1).await;
    assert_eq!(view.own_seat, None);
}

#[tokio::test]
async fn an_unknown_code_opens_no_room() {
    let rooms = Rooms::new(store_with_seats(1).await);
    let unknown = "AAAAA22222".parse().unwrap();
    let entered = rooms.enter(&unknown, participant(1), false).await;
    assert!(matches!(entered.err(), Some(EnterError::Unknown)));
}

#[tokio::test]
async fn a_request_that_arrives_twice_is_carried_out_once() {
    let store = store_with_seats(1).await;
    let rooms = Rooms::new(Arc::clone(&store));
    let (chair, member) = (enter(&rooms, 0).await, enter(&rooms, 1).await);
    let id = |number| RequestId { sender: "seite".to_owned(), number };
    chair.ask(id(1), motion()).await.unwrap();
    chair.ask(id(2), Request::EndVote { motion: 0 }).await.unwrap();
    chair.ask(id(1), motion()).await.unwrap();
    assert_eq!(store.session(&code()).await.unwrap().session.motions.len(), 1);
    // Another participant's number is another request, and so is another page's.
    assert_eq!(member.ask(id(1), motion()).await, Err(Refusal::NotChair));
    let other = RequestId { sender: "andere".to_owned(), number: 1 };
    chair.ask(other, motion()).await.unwrap();
    assert_eq!(store.session(&code()).await.unwrap().session.motions.len(), 2);
}

#[tokio::test]
async fn whoever_never_came_in_is_not_there() {
    let rooms = Arc::new(Rooms::new(store_with_seats(1).await));
    for number in 0..50 {
        // Given up at some point on its way in.
        let entering = {
            let rooms = Arc::clone(&rooms);
            tokio::spawn(async move { drop(enter(&rooms, number).await) })
        };
        tokio::task::yield_now().await;
        entering.abort();
        drop(entering.await);
    }
    let mut alone = enter(&rooms, 99).await;
    view_when(&mut alone, |view| view.n_guests == 1).await;
}
