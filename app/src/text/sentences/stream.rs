//! How much goes from where to where.

use model::{Cases, Lang};

use super::findings::cases_per_month;
use super::{counted, wide};

/// "Zusammen 812 Fälle im Monat auf 400 Verweiswegen; 12 davon ohne Angabe."
pub(crate) fn total(lang: Lang, cases: Cases, n_links: usize, n_unknown: usize) -> String {
    let cases = cases_per_month(lang, cases);
    let links = counted(
        lang,
        wide(n_links),
        ["Verweisweg", "Verweiswegen"],
        ["referral link", "referral links"],
    );
    match (n_unknown, lang) {
        (0, Lang::De) => format!("Zusammen {cases} auf {links}."),
        (0, Lang::En) => format!("Together {cases} on {links}."),
        (_, Lang::De) => format!("Zusammen {cases} auf {links}; {n_unknown} davon ohne Angabe."),
        (_, Lang::En) => format!("Together {cases} on {links}; {n_unknown} of these unknown."),
    }
}

/// "Gezählt sind nur die stärksten 20 % der Verweise."
pub(crate) fn only_strongest(lang: Lang, percent: u8) -> String {
    match lang {
        Lang::De => format!("Gezählt sind nur die stärksten {percent}\u{a0}% der Verweise."),
        Lang::En => format!("Only the strongest {percent}% of the referrals are counted."),
    }
}

/// "Kreis → Bund: 12 Fälle im Monat".
pub(crate) fn stream(lang: Lang, [from, to]: [&str; 2], cases: Cases) -> String {
    format!("{from} → {to}: {}", cases_per_month(lang, cases))
}

#[cfg(test)]
mod tests {
    use model::Decimal;

    use super::*;

    #[test]
    fn unknown_is_told_where_there_is_any() {
        let cases = Cases(Decimal::from_integer(12));
        assert_eq!(total(Lang::De, cases, 1, 0), "Zusammen 12 Fälle im Monat auf 1 Verweisweg.");
        assert_eq!(
            total(Lang::De, cases, 9, 2),
            "Zusammen 12 Fälle im Monat auf 9 Verweiswegen; 2 davon ohne Angabe."
        );
    }
}
