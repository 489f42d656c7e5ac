//! Numbers and dates as people write them in each language.

use model::{Date, Decimal, Lang};

/// 12345 is "12.345" in German and "12,345" in English.
pub(crate) fn integer(lang: Lang, n: u64) -> String {
    let digits = n.to_string();
    let separator = match lang {
        Lang::De => '.',
        Lang::En => ',',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A decimal number without trailing zeros.
pub(crate) fn decimal(lang: Lang, value: Decimal) -> String {
    let text = value.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = integer(lang, whole.parse().unwrap_or_default());
    let point = match lang {
        Lang::De => ',',
        Lang::En => '.',
    };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{point}{fraction}")
    }
}

/// A decimal rounded half up to one place: rates are not known more exactly.
pub(crate) fn rounded(lang: Lang, value: Decimal) -> String {
    let thousandths = value.thousandths();
    let tenths = (thousandths + if thousandths < 0 { -50 } else { 50 }) / 100;
    decimal(lang, Decimal::from_thousandths(tenths * 100))
}

/// Thousandths as a percentage: 1127 is "113 %".
pub(crate) fn percent(permille: u32) -> String {
    format!("{} %", permille.saturating_add(5) / 10)
}

/// 2022-05-15 is "15.05.2022" in German and "15 May 2022" in English.
pub(crate) fn date(lang: Lang, date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::De => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Lang::En => {
            let month = usize::try_from(date.month() - 1).ok().and_then(|idx| MONTHS.get(idx));
            format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(integer(Lang::De, 348_030), "348.030");
        assert_eq!(integer(Lang::En, 1_000), "1,000");
        assert_eq!(integer(Lang::De, 999), "999");
        assert_eq!(decimal(Lang::De, parsed("1234.5")), "1.234,5");
        assert_eq!(decimal(Lang::En, parsed("-0.25")), "−0.25");
        assert_eq!(rounded(Lang::De, parsed("12.349")), "12,3");
        assert_eq!(rounded(Lang::De, parsed("12.95")), "13");
        assert_eq!(percent(1127), "113 %");
    }

    #[test]
    fn dates_follow_the_language() {
        let day: Date = "2022-05-15".parse().unwrap();
        assert_eq!(date(Lang::De, day), "15.05.2022");
        assert_eq!(date(Lang::En, day), "15 May 2022");
    }
}
