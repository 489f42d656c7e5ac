//! Writes a log to try `read_log` with: `generate_log FILE MEGABYTES [SEED]`.
//!
//! XES with organisations, lifecycle, and what real logs have besides: attributes that nobody
//! needs, events without organisation, events in the wrong order. Equal seeds give equal files.

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use jiff::Timestamp;

const ORGANISATIONS: [&str; 12] = [
    "Ausländerbehörde",
    "Jobcenter",
    "Agentur für Arbeit",
    "Sozialamt",
    "Jugendamt",
    "Kommunales Integrationszentrum",
    "Case Management Nord",
    "Case Management S&amp;üd",
    "Volkshochschule",
    "Einbürgerungsbehörde",
    "Gesundheitsamt",
    "Migrationsberatung",
];
const ACTIVITIES: [&str; 5] = ["Antrag prüfen", "Beratung", "Unterlagen", "Bescheid", "Kursplatz"];
/// 1 January 2024.
const BEGIN: i64 = 1_704_063_600;

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn seconds(&mut self, end: u64) -> i64 {
        i64::try_from(self.below(end)).unwrap_or(0)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path, megabytes, seed @ ..] = arguments.as_slice() else {
        return Err("generate_log FILE MEGABYTES [SEED]".into());
    };
    let n_bytes = megabytes.parse::<u64>()? * 1_000_000;
    let seed = seed.first().map_or(Ok(1), |seed| seed.parse())?;
    let mut file = BufWriter::new(File::create(path)?);
    write_log(&mut file, n_bytes, &mut Random(seed))?;
    file.flush()?;
    Ok(())
}

fn write_log(
    file: &mut impl Write,
    n_bytes: u64,
    random: &mut Random,
) -> Result<(), Box<dyn Error>> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <classifier name="Activity" keys="concept:name"/>
"#;
    file.write_all(head.as_bytes())?;
    let mut n_written = 0;
    let mut case = 0;
    while n_written < n_bytes {
        case += 1;
        let trace = trace(case, random)?;
        n_written += u64::try_from(trace.len())?;
        file.write_all(trace.as_bytes())?;
    }
    file.write_all(b"</log>\n")?;
    Ok(())
}

fn trace(case: u64, random: &mut Random) -> Result<String, Box<dyn Error>> {
    const DAY: u64 = 24 * 60 * 60;
    let mut at = BEGIN + random.seconds(700 * DAY);
    let mut organisation = usize::try_from(random.below(12))?;
    let mut events = Vec::new();
    for _ in 0..2 + random.below(14) {
        if random.below(2) == 0 {
            // Some ways are taken far more often than others.
            let step = [1, 1, 1, 1, 1, 3, 3, 7, 5][usize::try_from(random.below(9))?];
            organisation = (organisation + step) % ORGANISATIONS.len();
            at += random.seconds(60 * DAY);
        }
        let activity = ACTIVITIES[usize::try_from(random.below(5))?];
        let name = (random.below(50) > 0).then_some(ORGANISATIONS[organisation]);
        let resource = random.below(400);
        events.push(event(at, activity, name, "start", resource)?);
        at += random.seconds(3 * DAY);
        events.push(event(at, activity, name, "complete", resource)?);
    }
    if random.below(20) == 0 {
        let idx = usize::try_from(random.below(u64::try_from(events.len() - 1)?))?;
        events.swap(idx, idx + 1);
    }
    let open = format!("  <trace>\n    <string key=\"concept:name\" value=\"Fall {case}\"/>\n");
    Ok(format!("{open}{}  </trace>\n", events.concat()))
}

fn event(
    at: i64,
    activity: &str,
    organisation: Option<&str>,
    transition: &str,
    resource: u64,
) -> Result<String, Box<dyn Error>> {
    let at = Timestamp::from_second(at).map_err(|error| error.to_string())?;
    let group = organisation
        .map(|name| format!("      <string key=\"org:group\" value=\"{name}\"/>\n"))
        .unwrap_or_default();
    Ok(format!(
        r#"    <event>
      <string key="concept:name" value="{activity}"/>
      <string key="lifecycle:transition" value="{transition}"/>
      <date key="time:timestamp" value="{at:.3}"/>
{group}      <string key="org:resource" value="Kraft {resource}"/>
      <int key="seiten" value="{resource}"/>
      <boolean key="digital" value="true"/>
    </event>
"#
    ))
}
