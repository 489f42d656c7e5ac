//! Files that are broken, too large, or meant to do harm.

use exchange::hsds::{write_hsds_json, write_hsds_package};
use exchange::{
    CsvFiles, Draft, FileProblem, Reason, headers, read_file, read_json, read_mapped,
    write_csv_zip, write_gexf, write_graphml, write_json, write_kumu_json, write_kumu_xlsx,
    write_xlsx, zip_files,
};
use model::{ActorKind, Row};

use crate::fuzz::mutate;
use crate::generate::Random;
use crate::rich;

fn read(name: &str, bytes: &[u8]) -> Draft {
    read_file(name, bytes, &rich::code_book())
}

fn messages(draft: &Draft) -> Vec<String> {
    draft.problems.iter().map(ToString::to_string).collect()
}

/// A file of which nothing is read, for this one reason.
#[track_caller]
fn check_refused(name: &str, bytes: &[u8], expected: &FileProblem) {
    let draft = read(name, bytes);
    assert_eq!(draft.rows, []);
    let reasons: Vec<&Reason> = draft.problems.iter().map(|problem| &problem.reason).collect();
    assert_eq!(reasons, [&Reason::File(expected.clone())]);
}

/// A workbook with one sheet, by its XML.
fn workbook(sheet: &str, rows: &str) -> Vec<u8> {
    workbook_of(&[
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                 <sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                 <sheetData>{rows}</sheetData></worksheet>"
            ),
        ),
    ])
}

fn workbook_of(parts: &[(&str, &str)]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |items: &[(&str, &str, &str)]| {
        let items = items.iter().map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}\"/>")
        });
        format!(
            "<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>",
            items.collect::<String>()
        )
    };
    let styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                  <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let mut files = CsvFiles::default();
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", &relations(&[("rId1", "officeDocument", "xl/workbook.xml")])),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
            ]),
        ),
        ("xl/styles.xml", styles),
    ]
    .iter()
    .chain(parts)
    {
        files.insert(*name, text.as_bytes().to_vec());
    }
    zip_files(&files).unwrap()
}

/// A row of inline texts.
fn row(number: usize, cells: &[&str]) -> String {
    let cells = cells.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
}

#[test]
fn a_formula_counts_as_its_value_and_is_not_run() {
    let head = row(1, &["id", "kind", "title", "date"]);
    let cells = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c>\
        <c r=\"B2\" t=\"str\"><f>CONCAT(&quot;la&quot;,&quot;w&quot;)</f><v>law</v></c>\
        <c r=\"C2\"><f>2+3</f><v>5.0</v></c><c r=\"D2\" s=\"1\"><v>45657</v></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>b</t></is></c>\
        <c r=\"B3\" t=\"inlineStr\"><is><t>law</t></is></c>\
        <c r=\"C3\" t=\"inlineStr\"><is><t>=HYPERLINK(\"x\")</t></is></c>\
        <c r=\"D3\" t=\"d\"><v>2024-02-29T00:00:00</v></c></row>\
        <row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>c</t></is></c><c r=\"B5\"/>\
        <c r=\"C5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";
    let draft = read("q.xlsx", &workbook("Quelle", &(head + cells)));
    let sources: Vec<(&str, String)> = draft
        .rows
        .iter()
        .map(|row| match row {
            Row::Sources(row) => (row.title.as_str(), row.date.unwrap().to_string()),
            other => panic!("{}", other.key()),
        })
        .collect();
    assert_eq!(
        sources,
        [("5", "2024-12-31".to_owned()), ("=HYPERLINK(\"x\")", "2024-02-29".to_owned())]
    );
    assert_eq!(
        messages(&draft),
        [
            "q.xlsx, Blatt Quelle, Zeile 5, Spalte kind: das Feld ist leer, wird aber gebraucht",
            "q.xlsx, Blatt Quelle, Zeile 5, Spalte title: das Feld ist leer, wird aber gebraucht",
            "q.xlsx, Blatt Quelle, Zeile 5: die Zelle C5 zeigt den Fehler #DIV/0!",
        ]
    );
}

#[test]
fn a_sheet_that_says_it_is_huge_is_not() {
    let rows = format!(
        "{}{}<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>",
        row(1, &["id", "kind", "title"]),
        row(2, &["a", "law", "A"])
    );
    // Recognised by its columns.
    let draft = read("q.xlsx", &workbook("Tabelle1", &rows));
    assert_eq!(draft.rows.len(), 1);
    assert_eq!(
        messages(&draft),
        ["q.xlsx, Blatt Tabelle1, Zeile 1048576: die Zeile hat mehr als 256 Spalten"]
    );
}

#[test]
fn bombs_are_not_unpacked() {
    let bomb = [("datapackage.json", 2), ("organizations.csv", 70_000_000)];
    let bomb: CsvFiles =
        bomb.into_iter().map(|(name, len)| (name.to_owned(), vec![b' '; len])).collect();
    check_refused("h.zip", &zip_files(&bomb).unwrap(), &FileProblem::TooMuchUnpacked);
    let mut files = CsvFiles::default();
    files.insert("actors.csv", vec![b'a'; 70_000_000]);
    check_refused("a.zip", &zip_files(&files).unwrap(), &FileProblem::TooMuchUnpacked);
    let texts = "<row/>".repeat(12_000_000);
    check_refused("a.xlsx", &workbook("actors", &texts), &FileProblem::TooMuchUnpacked);
    let tags = "<c/>".repeat(5_000_000);
    check_refused("a.xlsx", &workbook("actors", &tags), &FileProblem::TooComplex);
    let styles = format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(200_000));
    let part = workbook_of(&[("xl/workbook.xml", "<workbook/>"), ("xl/theme.xml", &styles)]);
    check_refused("a.xlsx", &part, &FileProblem::TooComplex);
}

#[test]
fn nothing_is_expanded_or_fetched() {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [\n<!ENTITY a \"ha\">\n\
        <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<graphml><graph>&b;</graph></graphml>";
    check_refused("a.graphml", laughs.as_bytes(), &FileProblem::Doctype);
    let external = "<!DOCTYPE gexf SYSTEM \"file:///etc/passwd\"><gexf/>";
    check_refused("a.gexf", external.as_bytes(), &FileProblem::Doctype);
    let unknown = "<graphml><graph><node id=\"&passwd;\"/></graph></graphml>";
    let problem = FileProblem::UnknownEntity("passwd".to_owned());
    check_refused("a.graphml", unknown.as_bytes(), &problem);
    let sheet = "<!DOCTYPE worksheet [<!ENTITY a \"ha\">]><worksheet><sheetData/></worksheet>";
    let names = "<workbook><sheets><sheet name=\"actors\"/></sheets></workbook>";
    let parts = [("xl/workbook.xml", names), ("xl/worksheets/sheet1.xml", sheet)];
    check_refused("a.xlsx", &workbook_of(&parts), &FileProblem::Doctype);
}

#[test]
fn deep_nesting_is_refused() {
    let xml = format!("<graphml>{}", "<graph><node>".repeat(500_000));
    check_refused("a.graphml", xml.as_bytes(), &FileProblem::TooDeep);
    let json = format!("{{\"elements\":[{{\"label\":{}", "[".repeat(1_000_000));
    check_refused("a.json", json.as_bytes(), &FileProblem::BrokenJson);
    for (depth, problem) in [(1_000_000, FileProblem::TooComplex), (1_000, FileProblem::WrongJson)]
    {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let json = format!("{{\"elements\":[{{\"label\":{open}{close}}}]}}");
        check_refused("a.json", json.as_bytes(), &problem);
    }
}

/// Every format of a network, with the name of its file.
fn every_format() -> Vec<(&'static str, Vec<u8>)> {
    let network = rich::network();
    let file = exchange::NetworkFile {
        network: network.clone(),
        views: serde_json::Value::Null,
        history: Vec::new(),
    };
    vec![
        ("n.zip", write_csv_zip(&network).unwrap()),
        ("n.xlsx", write_xlsx(&network).unwrap()),
        ("n.json", write_json(&file).unwrap()),
        ("k.json", write_kumu_json(&network).unwrap()),
        ("k.xlsx", write_kumu_xlsx(&network).unwrap()),
        ("n.graphml", write_graphml(&network)),
        ("n.gexf", write_gexf(&network, &std::collections::BTreeMap::new())),
        ("h.json", write_hsds_json(&network, &rich::code_book())),
        ("h.zip", write_hsds_package(&network, &rich::code_book()).unwrap()),
    ]
}

#[test]
fn truncated_files_say_so() {
    let expected = [
        FileProblem::BrokenArchive,
        FileProblem::BrokenArchive,
        FileProblem::BrokenJson,
        FileProblem::BrokenJson,
        FileProblem::BrokenArchive,
        FileProblem::BrokenXml,
        FileProblem::BrokenXml,
        FileProblem::BrokenJson,
        FileProblem::BrokenArchive,
    ];
    for ((name, bytes), expected) in every_format().into_iter().zip(expected) {
        for part in 1..8 {
            check_refused(name, &bytes[..bytes.len() * part / 8], &expected);
        }
    }
}

#[test]
fn event_logs_are_refused_by_name() {
    let log = "<?xml version=\"1.0\"?>\n<log xes.version=\"1849-2016\"><trace/></log>";
    check_refused("protokoll.xml", log.as_bytes(), &FileProblem::EventLog);
    assert_eq!(
        messages(&read("protokoll.xes", log.as_bytes())),
        [
            "protokoll.xes: die Datei ist ein Ereignisprotokoll (XES). Es enthält einzelne Fälle und \
             wird nur im Browser ausgewertet: unter Daten, Ereignisprotokoll"
        ]
    );
}

#[test]
fn mutated_files_never_panic() {
    let mut r = Random(5);
    let codes = rich::code_book();
    let formats = every_format();
    let mut n_sound = 0;
    for _ in 0..350 {
        let (name, mut bytes) = r.pick(&formats);
        for _ in 0..=r.below(3) {
            mutate(&mut r, &mut bytes);
        }
        let draft = read(name, &bytes);
        n_sound += usize::from(draft.problems.is_empty());
        for message in
            messages(&draft).into_iter().chain(draft.notes.iter().map(ToString::to_string))
        {
            assert!(!message.contains(['\n', '\r']) && message.len() < 6000, "{message}");
        }
        if let Some(found) = headers(name, &bytes).item {
            let mappings: Vec<_> = found.into_iter().map(|sheet| sheet.proposal).collect();
            drop(read_mapped(name, &bytes, &mappings, &codes));
        }
        let preview = read_json(name, &bytes, &codes);
        assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    }
    assert!((10..340).contains(&n_sound), "{n_sound} of 350 are still sound");
}

/// The parts of a workbook are mutated one by one: a changed archive is mostly refused as a whole.
#[test]
fn mutated_parts_of_a_workbook_never_panic() {
    let mut r = Random(6);
    let head = row(1, &["id", "kind", "title", "date"]);
    let cells = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"b\"><v>1</v></c>\
                 <c r=\"C2\" s=\"1\"><v>45657</v></c><c r=\"D2\" t=\"e\"><v>#N/A</v></c></row>";
    let names = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"sources\" \
                 sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let sheet = format!(
        "<worksheet><dimension ref=\"A1:D2\"/><sheetData>{head}{cells}</sheetData></worksheet>"
    );
    let strings = "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>";
    for _ in 0..1000 {
        let mut parts = [names.to_owned(), sheet.clone(), strings.to_owned()];
        for _ in 0..=r.below(2) {
            let at = r.below(parts.len());
            let mut bytes = parts[at].clone().into_bytes();
            mutate(&mut r, &mut bytes);
            parts[at] = String::from_utf8_lossy(&bytes).into_owned();
        }
        let bytes = workbook_of(&[
            ("xl/workbook.xml", &parts[0]),
            ("xl/worksheets/sheet1.xml", &parts[1]),
            ("xl/sharedStrings.xml", &parts[2]),
        ]);
        let draft = read("q.xlsx", &bytes);
        assert!(!draft.rows.is_empty() || !draft.problems.is_empty() || !parts[1].contains("<v>"));
    }
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let line = |number| format!("s-{number},law,Gesetz {number}");
    let lines: Vec<String> = (0..100_000).map(line).collect();
    let text = "id,kind,title\n".to_owned() + &lines.join("\n");
    let draft = read("sources.csv", text.as_bytes());
    assert_eq!((draft.rows.len(), draft.problems.len()), (100_000, 0));
}

#[test]
fn too_many_rows_are_named() {
    let text = "id,kind,title\n".to_owned() + &"s,law,G\n".repeat(Draft::MAX_ROWS + 2);
    let draft = read("sources.csv", text.as_bytes());
    assert_eq!(draft.rows.len(), 1);
    assert!(messages(&draft).contains(
        &"sources.csv: die Datei hat mehr als 120000 Zeilen. Bitte auf mehrere Dateien aufteilen"
            .to_owned()
    ));
    let nodes = "<node/>".repeat(Draft::MAX_ROWS + 2);
    let graph = format!("<graphml><graph>{nodes}</graph></graphml>");
    check_refused("a.graphml", graph.as_bytes(), &FileProblem::TooManyRows);
}

#[test]
fn broken_rules_between_rows_are_named() {
    let text = "id,kind,name,parent,sector,level,sources,confidence\n\
                a,other,A,b,welfare,kreis,s,assumed\n\
                b,other,B,a,welfare,kreis,s,assumed\n\
                c,other,C,fehlt,welfare,kreis,s,assumed\n\
                c,other,noch einmal,,welfare,kreis,s,assumed\n";
    // A single table may be a part of a network: what it refers to may be there already.
    let draft = read("actors.csv", text.as_bytes());
    assert_eq!(
        messages(&draft),
        [
            "actors.csv, Zeile 2, Spalte parent: die Zugehörigkeit führt im Kreis zu „a“ zurück",
            "actors.csv, Zeile 5, Spalte id: die Kennung „c“ kommt mehrfach vor",
        ]
    );
    assert_eq!(draft.rows.len(), 3);
    let mut files = CsvFiles::default();
    files.insert("actors.csv", text.as_bytes().to_vec());
    let draft = read("n.zip", &zip_files(&files).unwrap());
    let expected = "actors.csv, Zeile 4, Spalte parent: Akteur „fehlt“ gibt es nicht".to_owned();
    assert!(messages(&draft).contains(&expected));
}

#[test]
fn broken_graphs_are_named() {
    let text = "<graphml><graph edgedefault=\"directed\">\n<node id=\"a\"/>\n<node id=\"a\"/>\n\
                <edge source=\"a\" target=\"x\"/>\n<edge source=\"a\"/>\n</graph></graphml>";
    let draft = read("g.graphml", text.as_bytes());
    assert_eq!(
        messages(&draft),
        [
            "g.graphml, Zeile 3: die Kennung „a“ kommt mehrfach vor",
            "g.graphml, Zeile 4: die Verbindung führt zu „x“, aber das gibt es in der Datei nicht",
            "g.graphml, Zeile 5: die Verbindung nennt ihren Anfang oder ihr Ende nicht",
        ]
    );
    let kinds: Vec<ActorKind> = draft
        .rows
        .iter()
        .filter_map(|row| if let Row::Actors(row) = row { Some(row.kind) } else { None })
        .collect();
    assert_eq!(kinds, [ActorKind::Other]);
    check_refused("g.graphml", b"<graphml/>", &FileProblem::NoContent);
    check_refused("k.json", b"{\"elements\":[]}", &FileProblem::NoContent);
}

#[test]
fn twenty_megabytes_of_zeros_are_refused() {
    let zeros = vec![0; CsvFiles::MAX_BYTES];
    for name in ["a.csv", "a.xlsx", "a.json"] {
        check_refused(name, &zeros, &FileProblem::NotText);
    }
    check_refused(
        "a.json",
        format!("{{\"elements\":[{}", "0,".repeat(9_000_000)).as_bytes(),
        &FileProblem::TooComplex,
    );
}

#[test]
fn more_attributes_or_columns_than_anybody_has_take_no_time() {
    let data = |n| format!("<data key=\"{n}\">x</data>");
    let data: Vec<String> = (0..200_000).map(data).collect();
    let text = format!("<graphml><graph><node id=\"a\">{}</node></graph></graphml>", data.concat());
    assert_eq!(messages(&read("g.graphml", text.as_bytes())), [""; 0]);
    let commas = "id,kind,title\n".to_owned() + &",".repeat(10_000_000);
    check_refused("q.csv", commas.as_bytes(), &FileProblem::TooManyColumns);
}

#[test]
fn edges_that_make_their_ends_have_the_limit_too() {
    let connection = |n| format!("{{\"from\":\"a{n}\",\"to\":\"b{n}\"}}");
    let connections: Vec<String> = (0..60_000).map(connection).collect();
    let text = format!("{{\"connections\":[{}]}}", connections.join(","));
    let draft = read("k.json", text.as_bytes());
    assert!(draft.rows.len() <= Draft::MAX_ROWS);
    let reasons: Vec<&Reason> = draft.problems.iter().map(|problem| &problem.reason).collect();
    assert_eq!(reasons, [&Reason::File(FileProblem::TooManyRows)]);
}

#[test]
fn a_hundred_thousand_edges_are_read() {
    let mut text = "<graphml><graph><node id=\"a\"/><node id=\"b\"/>".to_owned();
    text += &"<edge source=\"a\" target=\"b\"/>".repeat(100_000);
    text += "</graph></graphml>";
    let draft = read("g.graphml", text.as_bytes());
    // Two actors and the file as their source.
    assert_eq!((draft.rows.len(), draft.problems.len()), (100_003, 0));
}
