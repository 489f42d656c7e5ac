//! Actors that may be one and the same, found while somebody types.
//!
//! Names are compared word by word; a word that many actors of the network carry ("Kreis",
//! "Ausländerbehörde") says little, a rare one much: each weighs the inverse of the number of
//! actors that have it, as in the inverse document frequency of Spärck Jones (1972), without its
//! logarithm, so that every machine comes to the same ranking.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{Actor, ActorId, Network, RegionId, spelled_out};
use serde::{Deserialize, Serialize};

/// Why an actor looks like what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same name, short name or alias.
    SameName,
    /// The same mailbox, number or address.
    SameContact,
    /// Nearly the same words.
    AlikeName,
}

/// An actor that may be the one that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimilarActor {
    pub actor: ActorId,
    pub likeness: Likeness,
    /// Share of the words that agree, by weight, in thousandths.
    pub agreement_permille: u32,
}

/// From here on names count as alike.
const ALIKE_PERMILLE: u32 = 700;
/// Says nothing about who it is.
const EMPTY_WORDS: [&str; 16] = [
    "der", "die", "das", "des", "dem", "den", "fuer", "und", "im", "in", "am", "an", "von", "zu",
    "ev", "ggmbh",
];

/// Who is like an actor that is not in the network yet, the most alike first.
///
/// Offices of two different places are two offices, whatever their names.
///
/// # Complexity O(n w) time for n actors with w words of names.
pub fn similar_actors(network: &Network, typed: &Actor, max: usize) -> Vec<SimilarActor> {
    Similarity::of(network).similar(typed, max)
}

/// An actor by the names it goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledActor {
    pub id: ActorId,
    pub name: String,
    /// Short name and aliases.
    pub other_names: Vec<String>,
}

/// Which of the actors each name most probably means; none where two are equally near.
///
/// # Complexity O(n m w) time for n names and m actors with w words.
pub fn actors_called(actors: &[CalledActor], names: &[String]) -> Vec<Option<ActorId>> {
    let of_actors: Vec<Vec<Words>> = actors
        .iter()
        .map(|actor| std::iter::once(&actor.name).chain(&actor.other_names).map(|it| words(it)))
        .map(|names| names.filter(|words| !words.is_empty()).collect())
        .collect();
    let n_carriers = n_carriers(&by_word(&of_actors));
    let agreement = |name: &Words, of_actor: &[Words]| {
        let each = of_actor.iter().map(|its| agreement_permille(name, its, &n_carriers));
        each.max().unwrap_or(0)
    };
    let meant = |name: &String| {
        let name = words(name);
        let near = actors.iter().zip(&of_actors).map(|(actor, its)| (agreement(&name, its), actor));
        let mut near: Vec<_> = near.filter(|(permille, _)| *permille >= ALIKE_PERMILLE).collect();
        near.sort_by_key(|(permille, _)| Reverse(*permille));
        match near.as_slice() {
            [best, second, ..] if best.0 == second.0 => None,
            near => near.first().map(|(_, actor)| actor.id.clone()),
        }
    };
    names.iter().map(meant).collect()
}

/// A network made ready to compare many actors with.
pub(crate) struct Similarity<'a> {
    network: &'a Network,
    names: Vec<Vec<Words>>,
    n_carriers: BTreeMap<String, usize>,
    /// Actors by the words of their names.
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<'a> Similarity<'a> {
    pub(crate) fn of(network: &'a Network) -> Self {
        let names: Vec<Vec<Words>> = network.actors.iter().map(names).collect();
        let by_word = by_word(&names);
        Self { network, names, n_carriers: n_carriers(&by_word), by_word }
    }

    pub(crate) fn similar(&self, typed: &Actor, max: usize) -> Vec<SimilarActor> {
        self.among(typed, 0..self.names.len(), max)
    }

    /// As [`Similarity::similar`], but only among those with whom a word is shared: for many
    /// actors at once, at the price of names with a slip in every word.
    pub(crate) fn similar_by_words(&self, typed: &Actor, max: usize) -> Vec<SimilarActor> {
        let words: Words = names(typed).into_iter().flatten().collect();
        let sharing: BTreeSet<usize> =
            words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        self.among(typed, sharing.into_iter(), max)
    }

    fn among(
        &self,
        typed: &Actor,
        candidates: impl Iterator<Item = usize>,
        max: usize,
    ) -> Vec<SimilarActor> {
        let typed_names = names(typed);
        let others = candidates.map(|idx| (&self.network.actors[idx], &self.names[idx]));
        let others = others.filter(|(other, _)| other.id != typed.id);
        let mut found: Vec<SimilarActor> = others
            .filter_map(|(other, names)| {
                let pair = (typed, &typed_names[..]);
                let (likeness, agreement_permille) =
                    likeness(pair, (other, names), &self.n_carriers)?;
                Some(SimilarActor { actor: other.id.clone(), likeness, agreement_permille })
            })
            .collect();
        found.sort_by(|a, b| {
            (a.likeness, u32::MAX - a.agreement_permille, &a.actor).cmp(&(
                b.likeness,
                u32::MAX - b.agreement_permille,
                &b.actor,
            ))
        });
        found.truncate(max);
        found
    }
}

type Words = BTreeSet<String>;

/// Actors, as positions, by the words of their names.
fn by_word(names: &[Vec<Words>]) -> BTreeMap<String, Vec<usize>> {
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (idx, of_actor) in names.iter().enumerate() {
        let all: BTreeSet<&String> = of_actor.iter().flatten().collect();
        for word in all {
            by_word.entry(word.clone()).or_default().push(idx);
        }
    }
    by_word
}

fn n_carriers(by_word: &BTreeMap<String, Vec<usize>>) -> BTreeMap<String, usize> {
    by_word.iter().map(|(word, carriers)| (word.clone(), carriers.len())).collect()
}

fn likeness(
    (typed, typed_names): (&Actor, &[Words]),
    (other, other_names): (&Actor, &[Words]),
    n_carriers: &BTreeMap<String, usize>,
) -> Option<(Likeness, u32)> {
    let contact = |actor: &Actor| actor.contact.as_deref().map(compact).filter(|c| c.len() > 5);
    if contact(typed).is_some_and(|mine| contact(other) == Some(mine)) {
        return Some((Likeness::SameContact, 1000));
    }
    if is_elsewhere(typed.region.as_ref(), other.region.as_ref()) {
        return None;
    }
    let pairs = typed_names.iter().flat_map(|mine| other_names.iter().map(move |its| (mine, its)));
    let best = pairs.map(|(mine, its)| agreement_permille(mine, its, n_carriers)).max()?;
    match best {
        1000 => Some((Likeness::SameName, best)),
        ALIKE_PERMILLE.. => Some((Likeness::AlikeName, best)),
        _ => None,
    }
}

fn is_elsewhere(a: Option<&RegionId>, b: Option<&RegionId>) -> bool {
    let is_municipality = |id: &RegionId| id.as_str().len() == 8;
    match (a, b) {
        (Some(a), Some(b)) => a != b && is_municipality(a) && is_municipality(b),
        _ => false,
    }
}

fn compact(contact: &str) -> String {
    spelled_out(contact).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Every name an actor goes by, as words.
fn names(actor: &Actor) -> Vec<Words> {
    let all = std::iter::once(&actor.name).chain(&actor.short_name).chain(&actor.aliases);
    all.map(|name| words(name)).filter(|words| !words.is_empty()).collect()
}

fn words(name: &str) -> Words {
    let name = spelled_out(name).replace("e.v.", "").replace("e. v.", "");
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .map(str::to_owned)
        .collect()
}

fn joined(words: &Words) -> String {
    words.iter().map(String::as_str).collect()
}

/// What the rarest word weighs.
const WHOLE: usize = 1_000_000;

/// Weight of the words that both have, by the weight of all words, in thousandths.
fn agreement_permille(a: &Words, b: &Words, n_carriers: &BTreeMap<String, usize>) -> u32 {
    if a == b {
        return 1000;
    }
    // A hyphen more or less makes other words of the same letters.
    if is_slip(&joined(a), &joined(b)) {
        return 999;
    }
    let weight = |word: &String| WHOLE / n_carriers.get(word).copied().unwrap_or(0).max(1);
    let shared: usize = a.iter().filter(|word| has(b, word)).map(weight).sum();
    let alone = |own: &Words, other: &Words| -> usize {
        own.iter().filter(|word| !has(other, word)).map(weight).sum()
    };
    let all = shared + alone(a, b) + alone(b, a);
    // Never 1000: that is kept for the same words.
    u32::try_from((shared * 999) / all.max(1)).unwrap_or(999)
}

/// Whether one of the words is this one, or a slip of the pen away from it.
fn has(words: &Words, word: &str) -> bool {
    words.contains(word) || words.iter().any(|other| is_slip(word, other))
}

/// Whether two words differ by a letter more, less, other or changed round with its neighbour; by
/// two such slips in long words, where an umlaut counts as two letters.
///
/// The distance of Damerau and Levenshtein in its restricted form (optimal string alignment).
fn is_slip(a: &str, b: &str) -> bool {
    const LONG_ENOUGH: usize = 5;
    const LONG_FOR_TWO: usize = 8;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shorter = a.len().min(b.len());
    let n_allowed = usize::from(shorter >= LONG_ENOUGH) + usize::from(shorter >= LONG_FOR_TWO);
    if a.len().abs_diff(b.len()) > n_allowed || n_allowed == 0 {
        return false;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let is_other = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            best = best.min(rows[i - 1][j - 1] + is_other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()] <= n_allowed
}
