//! How people call our columns at the head of a list.

use model::TableName;

use crate::cells::columns;
use crate::nearest::same_word;

/// Words for columns that mean the same in every table that has them.
const LABELS: &[(&str, &[&str])] = &[
    ("id", &["Kennung", "Schlüssel", "Kurzzeichen"]),
    ("kind", &["Art", "Typ", "Type", "Kategorie", "Category"]),
    ("name", &["Bezeichnung", "Titel"]),
    ("short_name", &["Kurzname", "Kurzbezeichnung", "Abkürzung", "Abk.", "Short name"]),
    ("aliases", &["Andere Namen", "Weitere Namen", "Alias"]),
    ("parent", &["Gehört zu", "Teil von", "Übergeordnet", "Übergeordnete Stelle", "Part of"]),
    ("sector", &["Sektor", "Trägerschaft"]),
    ("level", &["Ebene"]),
    ("region", &["Gebiet", "Ort", "Kommune", "Gemeinde", "Stadt", "Sitz", "Standort"]),
    ("contact", &["Kontakt", "Funktionspostfach", "Telefon", "E-Mail", "Telefonnummer"]),
    ("church_law", &["Kirchliches Recht"]),
    ("model", &["Modell", "Jobcenter-Modell"]),
    ("note", &["Notiz", "Bemerkung", "Bemerkungen", "Anmerkung", "Beschreibung", "Description"]),
    ("valid_from", &["Gültig ab", "Gilt ab", "Gültig von"]),
    ("valid_to", &["Gültig bis", "Gilt bis"]),
    ("sources", &["Quelle", "Quellen"]),
    ("confidence", &["Verlässlichkeit"]),
    ("visibility", &["Sichtbarkeit"]),
    ("actor", &["Akteur", "Anbieter", "Träger", "Stelle"]),
    ("fields", &["Handlungsfeld", "Handlungsfelder", "Themen"]),
    ("target_groups", &["Zielgruppe", "Zielgruppen"]),
    ("residence_statuses", &["Aufenthaltsstatus"]),
    ("regimes", &["Rechtskreis", "Rechtskreise"]),
    ("languages", &["Sprache", "Sprachen"]),
    ("childcare", &["Kinderbetreuung"]),
    ("cost", &["Kosten"]),
    ("access", &["Zugang"]),
    ("entry_point", &["Anlaufstelle"]),
    ("eligibility", &["Voraussetzung", "Voraussetzungen"]),
    ("required_documents", &["Unterlagen", "Benötigte Unterlagen", "Dokumente"]),
    ("capacity", &["Kapazität", "Plätze"]),
    ("capacity_unit", &["Einheit der Kapazität"]),
    ("leika_key", &["LeiKa", "LeiKa-Schlüssel", "Leistungsschlüssel"]),
    ("status", &["Stand"]),
    ("pillar", &["Baustein", "Modul"]),
    ("employer", &["Anstellungsträger", "Arbeitgeber"]),
    ("workplace", &["Arbeitsort", "Einsatzort"]),
    ("fte", &["VZÄ", "Stellenanteil"]),
    ("funded_fte", &["Geförderte VZÄ"]),
    ("vacant_fte", &["Unbesetzte VZÄ"]),
    ("serves", &["Zuständig für", "Kommunen"]),
    ("supervised_by", &["Fachaufsicht"]),
    ("chair", &["Vorsitz"]),
    ("rhythm", &["Rhythmus", "Turnus"]),
    ("mandate", &["Auftrag", "Aufgabe"]),
    ("committee", &["Gremium"]),
    ("role", &["Rolle", "Funktion"]),
    ("voting", &["Stimmberechtigt", "Stimmrecht"]),
    ("since", &["Seit", "Mitglied seit"]),
    ("regions", &["Gebiete", "Einzugsgebiet"]),
    ("regime", &["Rechtskreis"]),
    ("legal_basis", &["Rechtsgrundlage"]),
    ("from", &["Von", "Sender", "Verweist von", "Source"]),
    ("to", &["An", "Nach", "Empfänger", "Zu", "Target"]),
    ("service", &["Angebot"]),
    ("handover_mode", &["Übergabe", "Übergabeart"]),
    ("channel", &["Kanal"]),
    ("media_breaks", &["Medienbrüche"]),
    ("consent_needed", &["Einwilligung nötig", "Schweigepflichtentbindung"]),
    ("agreement", &["Kooperationsvereinbarung", "Vereinbarung"]),
    ("agreed_days", &["Vereinbarte Tage", "Frist in Tagen"]),
    ("amount_eur", &["Betrag", "Fördersumme"]),
    ("times_per_year", &["Mal im Jahr", "Häufigkeit im Jahr"]),
    ("metric", &["Kennzahl", "Messgröße"]),
    ("value", &["Wert"]),
    ("unit", &["Einheit"]),
    ("statistic", &["Statistik"]),
    ("method", &["Methode", "Erhebung"]),
    ("period_from", &["Zeitraum von"]),
    ("period_to", &["Zeitraum bis"]),
    ("clock_from", &["Messung ab"]),
    ("clock_to", &["Messung bis"]),
    ("title", &["Titel", "Name", "Bezeichnung"]),
    ("publisher", &["Herausgeber", "Herausgeberin"]),
    ("url", &["Link", "Adresse", "Internetadresse"]),
    ("date", &["Datum"]),
    ("quote", &["Zitat"]),
    ("ags", &["Gemeindeschlüssel", "Amtlicher Gemeindeschlüssel"]),
    ("ars", &["Regionalschlüssel"]),
    ("lat", &["Breite", "Breitengrad", "Latitude"]),
    ("lon", &["Länge", "Längengrad", "Longitude", "lng"]),
    ("population", &["Einwohner", "Einwohnerzahl", "Bevölkerung"]),
    ("kim_status", &["KIM-Status"]),
];

/// Words that fit one table only.
const TABLE_LABELS: &[(TableName, &str, &[&str])] = &[
    (
        TableName::Actors,
        "name",
        &["Akteur", "Einrichtung", "Organisation", "Institution", "Stelle", "Behörde", "Label"],
    ),
    (TableName::Actors, "kind", &["Akteursart", "Organisationstyp"]),
    (TableName::Regions, "name", &["Kommune", "Gemeinde", "Gebiet", "Ort"]),
    (TableName::Services, "name", &["Angebot", "Leistung"]),
    (TableName::Services, "kind", &["Angebotsart"]),
    (TableName::Posts, "label", &["Stelle", "Funktion", "Bezeichnung"]),
    (TableName::Committees, "label", &["Gremium", "Bezeichnung", "Name"]),
    (TableName::Relations, "kind", &["Beziehung", "Beziehungsart", "Verbindung"]),
];

/// The column of a table that has this name or goes by this word.
pub(crate) fn column_with_label(table: TableName, header: &str) -> Option<&'static str> {
    let header = header.trim();
    let is_word = |words: &[&str]| words.iter().any(|word| same_word(header, word));
    let own = || columns(table).find(|column| same_word(header, column));
    let of_table = || {
        let found = TABLE_LABELS.iter().find(|(of, _, words)| *of == table && is_word(words));
        found.map(|(_, column, _)| *column)
    };
    let shared = || {
        let is_here = |column: &str| columns(table).any(|known| known == column);
        let found = LABELS.iter().find(|(column, words)| is_here(column) && is_word(words));
        found.map(|(column, _)| *column)
    };
    own().or_else(of_table).or_else(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_for_a_column() {
        for (column, _) in LABELS {
            let is_known = TableName::ALL.iter().any(|t| columns(*t).any(|known| known == *column));
            assert!(is_known, "{column}");
        }
        for (table, column, _) in TABLE_LABELS {
            assert!(columns(*table).any(|known| known == *column), "{table} {column}");
        }
    }

    #[test]
    fn words_find_their_column() {
        let found = |table, word| column_with_label(table, word);
        assert_eq!(found(TableName::Actors, " BEHÖRDE "), Some("name"));
        assert_eq!(found(TableName::Actors, "Telefon"), Some("contact"));
        assert_eq!(found(TableName::Services, "Träger"), Some("actor"));
        assert_eq!(found(TableName::Relations, "An"), Some("to"));
        assert_eq!(found(TableName::Actors, "Ansprechpartnerin"), None);
        assert_eq!(found(TableName::Actors, "Kapazität"), None);
    }
}
