//! R11 to R14.

use protocol::{Change, Refusal, Request};

use crate::fixture::{Meeting, chair, guest, window};

fn show(page: &str) -> Request {
    Request::Show { page: Some(page.to_owned()) }
}

const FOLLOW: Request = Request::Follow { is_following: true };

#[test]
fn r11_a_seat_presents_while_nobody_does_and_a_chair_at_any_time() {
    let (anna, ben, chair) = (guest(1), guest(2), chair(3));
    let mut meeting = Meeting::with(&[&anna, &ben, &chair]);
    assert_eq!(meeting.ask(&anna, Request::Present), Err(Refusal::NoSeat));
    meeting.take(&anna, 0);
    meeting.take(&ben, 1);
    assert_eq!(meeting.ask(&anna, Request::Present), Ok(Change::Presence));
    assert_eq!(meeting.ask(&anna, Request::Present), Ok(Change::Nothing));
    assert_eq!(meeting.ask(&ben, Request::Present), Err(Refusal::SomebodyPresents));
    let name = |meeting: &Meeting| meeting.seen_by(&ben).presenter.map(|now| now.name);
    assert_eq!(name(&meeting), Some(Some("Jobcenter".to_owned())));
    assert_eq!(meeting.ask(&chair, Request::Present), Ok(Change::Presence));
    assert_eq!(name(&meeting), Some(None));
}

#[test]
fn r11_whoever_presents_goes_on_in_another_window() {
    let (anna, again) = (guest(1), window(2, 1));
    let mut meeting = Meeting::with(&[&anna, &again]);
    meeting.take(&anna, 0);
    meeting.ask(&anna, Request::Present).unwrap();
    let presenter = meeting.seen_by(&again).presenter.unwrap();
    assert!(presenter.is_own && !presenter.is_own_window);
    assert_eq!(meeting.ask(&again, Request::Present), Ok(Change::Presence));
    assert!(meeting.seen_by(&again).is_presenting());
    // The window that was lost takes nothing with it.
    meeting.room.leave(anna.connection);
    assert!(meeting.seen_by(&again).is_presenting());
}

#[test]
fn r12_only_the_window_that_presents_says_what_is_shown() {
    let (chair, other_window) = (chair(1), window(2, 1));
    let mut meeting = Meeting::with(&[&chair, &other_window]);
    meeting.ask(&chair, Request::Present).unwrap();
    assert_eq!(meeting.ask(&chair, show("/k/05774/netz")), Ok(Change::Presence));
    assert_eq!(meeting.ask(&chair, show("/k/05774/netz")), Ok(Change::Nothing));
    assert_eq!(meeting.ask(&other_window, show("/k/05774")), Err(Refusal::NotPresenting));
    assert!(meeting.seen_by(&chair).is_presenting());
    assert!(!meeting.seen_by(&other_window).is_presenting());
    let page = meeting.seen_by(&other_window).presenter.unwrap().page;
    assert_eq!(page.as_deref(), Some("/k/05774/netz"));
}

#[test]
fn r12_presenting_ends_with_the_window_the_seat_or_by_a_chair() {
    let (anna, ben, chair) = (guest(1), guest(2), chair(3));
    let mut meeting = Meeting::with(&[&anna, &ben, &chair]);
    meeting.take(&anna, 0);
    meeting.ask(&anna, Request::Present).unwrap();
    assert_eq!(meeting.ask(&ben, Request::StopPresenting), Err(Refusal::NotPresenting));
    assert_eq!(meeting.ask(&chair, Request::StopPresenting), Ok(Change::Presence));
    assert_eq!(meeting.ask(&anna, Request::StopPresenting), Ok(Change::Nothing));
    meeting.ask(&anna, Request::Present).unwrap();
    meeting.ask(&anna, Request::LeaveSeat).unwrap();
    assert!(meeting.seen_by(&ben).presenter.is_none());
    meeting.take(&anna, 0);
    meeting.ask(&anna, Request::Present).unwrap();
    assert_eq!(meeting.ask(&anna, Request::StopPresenting), Ok(Change::Presence));
    meeting.ask(&anna, Request::Present).unwrap();
    meeting.room.leave(anna.connection);
    assert!(meeting.seen_by(&ben).presenter.is_none());
}

#[test]
fn r12_who_changes_seats_presents_on() {
    let anna = guest(1);
    let mut meeting = Meeting::with(&[&anna]);
    meeting.take(&anna, 0);
    meeting.ask(&anna, Request::Present).unwrap();
    meeting.take(&anna, 1);
    assert!(meeting.seen_by(&anna).is_presenting());
}

#[test]
fn r12_a_chair_who_gives_up_a_seat_presents_on() {
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    meeting.take(&chair, 0);
    meeting.ask(&chair, Request::Present).unwrap();
    meeting.ask(&chair, Request::LeaveSeat).unwrap();
    assert!(meeting.seen_by(&chair).is_presenting());
}

#[test]
fn r13_a_foreign_page_is_refused() {
    let chair = chair(1);
    let mut meeting = Meeting::with(&[&chair]);
    meeting.ask(&chair, Request::Present).unwrap();
    assert_eq!(meeting.ask(&chair, show("https://evil.example/")), Err(Refusal::ForeignPage));
    let foreign = Request::OpenVote {
        text: "A".to_owned(),
        page: Some("/k/05758".to_owned()),
        is_secret: false,
    };
    assert_eq!(meeting.ask(&chair, foreign), Err(Refusal::ForeignPage));
    meeting.ask(&chair, show("/k/05774")).unwrap();
    assert_eq!(meeting.ask(&chair, Request::Show { page: None }), Ok(Change::Presence));
}

#[test]
fn r14_who_follows_is_counted_window_by_window() {
    let (anna, second_window, chair) = (guest(1), window(2, 1), chair(3));
    let mut meeting = Meeting::with(&[&anna, &second_window, &chair]);
    meeting.ask(&chair, Request::Present).unwrap();
    assert_eq!(meeting.ask(&anna, FOLLOW), Ok(Change::Presence));
    assert_eq!(meeting.ask(&anna, FOLLOW), Ok(Change::Nothing));
    assert_eq!(meeting.ask(&second_window, FOLLOW), Ok(Change::Presence));
    assert_eq!(meeting.ask(&chair, FOLLOW), Ok(Change::Nothing));
    assert_eq!(meeting.seen_by(&chair).n_followers, 2);
    meeting.ask(&anna, Request::Follow { is_following: false }).unwrap();
    meeting.room.leave(second_window.connection);
    assert_eq!(meeting.seen_by(&chair).n_followers, 0);
}
