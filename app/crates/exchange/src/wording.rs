//! Messages in both languages: each stands once, German and English side by side.

use model::{
    ChainProblem, IntegrityProblem, InvalidDecimal, InvalidId, Lang, Reference, Source, UnknownCode,
};

use crate::code_value::english_list;

/// A sentence that quotes something: the language, German, English, and what both quote.
macro_rules! say {
    ($lang:expr, $de:literal, $en:literal $(, $quoted:expr)* $(,)?) => {
        match $lang {
            model::Lang::De => format!($de $(, $quoted)*),
            model::Lang::En => format!($en $(, $quoted)*),
        }
    };
}
pub(crate) use say;

/// Lets `Display` be the German text, as the command line prints it.
macro_rules! german_display {
    ($($problem:ty),+ $(,)?) => {
        $(impl std::fmt::Display for $problem {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.text(model::Lang::De))
            }
        }

        impl std::error::Error for $problem {})+
    };
}
pub(crate) use german_display;

/// A sentence that quotes nothing.
pub(crate) fn plain(lang: Lang, de: &str, en: &str) -> String {
    match lang {
        Lang::De => de,
        Lang::En => en,
    }
    .to_owned()
}

/// What the rules of `model` say in German, in either language.
pub(crate) fn id_text(problem: &InvalidId, lang: Lang) -> String {
    match (lang, problem) {
        (Lang::De, problem) => problem.to_string(),
        (Lang::En, InvalidId::Slug(text)) => {
            format!("“{text}” is not a valid id (allowed: a–z, 0–9 and hyphen, 1 to 64 characters)")
        }
        (Lang::En, InvalidId::Ags(text)) => {
            format!("“{text}” is not a valid AGS (8 digits for a municipality, 5 for a Kreis)")
        }
        (Lang::En, InvalidId::AgsWithoutLeadingZero(text)) => format!(
            "“{text}” has only {} digits: the leading zero is probably missing (0{text})",
            text.len()
        ),
        (Lang::En, InvalidId::Language(text)) => {
            format!("“{text}” is not a valid language code (BCP 47, for example de, ar, uk)")
        }
    }
}

pub(crate) fn decimal_text(problem: &InvalidDecimal, lang: Lang) -> String {
    match lang {
        Lang::De => problem.to_string(),
        Lang::En => {
            format!("“{}” is not a number (decimal point, at most three decimal places)", problem.0)
        }
    }
}

pub(crate) fn code_text(problem: &UnknownCode, lang: Lang) -> String {
    match lang {
        Lang::De => problem.to_string(),
        Lang::En => {
            format!("“{}” is not a valid value for {}", problem.code, english_list(problem.list))
        }
    }
}

pub(crate) fn integrity_text(problem: &IntegrityProblem, lang: Lang) -> String {
    use IntegrityProblem as P;
    match (lang, problem) {
        (Lang::De, problem) => problem.to_string(),
        (Lang::En, P::DuplicateId { row, .. }) => format!("the id “{row}” occurs several times"),
        (Lang::En, P::Dangling { reference, target, .. }) => {
            format!("there is no {} “{target}”", english_reference(*reference))
        }
        (Lang::En, P::ForeignService { service, receiver, .. }) => {
            format!("the service “{service}” does not belong to the receiver “{receiver}”")
        }
        (Lang::En, P::Circular { row, .. }) => {
            format!("what this is part of leads back to “{row}” in a circle")
        }
        (Lang::En, P::MissingKreis(ags)) => format!("the Kreis with the AGS {ags} is missing"),
        (Lang::En, P::Unsourced { .. }) => "no source is given".to_owned(),
        (Lang::En, P::LongQuote { .. }) => {
            format!("the quotation has more than {} characters", Source::MAX_QUOTE_CHARS)
        }
        (Lang::En, P::MissingClock { .. }) => {
            "a time without beginning and end of the measurement (clock_from, clock_to)".to_owned()
        }
    }
}

fn english_reference(reference: Reference) -> &'static str {
    match reference {
        Reference::Region => "area",
        Reference::Actor => "actor",
        Reference::Service => "service",
        Reference::Committee => "committee",
        Reference::Relation => "relation",
        Reference::Source => "source",
    }
}

pub(crate) fn chain_text(problem: &ChainProblem, lang: Lang) -> String {
    use ChainProblem as P;
    match (lang, problem) {
        (Lang::De, problem) => problem.to_string(),
        (Lang::En, P::DuplicateId { row, .. }) => format!("the id “{row}” occurs several times"),
        (Lang::En, P::UnknownChain { chain, .. }) => format!("there is no chain “{chain}”"),
        (Lang::En, P::UnknownStep { step, chain, .. }) => {
            format!("there is no step “{step}” in the chain “{chain}”")
        }
        (Lang::En, P::NoProvider { .. }) => {
            "the step names neither kinds of services nor fields of action".to_owned()
        }
        (Lang::En, P::NoGoal { .. }) => "no step of the chain is a goal".to_owned(),
        (Lang::En, P::Circular { steps, .. }) => {
            format!("the steps require each other in a circle: {}", steps.join(" → "))
        }
    }
}
