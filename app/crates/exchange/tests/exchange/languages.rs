//! Every message is there in German and in English.

use std::fmt::Display;

use exchange::dcat::{DcatField, DcatProblem};
use exchange::event_log::{EventLogProblem, LogColumn};
use exchange::hsds::HsdsProblem;
use exchange::{
    CellProblem, FileProblem, Format, FoundingBookProblem, LandProblem, NameWord, Note, Part,
    Problem, Reason, SetValue, WriteProblem,
};
use model::{
    ActorKind, ChainProblem, CodeListKind, IntegrityProblem, InvalidDecimal, InvalidId, Lang,
    Reference, TableName,
};

use crate::rich::v;

/// What stands between the quotation marks of either language is what a file says.
fn unquoted(text: &str) -> String {
    let mut is_quoted = false;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            c if !is_quoted => rest.push(c),
            _ => {}
        }
    }
    rest
}

#[track_caller]
fn check(german: &str, english: &str) {
    assert_ne!(german, english);
    for text in [german, english] {
        assert!(!text.is_empty() && !text.contains(['\n', '{', '}']) && !text.contains("  "));
    }
    let words = unquoted(english);
    assert!(!words.contains(['ä', 'ö', 'ü', 'ß', '„', '“']), "{english}");
    let german_words = ["die", "der", "das", "nicht", "kein", "keine", "Spalte", "Blatt", "Zeile"];
    let found = words.split(|c: char| !c.is_alphabetic()).find(|word| german_words.contains(word));
    assert_eq!(found, None, "{english}");
}

#[track_caller]
fn check_all<T: Display>(problems: &[T], text: impl Fn(&T, Lang) -> String) {
    for problem in problems {
        let (german, english) = (text(problem, Lang::De), text(problem, Lang::En));
        check(&german, &english);
        assert_eq!(problem.to_string(), german, "the command line is German");
    }
}

fn x() -> String {
    "x".to_owned()
}

#[test]
fn problems_of_files_are_in_both_languages() {
    use FileProblem as P;
    let problems = [
        P::Empty,
        P::UnknownFormat,
        P::EventLog,
        P::OldExcel,
        P::NotText,
        P::BrokenArchive,
        P::TooManyEntries,
        P::TooMuchUnpacked,
        P::DuplicateEntry(x()),
        P::BrokenWorkbook,
        P::CellError { cell: x(), text: x() },
        P::UnknownSheet(x()),
        P::TooManyRows,
        P::TooManyColumns,
        P::TooComplex,
        P::BrokenXml,
        P::Doctype,
        P::UnknownEntity(x()),
        P::TooDeep,
        P::BrokenJson,
        P::WrongJson,
        P::UnknownVersion(2),
        P::NeedsMapping,
        P::UnmappedColumn,
        P::NoContent,
        P::MissingEnd,
        P::UnknownEnd(x()),
    ];
    check_all(&problems, FileProblem::text);
    let long = WriteProblem::LongText { sheet: "actors", line: 2, column: "note" };
    let many = WriteProblem::ManyRows { sheet: "actors" };
    check_all(&[long, many, WriteProblem::Failed], WriteProblem::text);
}

#[test]
fn problems_of_logs_are_in_both_languages() {
    use EventLogProblem as P;
    let mut problems = vec![
        P::Empty,
        P::TooLarge,
        P::Utf16,
        P::Encoding,
        P::Packed,
        P::Doctype,
        P::Entity,
        P::TooDeep,
        P::LongToken,
        P::Malformed,
        P::NotXes,
        P::Truncated,
        P::NoTraces,
        P::NoTimes,
        P::NoOrganisations { expected: "org:group" },
        P::OnlyResources,
        P::TooManyOrganisations,
        P::TooManyActivities,
        P::TooManyPairs,
        P::LongTrace,
        P::TooManyEvents,
        P::TooManyColumns,
    ];
    for what in [
        LogColumn::Case,
        LogColumn::Activity,
        LogColumn::Time,
        LogColumn::Start,
        LogColumn::Lifecycle,
        LogColumn::Organisation,
    ] {
        problems.push(P::ColumnNotFound { what, found: x() });
    }
    check_all(&problems, EventLogProblem::text);
}

#[test]
fn problems_of_directories_are_in_both_languages() {
    use HsdsProblem as P;
    let problems = [
        P::Unwritable,
        P::NotHsds,
        P::TooManyRecords,
        P::TooManyRows,
        P::MissingValue("name"),
        P::DuplicateId(x()),
        P::UnknownOrganization(x()),
        P::CircularParents,
        P::NoField,
    ];
    check_all(&problems, HsdsProblem::text);
}

#[test]
fn problems_of_metadata_are_in_both_languages() {
    use DcatField as F;
    use DcatProblem as P;
    let fields = [
        F::Uri,
        F::Title,
        F::Description,
        F::PublisherName,
        F::PublisherHomepage,
        F::ContactOrganisation,
        F::ContactEmail,
        F::ContactForm,
        F::ContributorId,
        F::LandingPage,
        F::Temporal,
        F::Attribution,
        F::Distributions,
        F::FileTitle(0),
        F::FileFormat(0),
        F::FileMediaType(0),
        F::FileAddress(0),
    ];
    for field in fields {
        check(field.label(Lang::De), field.label(Lang::En));
    }
    let mut problems = vec![
        P::NotAMailbox(x()),
        P::NotAMediaType { file: 0, text: x() },
        P::NotAFileType { file: 0, text: x() },
        P::PeriodReversed { from: v("2025-02-01"), to: v("2025-01-01") },
    ];
    problems.extend(fields.map(P::Missing));
    problems.extend(fields.map(|field| P::NotAnAddress { field, text: x() }));
    check_all(&problems, DcatProblem::text);
    assert_eq!(P::Missing(F::Title).text(Lang::En), "the title is missing");
    assert_eq!(P::Missing(F::Uri).text(Lang::En), "the URI of the dataset is missing");
}

#[test]
fn problems_of_what_a_network_is_founded_on_are_in_both_languages() {
    use FoundingBookProblem as B;
    use LandProblem as L;
    let land = [
        L::OtherLabel { name: x() },
        L::UnknownKreis { kreis: x() },
        L::Municipalities { n: 2 },
        L::UnknownSeat { seat: x() },
        L::OtherName { digits: x(), first: x() },
    ];
    check_all(&land, LandProblem::text);
    let book = [
        B::OpenBrace,
        B::UnknownWord(x()),
        B::WordOutOfPlace(NameWord::Gemeinde),
        B::OnlyPerMunicipality,
        B::LegalBases { n_regimes: 2, n_bases: 3 },
        B::AreaDigits(x()),
        B::UnknownActor(x()),
        B::NotBeside(x()),
        B::Circular(x()),
        B::NothingToTakeOver(x()),
    ];
    check_all(&book, FoundingBookProblem::text);
}

fn rules_between_rows() -> Vec<Reason> {
    use IntegrityProblem as P;
    let table = "actors";
    let mut problems = vec![
        P::DuplicateId { table, row: x() },
        P::ForeignService { row: x(), service: x(), receiver: x() },
        P::Circular { table, row: x() },
        P::MissingKreis("05774".to_owned()),
        P::Unsourced { table, row: x() },
        P::LongQuote { row: x() },
        P::MissingClock { row: x() },
    ];
    for reference in [
        Reference::Region,
        Reference::Actor,
        Reference::Service,
        Reference::Committee,
        Reference::Relation,
        Reference::Source,
    ] {
        problems.push(P::Dangling { table, row: x(), reference, target: x() });
    }
    let chains = [
        ChainProblem::DuplicateId { table: "chains", row: x() },
        ChainProblem::UnknownChain { table: "chain_steps", row: x(), chain: v("k") },
        ChainProblem::UnknownStep { row: x(), column: "step", chain: v("k"), step: v("s") },
        ChainProblem::NoProvider { row: x() },
        ChainProblem::NoGoal { row: x() },
        ChainProblem::Circular { row: x(), steps: vec![x(), x()] },
    ];
    problems.into_iter().map(Reason::from).chain(chains.map(Reason::from)).collect()
}

#[test]
fn reasons_are_in_both_languages() {
    use Reason as R;
    let unknown = |text: &str| text.parse::<ActorKind>().unwrap_err();
    let mut reasons = vec![
        R::MissingFile,
        R::UnknownFile { expected: vec!["actors.csv"], nearest: Some("actors.csv") },
        R::FileTooLarge,
        R::NotUtf8,
        R::Windows1252,
        R::Utf16,
        R::OpenQuote,
        R::MissingHeader,
        R::MissingColumn,
        R::UnknownColumn { nearest: Some("id") },
        R::UnknownColumn { nearest: None },
        R::DuplicateColumn,
        R::FieldCount { expected: 2, found: 3 },
        R::EmptyField,
        R::RepeatedItem(x()),
        R::NeededWith { other: "lat" },
        R::UnknownCode { problem: unknown("amt"), allowed: vec!["other"], nearest: Some("other") },
        R::Id(InvalidId::Slug(x())),
        R::Id(InvalidId::Ags(x())),
        R::Id(InvalidId::AgsWithoutLeadingZero("5774".to_owned())),
        R::Id(InvalidId::Language(x())),
        R::IdIsNotAgs { id: x(), ags: x() },
        R::Ars(x()),
        R::ArsWithoutLeadingZero(x()),
        R::Date { text: x(), nearest: "2025-01-31".parse().ok() },
        R::Date { text: x(), nearest: None },
        R::Flag(x()),
        R::Decimal(InvalidDecimal(x())),
        R::Negative(x()),
        R::WholeNumber(x()),
        R::TooLarge { text: x(), max: 255 },
        R::Fte(x()),
        R::Rating(x()),
        R::Degrees(x()),
        R::DegreesOutOfRange { text: x(), max: 90 },
        R::NoKreis,
        R::SeveralKreise { first: x() },
        R::File(FileProblem::Empty),
        R::EventLog(EventLogProblem::Empty),
        R::Hsds(HsdsProblem::NotHsds),
        R::Land(LandProblem::Municipalities { n: 2 }),
        R::FoundingBook(FoundingBookProblem::OpenBrace),
        R::Further(2),
    ];
    for list in CodeListKind::ALL {
        reasons.push(R::NotInCodeBook { list: *list, code: x(), nearest: Some(x()) });
    }
    reasons.append(&mut rules_between_rows());
    check_all(&reasons, Reason::text);
    let cell = CellProblem { column: x(), reason: R::EmptyField };
    assert_eq!(cell.text(Lang::En), "the field is empty but needed");
    let code = R::UnknownCode { problem: unknown("amt"), allowed: vec!["other"], nearest: None };
    let text = code.text(Lang::En);
    assert_eq!(text, "“amt” is not a valid value for kind of actor. Allowed: other");
}

#[test]
fn places_are_in_both_languages() {
    let problem = |part: Option<Part>| Problem {
        part,
        line: Some(3),
        column: Some("name".to_owned()),
        ..Problem::of_file("a.xlsx", Reason::EmptyField)
    };
    let parts = [
        None,
        Some(Part::Sheet(x())),
        Some(Part::Organization(x())),
        Some(Part::Service("Café".to_owned())),
    ];
    check_all(&parts.map(problem), Problem::text);
}

#[test]
fn notes_are_in_both_languages() {
    let values = [
        SetValue::ActorKind(ActorKind::Other),
        SetValue::Sector(model::Sector::CivilSociety),
        SetValue::Level(model::Level::Land),
        SetValue::ServiceKind(model::ServiceKind::Other),
        SetValue::Access(model::Access::Open),
        SetValue::Field(v("sprache")),
    ];
    let mut notes = vec![
        Note::OtherKind { text: String::new(), n_actors: 1 },
        Note::OtherKind { text: x(), n_actors: 1 },
        Note::Cooperation { text: String::new(), n_relations: 1 },
        Note::Cooperation { text: x(), n_relations: 1 },
        Note::ReadAs { column: "kind", text: x(), value: x() },
        Note::OnlyInConnections { label: x() },
        Note::BothWays { n_relations: 1 },
        Note::LeftOut { names: vec![x()] },
        Note::NotRead { name: x() },
        Note::SheetNotRead { sheet: x() },
        Note::Unsupported { element: "hyperedge" },
        Note::NoField { n_services: 2 },
        Note::PersonalMailbox { organization: x(), mailbox: x() },
    ];
    notes.extend(values.map(|value| Note::Set { value, n_rows: 2 }));
    check_all(&notes, Note::text);
}

#[test]
fn formats_have_a_label_in_both_languages() {
    for format in [
        Format::CsvTable(TableName::Actors),
        Format::CsvZip,
        Format::Xlsx,
        Format::Json,
        Format::KumuJson,
        Format::KumuCsv,
        Format::KumuXlsx,
        Format::GraphMl,
        Format::Gexf,
        Format::HsdsJson,
        Format::HsdsPackage,
    ] {
        assert!(!format.label(Lang::De).is_empty());
        let english = format.label(Lang::En);
        assert!(!english.contains(['ä', 'ö', 'ü', 'ß']) && !english.contains("paket"), "{english}");
    }
}
