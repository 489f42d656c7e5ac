//! Seeded random networks.

use std::fmt::Write as _;

use model::Network;

use crate::fixture::network;

/// xorshift64* (Vigna 2016).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    pub(crate) fn one_in(&mut self, chance: u64) -> bool {
        self.below(chance) == 0
    }

    fn days(&mut self) -> String {
        if self.one_in(5) { "?".to_owned() } else { self.below(4).to_string() }
    }
}

/// Up to seven actors, three Kommunen, three fields, with small numbers, so that ties abound.
pub(crate) fn random_network(seed: u64) -> Network {
    let mut random = Random::new(seed);
    let n_actors = 2 + random.below(6);
    let mut text = "gemeinde g1 1000\n gemeinde g2 700\n gemeinde g3\n".to_owned();
    for service in 0..n_actors * 2 {
        let actor = service / 2;
        write!(text, "service s{service} @a{actor}; fields f{}", random.below(3)).unwrap();
        for (chance, attribute) in
            [(3, "; entry"), (8, "; status inactive"), (6, "; statuses duldung")]
        {
            if random.one_in(chance) {
                text.push_str(attribute);
            }
        }
        for (chance, metric) in [(2, "wait"), (3, "processing")] {
            if random.one_in(chance) {
                write!(text, "; {metric} {}", random.below(4)).unwrap();
            }
        }
        match random.below(4) {
            0 => text.push_str("; languages de"),
            1 => text.push_str("; languages uk ar-SY"),
            _ => {}
        }
        match random.below(4) {
            0 => text.push_str("; capacity 2 places"),
            1 | 2 => {
                write!(text, "; capacity {} appointments_per_week", random.below(4)).unwrap();
            }
            _ => {}
        }
        add_rates(&mut text, &mut random, &[(4, "acceptance"), (3, "start")]);
        text.push('\n');
    }
    for actor in 0..n_actors {
        if random.one_in(4) {
            writeln!(text, "area a{actor} g{} g1", 1 + random.below(3)).unwrap();
        }
        if random.one_in(8) {
            writeln!(text, "area a{actor} g2").unwrap();
        }
    }
    add_relations(&mut text, &mut random, n_actors);
    network(&text)
}

fn add_relations(text: &mut String, random: &mut Random, n_actors: u64) {
    for relation in 0..random.below(n_actors * 8) {
        let (from, to) = (random.below(n_actors), random.below(n_actors));
        write!(text, "a{from} -> a{to}: {}; as r{relation}", random.days()).unwrap();
        if random.one_in(2) {
            write!(text, "; via s{}", to * 2 + random.below(2)).unwrap();
        }
        for (chance, attribute) in [
            (10, "; status broken"),
            (8, "; statuses aufenthaltserlaubnis"),
            (4, "; regimes sgb2 asylblg"),
            (20, "; kind legal_transition"),
            (2, "; confirmed sender"),
            (2, "; confirmed receiver"),
        ] {
            if random.one_in(chance) {
                text.push_str(attribute);
            }
        }
        add_rates(text, random, &[(2, "acceptance"), (2, "start"), (6, "wrong")]);
        text.push('\n');
    }
}

/// In tenths, so that their products are exact.
fn add_rates(text: &mut String, random: &mut Random, metrics: &[(u64, &str)]) {
    for &(chance, metric) in metrics {
        if random.one_in(chance) {
            let tenths = random.below(11);
            write!(text, "; {metric} {}.{}", tenths / 10, tenths % 10).unwrap();
        }
    }
}
