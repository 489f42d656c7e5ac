//! Names with gaps: `Ausländerbehörde der {gemeinde}`.

use std::fmt;

use crate::land_problem::FoundingBookProblem;
use crate::problem::excerpt;

/// What can be filled into a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameWord {
    /// "Kreis Höxter", "Stadt Bielefeld"
    Kreis,
    /// "des Kreises Höxter", "der Stadt Bielefeld"
    DesKreises,
    /// "den Kreis Höxter", "die Stadt Bielefeld"
    DenKreis,
    /// "im Kreis Höxter", "in Bielefeld"
    ImKreis,
    /// "Detmold": the Regierungsbezirk
    Bezirk,
    /// "Stadt Höxter", "Gemeinde Borchen"
    Gemeinde,
    /// "Höxter": the municipality, or the Kreis as people say it
    Ort,
}

impl NameWord {
    const ALL: [Self; 7] = [
        Self::Kreis,
        Self::DesKreises,
        Self::DenKreis,
        Self::ImKreis,
        Self::Bezirk,
        Self::Gemeinde,
        Self::Ort,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Kreis => "kreis",
            Self::DesKreises => "des_kreises",
            Self::DenKreis => "den_kreis",
            Self::ImKreis => "im_kreis",
            Self::Bezirk => "bezirk",
            Self::Gemeinde => "gemeinde",
            Self::Ort => "ort",
        }
    }

    pub(crate) fn codes() -> String {
        Self::ALL.map(Self::code).join(", ")
    }
}

/// A name in which words are still to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTemplate {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Word(NameWord),
}

impl NameTemplate {
    pub(crate) fn new(text: &str) -> Result<Self, FoundingBookProblem> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (word, behind) = after.split_once('}').ok_or(FoundingBookProblem::OpenBrace)?;
            let known = NameWord::ALL.into_iter().find(|known| known.code() == word);
            let word = known.ok_or_else(|| FoundingBookProblem::UnknownWord(excerpt(word)))?;
            parts.extend([Part::Text(before.to_owned()), Part::Word(word)]);
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        let is_closed = |part: &Part| !matches!(part, Part::Text(text) if text.contains('}'));
        if !parts.iter().all(is_closed) {
            return Err(FoundingBookProblem::OpenBrace);
        }
        parts.retain(|part| *part != Part::Text(String::new()));
        Ok(Self { parts })
    }

    pub fn words(&self) -> impl Iterator<Item = NameWord> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Word(word) => Some(*word),
        })
    }

    pub fn fill(&self, word: impl Fn(NameWord) -> String) -> String {
        let filled = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Word(gap) => word(*gap),
        });
        filled.collect()
    }
}

impl fmt::Display for NameTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fill(|word| format!("{{{}}}", word.code())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled() {
        let template = NameTemplate::new("{kreis}: Amt der {gemeinde}").unwrap();
        assert_eq!(template.to_string(), "{kreis}: Amt der {gemeinde}");
        assert_eq!(template.fill(|word| word.code().to_uppercase()), "KREIS: Amt der GEMEINDE");
        assert_eq!(NameTemplate::new("Amt").unwrap().words().count(), 0);
    }

    #[test]
    fn slips_are_named() {
        for open in ["Amt {kreis", "Amt kreis}", "{kreis}}", "{"] {
            assert_eq!(NameTemplate::new(open), Err(FoundingBookProblem::OpenBrace), "{open}");
        }
        let unknown = FoundingBookProblem::UnknownWord("stadt".to_owned());
        assert_eq!(NameTemplate::new("Amt {stadt}"), Err(unknown));
    }
}
