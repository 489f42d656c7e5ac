//! Sentences of shared maps.

use model::{Date, Lang, MapRole};

use crate::api::maps::MapLine;
use crate::format;
use crate::text::{MapTexts, map_texts};

/// "Sichtbar bis 30.06.2026.".
pub(crate) fn visible_until(lang: Lang, until: Date) -> String {
    let day = format::date(lang, until);
    match lang {
        Lang::De => format!("Sichtbar bis {day}."),
        Lang::En => format!("To be seen until {day}."),
    }
}

/// "Sie galt bis 30.06.2026.".
pub(crate) fn was_valid_until(lang: Lang, until: Date) -> String {
    let day = format::date(lang, until);
    match lang {
        Lang::De => format!("Sie galt bis {day}."),
        Lang::En => format!("It was valid until {day}."),
    }
}

/// How long nobody is let in.
pub(crate) fn too_often(lang: Lang, minutes: u64) -> String {
    match (lang, minutes) {
        (Lang::De, 1) => {
            "Hier wurde zu oft ein falsches Passwort eingegeben. Versuchen Sie es in einer Minute noch einmal.".to_owned()
        }
        (Lang::De, n) => format!(
            "Hier wurde zu oft ein falsches Passwort eingegeben. Versuchen Sie es in {n} Minuten noch einmal."
        ),
        (Lang::En, 1) => {
            "A wrong password was entered here too often. Try again in a minute.".to_owned()
        }
        (Lang::En, n) => {
            format!("A wrong password was entered here too often. Try again in {n} minutes.")
        }
    }
}

/// What each role sees.
pub(crate) fn role(texts: &'static MapTexts, role: MapRole) -> &'static str {
    match role {
        MapRole::Public => texts.role_public,
        MapRole::Partners => texts.role_partners,
        MapRole::Kreis => texts.role_kreis,
    }
}

/// "Partner · gültig bis 30.06.2026 · mit Passwort".
pub(crate) fn about(lang: Lang, line: &MapLine) -> String {
    let (texts, day) = (map_texts(lang), format::date(lang, line.until));
    let until = match (lang, line.is_over) {
        (Lang::De, false) => format!("gültig bis {day}"),
        (Lang::De, true) => format!("galt bis {day}"),
        (Lang::En, false) => format!("valid until {day}"),
        (Lang::En, true) => format!("was valid until {day}"),
    };
    let password = if line.has_password { texts.with_password } else { texts.without_password };
    format!("{} · {until} · {password}", line.role.label(lang))
}

/// "geteilt: lokal, 28.11.2026, 09:47 Uhr".
pub(crate) fn shared_by(lang: Lang, line: &MapLine) -> String {
    let word = match lang {
        Lang::De => "geteilt",
        Lang::En => "shared",
    };
    format!("{word}: {}, {}", line.opened_by, line.opened)
}

/// "Zurückziehen: Träger in Delbrück": what a button does, to which map.
pub(crate) fn named(action: &str, line: &MapLine) -> String {
    format!("{action}: {}", line.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_for_whom_and_how_long() {
        let line = MapLine {
            token: model::MapToken::from_random([1; model::MapToken::LENGTH]),
            label: "Träger".to_owned(),
            role: MapRole::Partners,
            path: "/k/05774/netz".to_owned(),
            until: "2026-06-30".parse().unwrap(),
            is_over: false,
            has_password: true,
            is_embeddable: false,
            opened: "28.11.2026, 09:47 Uhr".to_owned(),
            opened_by: "lokal".to_owned(),
        };
        assert_eq!(about(Lang::De, &line), "Partner · gültig bis 30.06.2026 · mit Passwort");
        let over = MapLine { is_over: true, has_password: false, ..line };
        assert_eq!(about(Lang::De, &over), "Partner · galt bis 30.06.2026 · ohne Passwort");
    }
}
