//! Which column of a CSV log holds what.

use model::Lang;
use serde::{Deserialize, Serialize};

use super::{EventLogProblem, OrganisationAttribute};
use crate::problem::excerpt;

/// The columns of a CSV log by their headers; those that are `None` are recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogColumns {
    pub case: Option<String>,
    pub activity: Option<String>,
    /// When the event happened or the step was completed.
    pub time: Option<String>,
    /// When the step began, if there is a column of its own.
    pub start: Option<String>,
    pub lifecycle: Option<String>,
    pub organisation: Option<String>,
}

/// Headers as they are compared: in small letters and without anything between them. The first that
/// a file has wins.
const CASE: &[&str] = &[
    "caseconceptname",
    "caseid",
    "case",
    "fallid",
    "fallkennung",
    "fallnummer",
    "fallnr",
    "fall",
    "vorgangsid",
    "vorgangsnummer",
    "vorgangsnr",
    "vorgang",
    "aktenzeichen",
    "az",
    "traceid",
    "trace",
];
const ACTIVITY: &[&str] = &[
    "conceptname",
    "activity",
    "activityname",
    "aktivität",
    "aktivitaet",
    "tätigkeit",
    "taetigkeit",
    "schritt",
    "prozessschritt",
    "verfahrensschritt",
    "ereignis",
    "event",
    "aufgabe",
    "task",
];
const TIME: &[&str] = &[
    "timetimestamp",
    "timestamp",
    "completetimestamp",
    "endtimestamp",
    "zeitstempel",
    "zeitpunkt",
    "datumuhrzeit",
    "datetime",
    "ende",
    "abgeschlossenam",
    "endtime",
    "end",
    "datum",
    "date",
    "zeit",
    "time",
];
const START: &[&str] =
    &["starttimestamp", "startzeit", "starttime", "beginn", "begonnenam", "start"];
const LIFECYCLE: &[&str] = &["lifecycletransition", "lifecycle", "transition", "übergang"];
const GROUP: &[&str] = &[
    "orggroup",
    "group",
    "gruppe",
    "organisation",
    "organization",
    "organisationseinheit",
    "dienststelle",
    "behörde",
    "behoerde",
    "amt",
    "einrichtung",
    "stelle",
    "akteur",
    "träger",
    "traeger",
    "abteilung",
    "department",
];
const ROLE: &[&str] = &["orgrole", "role", "rolle", "funktion"];
const RESOURCE: &[&str] = &[
    "orgresource",
    "resource",
    "ressource",
    "bearbeiter",
    "bearbeiterin",
    "bearbeitet",
    "bearbeitetvon",
    "sachbearbeiter",
    "sachbearbeiterin",
    "sachbearbeitung",
    "benutzer",
    "nutzer",
    "user",
    "mitarbeiter",
    "mitarbeiterin",
];

/// Where the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Positions {
    pub(super) case: usize,
    pub(super) activity: Option<usize>,
    pub(super) time: usize,
    pub(super) start: Option<usize>,
    pub(super) lifecycle: Option<usize>,
    pub(super) organisation: usize,
    /// What names the organisation where that column is empty.
    pub(super) fallback: Option<usize>,
}

/// What a column of a log may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogColumn {
    Case,
    Activity,
    Time,
    Start,
    Lifecycle,
    Organisation,
}

impl LogColumns {
    /// The header that was named for a column.
    pub fn get(&self, column: LogColumn) -> Option<&str> {
        match column {
            LogColumn::Case => self.case.as_deref(),
            LogColumn::Activity => self.activity.as_deref(),
            LogColumn::Time => self.time.as_deref(),
            LogColumn::Start => self.start.as_deref(),
            LogColumn::Lifecycle => self.lifecycle.as_deref(),
            LogColumn::Organisation => self.organisation.as_deref(),
        }
    }

    /// Names the header of a column; `None` has it recognised.
    pub fn set(&mut self, column: LogColumn, header: Option<String>) {
        let place = match column {
            LogColumn::Case => &mut self.case,
            LogColumn::Activity => &mut self.activity,
            LogColumn::Time => &mut self.time,
            LogColumn::Start => &mut self.start,
            LogColumn::Lifecycle => &mut self.lifecycle,
            LogColumn::Organisation => &mut self.organisation,
        };
        *place = header;
    }
}

impl LogColumn {
    /// As a form asks for it.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Case, Lang::De) => "Fallkennung",
            (Self::Case, Lang::En) => "Case id",
            (Self::Activity, Lang::De) => "Aktivität",
            (Self::Activity, Lang::En) => "Activity",
            (Self::Time, Lang::De) => "Zeitpunkt oder Ende",
            (Self::Time, Lang::En) => "Time or end",
            (Self::Start, Lang::De) => "Beginn (falls eigene Spalte)",
            (Self::Start, Lang::En) => "Beginning (if a column of its own)",
            (Self::Lifecycle, Lang::De) => "Übergang (Lifecycle)",
            (Self::Lifecycle, Lang::En) => "Transition (lifecycle)",
            (Self::Organisation, _) => "Organisation",
        }
    }

    /// As it stands behind „die Spalte mit“.
    pub(super) fn with_article(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Case, Lang::De) => "der Fallkennung",
            (Self::Case, Lang::En) => "the case id",
            (Self::Activity, Lang::De) => "der Aktivität",
            (Self::Activity, Lang::En) => "the activity",
            (Self::Time, Lang::De) => "dem Zeitpunkt",
            (Self::Time, Lang::En) => "the time",
            (Self::Start, Lang::De) => "dem Beginn",
            (Self::Start, Lang::En) => "the beginning",
            (Self::Lifecycle, Lang::De) => "dem Übergang",
            (Self::Lifecycle, Lang::En) => "the transition",
            (Self::Organisation, Lang::De) => "der Organisation",
            (Self::Organisation, Lang::En) => "the organisation",
        }
    }
}

impl Positions {
    /// Finds the columns in a header.
    ///
    /// # Errors
    /// When the case, the time or the organisation have no column, or a named one is not there.
    pub(super) fn find(
        header: &[String],
        columns: &LogColumns,
        organisation: OrganisationAttribute,
    ) -> Result<Self, EventLogProblem> {
        let not_found = |what| {
            let names: Vec<&str> = header.iter().map(|name| name.trim()).collect();
            EventLogProblem::ColumnNotFound { what, found: excerpt(&names.join(", ")) }
        };
        let find = |what, named: &Option<String>, known: &[&str]| match named {
            Some(named) => {
                let position = header.iter().position(|name| name.trim() == named.trim());
                position.map(Some).ok_or_else(|| not_found(what))
            }
            None => Ok(position(header, known)),
        };
        let case = find(LogColumn::Case, &columns.case, CASE)?;
        let time = find(LogColumn::Time, &columns.time, TIME)?;
        let group = find(LogColumn::Organisation, &columns.organisation, GROUP)?;
        let fallback = match organisation {
            OrganisationAttribute::Group => None,
            OrganisationAttribute::GroupOrRole => position(header, ROLE),
            OrganisationAttribute::GroupOrResource => position(header, RESOURCE),
        };
        let organisation = group.or(fallback).ok_or_else(|| {
            let is_personal = position(header, RESOURCE).is_some();
            if is_personal {
                EventLogProblem::OnlyResources
            } else {
                not_found(LogColumn::Organisation)
            }
        })?;
        Ok(Self {
            case: case.ok_or_else(|| not_found(LogColumn::Case))?,
            activity: find(LogColumn::Activity, &columns.activity, ACTIVITY)?,
            time: time.ok_or_else(|| not_found(LogColumn::Time))?,
            start: find(LogColumn::Start, &columns.start, START)?,
            lifecycle: find(LogColumn::Lifecycle, &columns.lifecycle, LIFECYCLE)?,
            organisation,
            fallback: fallback.filter(|_| group.is_some()),
        })
    }
}

fn position(header: &[String], known: &[&str]) -> Option<usize> {
    let plain: Vec<String> = header.iter().map(|name| plain(name)).collect();
    known.iter().find_map(|known| plain.iter().position(|name| name == known))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(header: &str, organisation: OrganisationAttribute) -> Result<Positions, String> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        Positions::find(&header, &LogColumns::default(), organisation)
            .map_err(|problem| problem.to_string())
    }

    #[test]
    fn headers_in_german_and_english_are_recognised() {
        use OrganisationAttribute::{Group, GroupOrResource};
        let found = find("Fall-Nr.,Schritt,Beginn,Ende,Behörde", Group).unwrap();
        assert_eq!((found.case, found.activity, found.time), (0, Some(1), 3));
        assert_eq!((found.start, found.organisation, found.fallback), (Some(2), 4, None));
        let found = find(
            "case:concept:name,concept:name,time:timestamp,org:resource,org:group,\
             lifecycle:transition",
            GroupOrResource,
        )
        .unwrap();
        assert_eq!((found.organisation, found.fallback, found.lifecycle), (4, Some(3), Some(5)));
        let found = find("Case ID,Activity,Timestamp,Resource", GroupOrResource).unwrap();
        assert_eq!((found.organisation, found.fallback), (3, None));
    }

    #[test]
    fn persons_are_no_organisations_unasked() {
        let problem =
            find("Fall,Schritt,Zeit,Sachbearbeiter", OrganisationAttribute::Group).unwrap_err();
        assert_eq!(problem, EventLogProblem::OnlyResources.to_string());
    }

    #[test]
    fn a_missing_column_is_named() {
        assert_eq!(
            find("Kasus,Zeit,Amt", OrganisationAttribute::Group).unwrap_err(),
            "die Spalte mit der Fallkennung wurde nicht erkannt. Vorhanden: Kasus, Zeit, Amt"
        );
        let columns = LogColumns { case: Some("Kasus".into()), ..LogColumns::default() };
        let header = ["Kasus", "Zeit", "Amt"].map(str::to_owned);
        let found = Positions::find(&header, &columns, OrganisationAttribute::Group).unwrap();
        assert_eq!(found.case, 0);
    }
}
