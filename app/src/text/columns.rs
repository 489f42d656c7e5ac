//! What the columns of the tables are called in forms, lists and the history.

use model::{Lang, TableName};

/// The name of a column; the bare name for one that has no other.
pub(crate) fn column_label(lang: Lang, table: TableName, column: &str) -> String {
    let own = match (table, column) {
        (TableName::Services | TableName::Memberships | TableName::Jurisdictions, "actor") => {
            ("Akteur", "Actor")
        }
        (TableName::Committees | TableName::Posts, "label") => ("Bezeichnung", "Name"),
        (TableName::Regions, "label") => ("amtlicher Name", "official name"),
        (TableName::Actors, "parent") => ("Teil von", "Part of"),
        (TableName::Regions, "parent") => ("liegt in", "lies in"),
        (TableName::Actors, "region") => ("Ort", "Place"),
        (TableName::Actors, "model") => ("Jobcenter-Modell", "Jobcenter model"),
        (TableName::Relations, "from") => ("Von", "From"),
        (TableName::Relations, "to") => ("An", "To"),
        (TableName::Relations, "service") => ("Angebot des Empfängers", "Receiving service"),
        _ => shared(column),
    };
    let label = match lang {
        Lang::De => own.0,
        Lang::En => own.1,
    };
    if label.is_empty() { column.to_owned() } else { label.to_owned() }
}

fn shared(column: &str) -> (&'static str, &'static str) {
    match of_actors_and_services(column) {
        ("", _) => of_ties_and_numbers(column),
        known => known,
    }
}

fn of_actors_and_services(column: &str) -> (&'static str, &'static str) {
    match column {
        "id" => ("Kennung", "Id"),
        "kind" => ("Art", "Kind"),
        "name" => ("Name", "Name"),
        "short_name" => ("Kurzname", "Short name"),
        "aliases" => ("auch genannt", "Also called"),
        "sector" => ("Sektor", "Sector"),
        "level" => ("Ebene", "Level"),
        "contact" => ("Funktionspostfach oder Telefon", "Office mailbox or telephone"),
        "church_law" => ("Kirchliches Datenschutzrecht", "Church data protection law"),
        "note" => ("Bemerkung", "Note"),
        "fields" => ("Handlungsfelder", "Fields of action"),
        "target_groups" => ("Zielgruppen", "Target groups"),
        "residence_statuses" => ("Nur für Aufenthaltsstatus", "Only for residence status"),
        "regimes" => ("Rechtskreise", "Legal regimes"),
        "regime" => ("Rechtskreis", "Legal regime"),
        "regime_from" => ("aus Rechtskreis", "From legal regime"),
        "regime_to" => ("in Rechtskreis", "To legal regime"),
        "languages" => ("Sprachen (Kürzel, z. B. de, ar, uk)", "Languages (tags, e.g. de, ar, uk)"),
        "childcare" => ("Kinderbetreuung", "Childcare"),
        "cost" => ("Kosten", "Cost"),
        "access" => ("Zugang", "Access"),
        "entry_point" => ("Anlaufstelle", "Entry point"),
        "eligibility" => ("Voraussetzung", "Eligibility"),
        "required_documents" => ("Nötige Unterlagen", "Required documents"),
        "capacity" => ("Kapazität", "Capacity"),
        "capacity_unit" => ("Einheit der Kapazität", "Unit of the capacity"),
        "leika_key" => ("LeiKa-Schlüssel", "LeiKa key"),
        "status" => ("Zustand", "Status"),
        "pillar" => ("Baustein", "Pillar"),
        "employer" => ("Anstellungsträger", "Employer"),
        "workplace" => ("Einsatzort", "Workplace"),
        "fte" => ("Stellenanteil", "Full-time equivalents"),
        "funded_fte" => ("davon gefördert", "Of these funded"),
        "vacant_fte" => ("davon unbesetzt", "Of these vacant"),
        "serves" => ("Zuständig für", "Serves"),
        "supervised_by" => ("Fachaufsicht", "Supervised by"),
        "chair" => ("Leitung", "Chair"),
        "rhythm" => ("Rhythmus", "Rhythm"),
        "mandate" => ("Auftrag", "Mandate"),
        "committee" => ("Gremium", "Committee"),
        "role" => ("Rolle", "Role"),
        "voting" => ("Stimmrecht", "Vote"),
        "since" => ("seit", "Since"),
        "regions" => ("Gebiete", "Areas"),
        "legal_basis" => ("Rechtsgrundlage", "Legal basis"),
        _ => ("", ""),
    }
}

fn of_ties_and_numbers(column: &str) -> (&'static str, &'static str) {
    match column {
        "handover_mode" => ("Übergabe", "Hand-over"),
        "channel" => ("Kanal", "Channel"),
        "media_breaks" => ("Medienbrüche", "Media breaks"),
        "consent_needed" => ("Einwilligung nötig", "Consent needed"),
        "agreement" => ("Kooperationsvereinbarung", "Agreement"),
        "agreed_days" => ("Vereinbarte Frist (Tage)", "Agreed time (days)"),
        "feedback_agreed" => ("Rückmeldung vereinbart", "Feedback agreed"),
        "quality_by_sender" => {
            ("Güte aus Sicht der Absender (1 bis 5)", "Quality, sender (1 to 5)")
        }
        "quality_by_receiver" => {
            ("Güte aus Sicht der Empfänger (1 bis 5)", "Quality, receiver (1 to 5)")
        }
        "confirmed_by_sender" => ("Vom Absender bestätigt am", "Confirmed by sender on"),
        "confirmed_by_receiver" => ("Vom Empfänger bestätigt am", "Confirmed by receiver on"),
        "standard" => ("Datenstandard", "Data standard"),
        "amount_eur" => ("Betrag im Jahr (Euro)", "Amount per year (euros)"),
        "times_per_year" => ("Mal im Jahr", "Times a year"),
        "entity_kind" => ("Art des Eintrags", "Kind of entry"),
        "entity" => ("Bezieht sich auf", "About"),
        "metric" => ("Was gemessen ist", "What is measured"),
        "value" => ("Wert", "Value"),
        "unit" => ("Einheit", "Unit"),
        "statistic" => ("Statistik", "Statistic"),
        "n" => ("Fälle oder Monate dahinter (n)", "Cases or months behind it (n)"),
        "period_from" => ("Zeitraum von", "Period from"),
        "period_to" => ("Zeitraum bis", "Period to"),
        "clock_from" => ("Gezählt ab (Ereignis)", "Counted from (event)"),
        "clock_to" => ("Gezählt bis (Ereignis)", "Counted until (event)"),
        "method" => ("Methode", "Method"),
        "title" => ("Titel", "Title"),
        "publisher" => ("Herausgeber", "Publisher"),
        "url" => ("Internetadresse", "Web address"),
        "date" => ("Datum", "Date"),
        "quote" => ("Zitat (höchstens 200 Zeichen)", "Quote (at most 200 characters)"),
        "ags" => ("AGS", "AGS"),
        "ars" => ("ARS", "ARS"),
        "lat" => ("Breite (Grad)", "Latitude (degrees)"),
        "lon" => ("Länge (Grad)", "Longitude (degrees)"),
        "population" => ("Einwohnerzahl", "Population"),
        "population_date" => ("Stand der Einwohnerzahl", "Date of the population"),
        "kim_status" => ("Stand im KIM", "KIM status"),
        "valid_from" => ("gilt ab", "Valid from"),
        "valid_to" => ("gilt bis", "Valid to"),
        "sources" => ("Quellen", "Sources"),
        "confidence" => ("Verlässlichkeit", "Confidence"),
        "visibility" => ("Sichtbar für", "Visible to"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_has_a_name_in_both_languages() {
        for table in TableName::ALL {
            for column in exchange::columns(*table) {
                for lang in [Lang::De, Lang::En] {
                    assert_ne!(column_label(lang, *table, column), column, "{table}.{column}");
                }
            }
        }
    }
}
