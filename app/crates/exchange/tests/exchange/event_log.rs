//! Logs from the outside: what is counted, what is left out, and what is refused.

use std::collections::BTreeMap;
use std::fmt::Write;

use exchange::event_log::{
    EventLogOptions, EventLogReader, HandoverCounts, LogColumns, MIN_CASES, OrganisationAttribute,
};
use model::{Days, Row};

use crate::generate::Random;
use crate::rich::v;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><log xes.version="1849-2016">"#;

fn read_with(bytes: &[u8], options: EventLogOptions) -> Result<HandoverCounts, Vec<String>> {
    let mut reader = EventLogReader::new(EventLogOptions { file: "log".to_owned(), ..options });
    let messages =
        |problems: &[exchange::Problem]| problems.iter().map(ToString::to_string).collect();
    for chunk in bytes.chunks(100_000) {
        reader.push(chunk).map_err(|problem| messages(&[problem]))?;
    }
    assert_eq!(reader.bytes_read(), u64::try_from(bytes.len()).unwrap());
    reader.finish().map_err(|problems| messages(&problems))
}

fn read(log: impl AsRef<[u8]>) -> Result<HandoverCounts, Vec<String>> {
    read_with(log.as_ref(), EventLogOptions::default())
}

#[track_caller]
fn check_problem(log: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(read(log), Err(vec![expected.to_owned()]));
}

fn attribute(key: &str, value: &str) -> String {
    format!(r#"<string key="{key}" value="{value}"/>"#)
}

/// An event as `organisation activity time transition`, `-` for what it does not say.
fn event(text: &str) -> String {
    let keys = ["org:group", "concept:name", "time:timestamp", "lifecycle:transition"];
    let said = keys.iter().zip(text.split(' ')).filter(|(_, value)| *value != "-");
    let attributes: String = said.map(|(key, value)| attribute(key, value)).collect();
    format!("<event>{attributes}</event>")
}

/// A log with so many equal traces of events in the form of [`event`].
fn log(traces: &[(usize, &[&str])]) -> String {
    let mut log = HEAD.to_owned();
    for (n, events) in traces {
        let events: String = events.iter().map(|text| event(text)).collect();
        let trace = format!("<trace>{}{events}</trace>\n", attribute("concept:name", "Fall"));
        log.push_str(&trace.repeat(*n));
    }
    log + "</log>"
}

/// `from -> to handovers/cases median`, one line for each pair.
fn handovers(counts: &HandoverCounts) -> String {
    let line = |pair: &exchange::event_log::HandoverCount| {
        let median = pair.waits.map_or("-".to_owned(), |waits| waits.median.minutes().to_string());
        format!("{} -> {} {}/{} {median}", pair.from, pair.to, pair.n_handovers, pair.n_cases)
    };
    counts.handovers.iter().map(line).collect::<Vec<_>>().join("\n")
}

const A_TO_B: &[&str] = &["A x 2025-01-01T10:00:00Z -", "B y 2025-01-02T10:00:00Z -"];

#[test]
fn a_hand_over_lies_between_two_organisations() {
    let trace = &[
        "A x 2025-01-01T10:00:00Z start",
        "A x 2025-01-01T12:00:00Z complete",
        "A y 2025-01-02T12:00:00Z -",
        "B y 2025-01-03T12:00:00Z start",
        "B y 2025-01-03T13:00:00Z complete",
        "A z 2025-01-03T14:30:00Z -",
    ];
    let counts = read(log(&[(10, trace)])).unwrap();
    assert_eq!(handovers(&counts), "A -> B 10/10 1440\nB -> A 10/10 90");
    let follows: Vec<_> =
        counts.follows.iter().map(|pair| format!("{}{}{}", pair.from, pair.to, pair.n)).collect();
    assert_eq!(follows, ["xy10", "yy10", "yz10"]);
    assert_eq!((counts.n_traces, counts.n_handovers), (10, Some(20)));
    assert_eq!(
        (counts.period.from, counts.period.to),
        (v("2025-01-01"), v("2025-01-31")),
        "whole months, not the day of a case"
    );
}

#[test]
fn who_begins_before_the_end_has_not_waited() {
    let trace = &[
        "A x 2025-01-01T10:00:00Z start",
        "B y 2025-01-01T11:00:00Z start",
        "A x 2025-01-09T10:00:00Z complete",
        "B y 2025-01-09T11:00:00Z complete",
    ];
    assert_eq!(handovers(&read(log(&[(10, trace)])).unwrap()), "A -> B 10/10 0");
}

#[test]
fn small_counts_are_left_out() {
    let few = usize::try_from(MIN_CASES).unwrap() - 1;
    let b_to_a = &["B y 2025-01-01 -", "A x 2025-01-02 -"];
    let counts = read(log(&[(5, A_TO_B), (few, b_to_a)])).unwrap();
    assert_eq!(handovers(&counts), "A -> B 5/5 -", "no quantile from fewer than ten cases");
    assert_eq!((counts.n_suppressed_handovers, counts.n_suppressed_follows), (1, 1));
    assert_eq!(counts.n_handovers, None, "the total would give the rest away");
    let [a, b] = counts.organisations.as_slice() else { panic!("{:?}", counts.organisations) };
    assert_eq!((a.n_sent, a.n_received), (Some(5), None));
    assert_eq!((b.n_sent, b.n_received), (None, Some(5)));
}

#[test]
fn one_case_does_not_pass_for_many() {
    let ping_pong: Vec<String> = (0..40)
        .map(|day| {
            format!("{} x 2025-01-{:02} -", if day % 2 == 0 { 'A' } else { 'B' }, day / 2 + 1)
        })
        .collect();
    let ping_pong: Vec<&str> = ping_pong.iter().map(String::as_str).collect();
    let counts = read(log(&[(1, &ping_pong), (5, &["A x 2025-01-01 -"])])).unwrap();
    assert_eq!(handovers(&counts), "");
    assert_eq!(counts.organisations.len(), 1, "an organisation of one case is not named");
    assert_eq!(counts.n_suppressed_organisations, 1);
}

#[test]
fn nothing_of_a_case_is_in_the_result() {
    let person = attribute("org:resource", "Frau Muster");
    let text = log(&[(20, A_TO_B)]).replace("<event>", &format!("<event>{person}"));
    let counts = read(text.replace("Fall", "Geheim 4711")).unwrap();
    let told = format!("{counts:?}");
    for secret in ["4711", "Muster", "2025-01-02", "10:00"] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[test]
fn what_is_skipped_is_counted() {
    let trace = &[
        "B y 2025-01-02T10:00:00Z -",
        "- z 2025-01-02T09:00:00Z -",
        "A - 2025-01-01T10:00:00Z -",
        "A x gestern -",
        "A x - -",
        "A x 2025-01-02T09:30:00Z schedule",
    ];
    let text = log(&[(10, trace)]).replacen("<trace>", "<event/><trace>", 1);
    let counts = read(text).unwrap();
    assert_eq!(handovers(&counts), "A -> B 10/10 1440");
    let skipped = counts.skipped;
    assert_eq!(skipped.n_events_without_time, 20);
    assert_eq!(skipped.n_events_without_organisation, 10);
    assert_eq!(skipped.n_events_without_activity, 10);
    assert_eq!(skipped.n_events_without_case, 1);
    assert_eq!(skipped.n_events_without_work, 10);
    assert_eq!(skipped.n_traces_out_of_order, 10);
}

#[test]
fn resources_count_only_when_asked_for() {
    let text = log(&[(10, A_TO_B)]).replace("org:group", "org:resource");
    check_problem(
        &text,
        "log: kein Ereignis nennt eine Organisation (org:group), es stehen nur Bearbeitende da \
         (org:resource). Das sind meist Personen; nur wenn es Organisationen sind, bitte so angeben",
    );
    let with = |organisation| {
        read_with(text.as_bytes(), EventLogOptions { organisation, ..EventLogOptions::default() })
    };
    assert_eq!(
        handovers(&with(OrganisationAttribute::GroupOrResource).unwrap()),
        "A -> B 10/10 1440"
    );
    assert_eq!(
        with(OrganisationAttribute::GroupOrRole).unwrap_err(),
        ["log: kein Ereignis nennt eine Organisation (org:group, org:role)"]
    );
}

#[test]
fn csv_says_the_same_as_xes() {
    let mut rows = vec!["Fall;Schritt;Zeitpunkt;Behörde;Bemerkung".to_owned()];
    for case in 0..10 {
        rows.push(format!("{case};x;01.01.2025 11:00;Ausländerbehörde;\"a;b\""));
    }
    rows.push(";x;01.01.2025 11:00;niemand;".to_owned());
    rows.push(";;;;".to_owned());
    for case in 0..10 {
        rows.push(format!("{case};y;02.01.2025 12:30;Jobcenter;"));
    }
    let text = rows.join("\r\n");
    let expected = "Ausländerbehörde -> Jobcenter 10/10 1530";
    let counts = read(&text).unwrap();
    assert_eq!(handovers(&counts), expected);
    assert_eq!((counts.n_traces, counts.skipped.n_events_without_case), (10, 1));
    assert_eq!(handovers(&read(format!("\u{feff}{text}")).unwrap()), expected);
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(handovers(&read(windows).unwrap()), expected);
    let commas = text.replace("\"a;b\"", "\"a\"\"b\"").replace(';', ",");
    assert_eq!(handovers(&read(commas).unwrap()), expected);
}

#[test]
fn csv_columns_may_be_named() {
    let text = "wer,was,wann,a\n".to_owned()
        + &"Amt,x,2025-01-01,1\nJobcenter,y,2025-01-02,1\n".repeat(10);
    let some = |name: &str| Some(name.to_owned());
    let columns = LogColumns {
        case: some("a"),
        activity: some("was"),
        time: some("wann"),
        organisation: some("wer"),
        ..LogColumns::default()
    };
    let named = |columns| {
        let options = EventLogOptions { columns, ..EventLogOptions::default() };
        read_with(text.as_bytes(), options)
    };
    assert_eq!(named(columns.clone()).unwrap().n_traces, 1);
    assert_eq!(
        named(LogColumns { time: some("wenn"), ..columns }).unwrap_err(),
        [
            "log, Zeile 1: die Spalte mit dem Zeitpunkt wurde nicht erkannt. Vorhanden: wer, was, wann, a"
        ]
    );
}

#[test]
fn a_start_column_makes_steps() {
    let mut text = "case,activity,start,end,group\n".to_owned();
    for case in 0..10 {
        writeln!(text, "{case},x,2025-01-01T08:00:00Z,2025-01-01T09:00:00Z,A").unwrap();
        writeln!(text, "{case},y,2025-01-01T10:00:00Z,2025-01-05T09:00:00Z,B").unwrap();
    }
    assert_eq!(handovers(&read(text).unwrap()), "A -> B 10/10 60");
}

#[test]
fn broken_xml_is_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
        <!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><log><trace/></log>"#;
    let doctype = "log, Zeile 1: die Datei hat einen DOCTYPE. Solche Dateien werden nicht gelesen, \
                   weil ein DOCTYPE fremde Inhalte nachladen kann";
    check_problem(laughs, doctype);
    check_problem(r#"<!DOCTYPE log SYSTEM "http://example.org/x.dtd"><log/>"#, doctype);
    check_problem(format!("<!doctype log [{}", "x".repeat(200_000)), doctype);
    check_problem(
        log(&[(1, &["&fremd; x 2025-01-01 -"])]),
        "log, Zeile 1: ein Verweis mit & ist unbekannt (erlaubt: &amp; &lt; &gt; &quot; &apos; und \
         Zeichennummern)",
    );
    check_problem(
        format!("{HEAD}{}", "<trace>".repeat(100_000)),
        "log, Zeile 1: die Elemente sind tiefer als 64 Ebenen verschachtelt",
    );
    check_problem(
        format!("{HEAD}<trace>\n<event>\n<string key=\"{}", "x".repeat(3_000_000)),
        "log, Zeile 3: ein Feld oder Element ist länger als 1 MB (fehlt ein Anführungszeichen?)",
    );
    check_problem(
        "<html><body/></html>",
        "log, Zeile 1: die Datei ist kein Ereignisprotokoll nach \
         XES: das äußerste Element heißt nicht „log“",
    );
    let malformed = "log, Zeile 1: die Datei ist kein gültiges XML";
    check_problem(format!("{HEAD}<trace></event></trace></log>"), malformed);
    check_problem("<log/><log/>", malformed);
    check_problem("<!quatsch quatsch><log/>", malformed);
}

#[test]
fn truncated_files_are_recognised() {
    let whole = log(&[(10, A_TO_B)]);
    let truncated = "die Datei bricht mitten im Protokoll ab. Vermutlich wurde sie unvollständig \
                     übertragen";
    for end in (60..whole.len()).step_by(7) {
        let problems = read(&whole[..end]).unwrap_err();
        assert!(problems[0].ends_with(truncated), "{end}: {problems:?}");
    }
    check_problem(
        "Fall,Zeit,Amt\n1,2025-01-01,\"Amt\n2,2025-01-01,Amt\n",
        "log, Zeile 2: ein Anführungszeichen wird geöffnet und nicht wieder geschlossen",
    );
}

#[test]
fn files_without_anything_are_refused() {
    let empty = "log: die Datei ist leer oder enthält nur Leerzeichen";
    check_problem("", empty);
    check_problem(" \n", empty);
    check_problem(" ".repeat(20_000_000), empty);
    check_problem("<log>\n</log>", "log: das Protokoll enthält keinen Fall");
    check_problem("Fall,Zeit,Amt\n", "log: das Protokoll enthält keinen Fall");
    check_problem(
        log(&[(9, &["A x - -"])]),
        "log: kein Ereignis hat einen lesbaren Zeitpunkt (zum Beispiel 2025-03-31T14:05:00+02:00 \
         oder 31.03.2025 14:05)",
    );
    let blanks = format!("{HEAD}{}<trace/></log>", " \n".repeat(4_000_000));
    assert_eq!(read(blanks).unwrap_err().len(), 1);
}

#[test]
fn other_kinds_of_files_are_recognised() {
    check_problem(b"\xFF\xFE<\0l\0", "log: die Datei ist in UTF-16. Bitte in UTF-8 speichern");
    let packed = "log: die Datei ist gepackt (zip oder gz). Bitte zuerst entpacken";
    check_problem(b"\x1F\x8B\x08\0\0", packed);
    check_problem(b"PK\x03\x04...", packed);
    let latin: Vec<u8> = log(&[(10, A_TO_B)])
        .replace("UTF-8", "ISO-8859-1")
        .replace('A', "Büro")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(handovers(&read(&latin).unwrap()), "Büro -> B 10/10 1440");
    let text = String::from_utf8_lossy(&latin).into_owned();
    let lying = [text[..60].replace("ISO-8859-1", "UTF-8").as_bytes(), &latin[60..]].concat();
    check_problem(
        lying,
        "log, Zeile 1: die Datei ist nicht in UTF-8, wie ihr Kopf es verspricht. Bitte in UTF-8 \
         speichern",
    );
}

#[test]
fn too_many_names_and_too_long_cases_are_refused() {
    let mut many = "Fall,Zeit,Amt,Schritt\n".to_owned();
    for number in 0..5_001 {
        writeln!(many, "{number},2025-01-01,Amt {number},x").unwrap();
    }
    check_problem(
        &many,
        "log, Zeile 5002: mehr als 5000 verschiedene Organisationen. Vermutlich steht dort etwas \
         anderes, zum Beispiel ein Aktenzeichen",
    );
    let long = format!("Fall,Zeit,Amt\n{}", "1,2025-01-01,Amt\n".repeat(200_001));
    check_problem(
        &long,
        "log: ein Fall hat mehr als 200000 Ereignisse. Vermutlich ist die Fallkennung nicht die \
         richtige",
    );
    let wide = format!("Fall,Zeit,Amt{}\n", ",x".repeat(2_000));
    check_problem(&wide, "log, Zeile 1: mehr als 1000 Spalten");
}

#[test]
fn a_problem_stays() {
    let mut reader = EventLogReader::new(EventLogOptions::default());
    let problem = reader.push(format!("<html>{}", " ".repeat(100_000)).as_bytes()).unwrap_err();
    assert_eq!(reader.push(b"<log/>").unwrap_err(), problem);
    assert_eq!(reader.finish().unwrap_err(), [problem]);
}

/// Random events of one case as `(minute, organisation)`, some of them without organisation.
fn random_trace(r: &mut Random) -> Vec<(i64, Option<usize>)> {
    let event = |r: &mut Random| {
        let minute = i64::try_from(r.below(5_000)).unwrap();
        (minute, (r.below(8) > 0).then(|| r.below(4)))
    };
    (0..r.below(12)).map(|_| event(r)).collect()
}

/// All waits for each pair of organisations, by brute force.
fn expected_waits(traces: &[Vec<(i64, Option<usize>)>]) -> BTreeMap<(usize, usize), Vec<i64>> {
    let mut waits: BTreeMap<_, Vec<i64>> = BTreeMap::new();
    for trace in traces {
        let mut events: Vec<_> =
            trace.iter().filter_map(|(at, who)| Some((*at, (*who)?))).collect();
        events.sort_by_key(|(at, _)| *at);
        for pair in events.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
            waits.entry((pair[0].1, pair[1].1)).or_default().push(pair[1].0 - pair[0].0);
        }
    }
    waits
}

fn as_xes(traces: &[Vec<(i64, Option<usize>)>]) -> String {
    let base: jiff::Timestamp = v("2025-01-01T00:00:00Z");
    let event_text = |(at, who): &(i64, Option<usize>)| {
        let at = jiff::Timestamp::from_second(base.as_second() + at * 60).unwrap();
        event(&format!("{} x {at} -", who.map_or("-".to_owned(), |who| format!("O{who}"))))
    };
    let traces = traces.iter().map(|trace| {
        let events: String = trace.iter().map(event_text).collect();
        format!("<trace>{events}</trace>\n")
    });
    format!("{HEAD}{}</log>", traces.collect::<String>())
}

#[test]
fn counts_agree_with_brute_force_however_the_file_is_cut() {
    for seed in 0..20 {
        let mut r = Random(seed);
        let traces: Vec<_> = (0..60).map(|_| random_trace(&mut r)).collect();
        let text = as_xes(&traces);
        let whole = read(&text).unwrap();
        let waits = expected_waits(&traces);
        for pair in &whole.handovers {
            let number = |name: &str| v::<usize>(&name[1..]);
            let mut waits = waits[&(number(&pair.from), number(&pair.to))].clone();
            waits.sort_unstable();
            assert_eq!(pair.n_handovers, u64::try_from(waits.len()).unwrap(), "seed {seed}");
            let found = pair.waits.map(|found| found.median);
            let median = u64::try_from(waits[(waits.len() - 1) / 2]).unwrap();
            assert!(found.is_none_or(|found| found == Days::from_minutes(median)), "seed {seed}");
            assert_eq!(found.is_some(), pair.n_cases >= 10, "seed {seed}");
        }
        assert_eq!(whole.handovers.len() + whole.n_suppressed_handovers, waits.len());
        let mut reader = EventLogReader::new(EventLogOptions::default());
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let (chunk, tail) = rest.split_at((r.below(300) + 1).min(rest.len()));
            reader.push(chunk).unwrap();
            rest = tail;
        }
        assert_eq!(reader.finish().unwrap(), whole, "seed {seed}");
    }
}

#[test]
fn damaged_logs_never_panic() {
    let csv = format!("Fall;Zeit;Amt\r\n{}", "1;2025-01-01;\"A\"\r\n2;1.2.2025;B\r\n".repeat(6));
    let xes = log(&[(6, A_TO_B)]);
    for seed in 0..400 {
        let mut r = Random(seed);
        let mut bytes = if r.chance() { xes.clone() } else { csv.clone() }.into_bytes();
        for _ in 0..=r.below(6) {
            let position = r.below(bytes.len());
            match r.below(3) {
                0 => bytes[position] = r.pick(b"<>&;\"',\n\0\xFF\xC3/!-"),
                1 => bytes.truncate(position.max(1)),
                _ => {
                    let copy = bytes[position..].to_vec();
                    bytes.extend(copy);
                }
            }
        }
        if let Err(problems) = read(&bytes) {
            assert!(problems.iter().all(|problem| problem.starts_with("log")), "{problems:?}");
        }
    }
}

#[test]
fn counts_become_relations_and_observations() {
    let c_to_b = &["C x 2025-02-01 -", "B y 2025-02-02 -"];
    let counts = read(log(&[(30, A_TO_B), (6, c_to_b)])).unwrap();
    let actors: BTreeMap<String, model::ActorId> = [("A", "abh"), ("B", "jobcenter"), ("C", "ki")]
        .map(|(name, actor)| (name.to_owned(), v(actor)))
        .into();
    let rows = counts.to_rows(&actors, &BTreeMap::new(), "Protokoll 2025.xes").unwrap();
    let keys: Vec<String> = rows.iter().map(|row| row.key().to_string()).collect();
    assert_eq!(
        keys,
        [
            "sources:import-protokoll-2025",
            "relations:uebergabe-abh-jobcenter",
            "observations:uebergabe-abh-jobcenter-menge-202501-2",
            "observations:uebergabe-abh-jobcenter-wartezeit-202501-2",
            "observations:uebergabe-abh-jobcenter-wartezeit-p90-202501-2",
            "relations:uebergabe-ki-jobcenter",
            "observations:uebergabe-ki-jobcenter-menge-202501-2",
        ]
    );
    let Row::Observations(sent) = &rows[2] else { panic!() };
    assert_eq!((sent.value, sent.n), (v("15"), Some(2)));
    let Row::Observations(wait) = &rows[3] else { panic!() };
    assert_eq!((wait.value, wait.n), (v("1"), Some(30)));
    assert!(wait.check_clock().is_ok());
    let Row::Relations(relation) = &rows[1] else { panic!() };
    let known = [((relation.from.clone(), relation.to.clone()), v("schon-da"))].into();
    let again = counts.to_rows(&actors, &known, "Protokoll 2025.xes").unwrap();
    assert_eq!(again[1].key().to_string(), "observations:schon-da-menge-202501-2");
    let file = exchange::write_json_rows(&v("05774"), &again).unwrap();
    let draft = exchange::read_file("p.json", &file, &model::CodeBook::default());
    assert_eq!(draft.problems, [], "what they refer to is elsewhere");
    let sorted = |rows: &[Row]| {
        let mut keys: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
        keys.sort();
        keys
    };
    assert_eq!(sorted(&draft.rows), sorted(&again));
}

#[test]
fn the_header_of_a_csv_log_can_be_asked_for() {
    let header = |text: &str| exchange::event_log::log_header(text.as_bytes());
    let found = header("\u{feff}Fall;\"Schritt; Art\";Zeit;Dienst\n1;a;2025-01-01;A\n").unwrap();
    assert_eq!(found, ["Fall", "Schritt; Art", "Zeit", "Dienst"]);
    assert_eq!(header("<log>\n</log>"), None);
    assert_eq!(header("Fall;Schritt"), None, "the first line is not complete");
    assert_eq!(header(""), None);
}

#[test]
fn organisations_of_one_actor_add_up() {
    let c_to_b = &["C x 2025-01-01 -", "B y 2025-01-05 -"];
    let a_to_c = &["A x 2025-01-01 -", "C y 2025-01-05 -"];
    let counts = read(log(&[(30, A_TO_B), (10, c_to_b), (10, a_to_c)])).unwrap();
    let actors: BTreeMap<String, model::ActorId> = [("A", "abh"), ("B", "jobcenter"), ("C", "abh")]
        .map(|(name, actor)| (name.to_owned(), v(actor)))
        .into();
    let rows = counts.to_rows(&actors, &BTreeMap::new(), "log").unwrap();
    assert_eq!(rows.len(), 3, "a source, a relation, a volume, no quantiles");
    let Row::Observations(sent) = &rows[2] else { panic!() };
    assert_eq!(sent.value, v("40"));
}
