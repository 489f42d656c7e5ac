//! Sentences of live sessions.

use model::{Choice, Lang, Tally, VoteOutcome};
use protocol::{MotionView, Refusal, RoomView};

use crate::text::RoomTexts;

/// Who is here.
pub(crate) fn here(lang: Lang, view: &RoomView) -> String {
    let n_seats = view.seats.len();
    let n_present = view.seats.iter().filter(|seat| seat.is_present).count();
    match (lang, view.n_guests) {
        (Lang::De, 0) => format!("{n_present} von {n_seats} Organisationen anwesend"),
        (Lang::De, 1) => format!("{n_present} von {n_seats} Organisationen anwesend, 1 Gast"),
        (Lang::De, n) => format!("{n_present} von {n_seats} Organisationen anwesend, {n} Gäste"),
        (Lang::En, 0) => format!("{n_present} of {n_seats} organisations here"),
        (Lang::En, 1) => format!("{n_present} of {n_seats} organisations here, 1 guest"),
        (Lang::En, n) => format!("{n_present} of {n_seats} organisations here, {n} guests"),
    }
}

/// That somebody else presents.
pub(crate) fn presents(lang: Lang, name: &str) -> String {
    match lang {
        Lang::De => format!("{name} präsentiert"),
        Lang::En => format!("{name} is presenting"),
    }
}

/// That this window follows somebody.
pub(crate) fn following(lang: Lang, name: &str) -> String {
    match lang {
        Lang::De => format!("Sie folgen: {name}"),
        Lang::En => format!("You follow: {name}"),
    }
}

/// To whoever presents.
pub(crate) fn presenting(lang: Lang, n_followers: usize) -> String {
    match (lang, n_followers) {
        (Lang::De, 0) => "Sie präsentieren. Noch folgt niemand".to_owned(),
        (Lang::De, 1) => "Sie präsentieren. 1 Fenster folgt".to_owned(),
        (Lang::De, n) => format!("Sie präsentieren. {n} Fenster folgen"),
        (Lang::En, 0) => "You are presenting. Nobody follows yet".to_owned(),
        (Lang::En, 1) => "You are presenting. 1 window follows".to_owned(),
        (Lang::En, n) => format!("You are presenting. {n} windows follow"),
    }
}

pub(crate) fn voted(lang: Lang, n: usize, n_seats: usize) -> String {
    match (lang, n) {
        (Lang::De, 1) => format!("1 von {n_seats} hat abgestimmt"),
        (Lang::De, _) => format!("{n} von {n_seats} haben abgestimmt"),
        (Lang::En, 1) => format!("1 of {n_seats} has voted"),
        (Lang::En, _) => format!("{n} of {n_seats} have voted"),
    }
}

/// "5 Ja, 1 Nein, 2 Enthaltungen, 1 ohne Stimme".
pub(crate) fn tally(lang: Lang, tally: Tally) -> String {
    let Tally { yes, no, abstain, not_cast } = tally;
    let abstentions = match (lang, abstain) {
        (Lang::De, 1) => "Enthaltung",
        (Lang::De, _) => "Enthaltungen",
        (Lang::En, 1) => "abstention",
        (Lang::En, _) => "abstentions",
    };
    match lang {
        Lang::De => format!("{yes} Ja, {no} Nein, {abstain} {abstentions}, {not_cast} ohne Stimme"),
        Lang::En => format!("{yes} yes, {no} no, {abstain} {abstentions}, {not_cast} not cast"),
    }
}

/// How a vote ended; `None` while it is open.
pub(crate) fn result(lang: Lang, motion: &MotionView) -> Option<String> {
    let ended = motion.ended.as_ref()?;
    let counts = tally(lang, ended.tally);
    Some(match (lang, ended.outcome) {
        (Lang::De, VoteOutcome::Adopted) => format!("Angenommen: {counts}"),
        (Lang::De, VoteOutcome::Rejected) => format!("Abgelehnt: {counts}"),
        (Lang::De, VoteOutcome::Withdrawn) => "Zurückgezogen".to_owned(),
        (Lang::En, VoteOutcome::Adopted) => format!("Adopted: {counts}"),
        (Lang::En, VoteOutcome::Rejected) => format!("Rejected: {counts}"),
        (Lang::En, VoteOutcome::Withdrawn) => "Withdrawn".to_owned(),
    })
}

/// The name of a seat and how it voted.
pub(crate) fn ballot(lang: Lang, seat: &str, choice: Choice) -> String {
    format!("{seat}: {}", choice.label(lang))
}

/// A raised hand, and when it is its turn.
pub(crate) fn hand(lang: Lang, place: usize) -> String {
    match lang {
        Lang::De => format!("Hand gehoben, Nr. {place}"),
        Lang::En => format!("hand raised, no. {place}"),
    }
}

pub(crate) fn refusal(texts: &'static RoomTexts, why: Refusal) -> &'static str {
    match why {
        Refusal::NotChair => texts.refused_not_chair,
        Refusal::NoSeat => texts.refused_no_seat,
        Refusal::SeatIsTaken => texts.refused_taken,
        Refusal::UnknownSeat => texts.refused_unknown,
        Refusal::VoteIsOpen => texts.refused_vote_open,
        Refusal::VoteIsNotOpen => texts.refused_vote_over,
        Refusal::SomebodyPresents | Refusal::NotPresenting => texts.refused_presenting,
        Refusal::ForeignPage => texts.refused_page,
        Refusal::BadText => texts.refused_text,
        Refusal::TooMany => texts.refused_many,
        Refusal::Ended => texts.refused_ended,
        Refusal::NotKept => texts.refused_not_kept,
        Refusal::NotUnderstood => texts.refused_not_understood,
    }
}

/// Requests that wait for a connection.
pub(crate) fn waiting(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::De, 1) => "1 Eingabe wartet".to_owned(),
        (Lang::De, n) => format!("{n} Eingaben warten"),
        (Lang::En, 1) => "1 entry is waiting".to_owned(),
        (Lang::En, n) => format!("{n} entries are waiting"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_they_are_said() {
        let counted = Tally { yes: 5, no: 1, abstain: 1, not_cast: 0 };
        assert_eq!(tally(Lang::De, counted), "5 Ja, 1 Nein, 1 Enthaltung, 0 ohne Stimme");
        assert_eq!(tally(Lang::En, Tally::default()), "0 yes, 0 no, 0 abstentions, 0 not cast");
        assert_eq!(presenting(Lang::De, 1), "Sie präsentieren. 1 Fenster folgt");
    }
}
