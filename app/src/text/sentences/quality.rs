//! How far one can trust what is recorded.

use model::Lang;

/// "12 von 400 Verbindungen haben beide Seiten im letzten Jahr bestätigt."
pub(crate) fn confirmed(lang: Lang, n: usize, n_all: usize) -> String {
    match lang {
        Lang::De => {
            format!("{n} von {n_all} Verbindungen haben beide Seiten im letzten Jahr bestätigt.")
        }
        Lang::En => format!("{n} of {n_all} ties were confirmed by both sides in the last year."),
    }
}

pub(crate) fn round_of(lang: Lang) -> &'static str {
    match lang {
        Lang::De => "Akteure und was sie bestätigt haben",
        Lang::En => "Actors and what they have confirmed",
    }
}

/// "Güte 4 von 5".
pub(crate) fn rating(lang: Lang, rating: u8) -> String {
    match lang {
        Lang::De => format!("Güte {rating} von 5"),
        Lang::En => format!("quality {rating} of 5"),
    }
}
