//! `typical_actors.csv`: whom one finds in every Kreis, as proposals for a new network.

use model::{ActorId, ActorKind, ChurchLaw, JobcenterModel, Level, RegimeCode, RegionId, Sector};

use crate::Reason;
use crate::code_value::{code, listed_in};
use crate::land_problem::FoundingBookProblem;
use crate::name_template::{NameTemplate, NameWord};
use crate::number::whole;
use crate::own_codes::Scope;
use crate::problem::excerpt;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{flag, id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("scope"),
    required("kind"),
    required("name"),
    optional("short_name"),
    optional("aliases"),
    optional("parent"),
    required("sector"),
    required("level"),
    optional("located"),
    optional("church_law"),
    optional("model"),
    optional("min_population"),
    optional("only_in"),
    optional("except_in"),
    required("preselected"),
    optional("preselected_from"),
    optional("preselected_in"),
    optional("regimes"),
    optional("legal_basis"),
    optional("instead_of"),
    optional("note"),
    optional("hint_de"),
    optional("hint_en"),
];

pub(crate) const TABLE: Table = Table {
    name: "typical_actors",
    file: "typical_actors.csv",
    presence: Presence::Required,
    key: &["id"],
    columns: COLUMNS,
    shared: &[],
};

/// Somebody whom one finds in every Kreis, or in every municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypicalActor {
    /// Of the actor, too; per municipality its name follows.
    pub id: ActorId,
    pub scope: Scope,
    pub kind: ActorKind,
    pub name: NameTemplate,
    pub short_name: Option<NameTemplate>,
    pub aliases: Vec<NameTemplate>,
    pub parent: Option<ActorId>,
    pub sector: Sector,
    pub level: Level,
    /// Where the office lies; as its level where nothing is said.
    pub located: Level,
    pub church_law: ChurchLaw,
    pub model: Option<JobcenterModel>,
    /// Only in municipalities with so many inhabitants or more.
    pub min_population: Option<u32>,
    /// The areas outside of which it does not exist; empty means none.
    pub only_in: Vec<RegionId>,
    /// The areas where it does not exist.
    pub except_in: Vec<RegionId>,
    pub preselection: Preselection,
    /// Those for which it is responsible, with the legal basis of each.
    pub regimes: Vec<(RegimeCode, Option<String>)>,
    /// Takes over from this one, in its own area, the Rechtskreise that both have.
    pub instead_of: Option<ActorId>,
    /// Goes into the network.
    pub note: Option<String>,
    /// For whoever chooses.
    pub hint_de: Option<String>,
    pub hint_en: Option<String>,
}

/// Whether a proposal is ticked before anybody has looked at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preselection {
    Never,
    Always,
    /// In municipalities with so many inhabitants or more.
    From(u32),
    /// In these areas.
    In(Vec<RegionId>),
}

/// Reads an actor; an empty `church_law` means none.
pub(crate) fn read(row: &mut Row<'_>) -> Option<TypicalActor> {
    let id_field = row.required("id", id);
    let scope = row.required("scope", code);
    let kind = row.required("kind", code);
    let name = row.required("name", NameTemplate::new);
    let sector = row.required("sector", code);
    let level = row.required("level", code);
    let located = row.optional("located", code).or(level);
    let preselection = preselection(row);
    let actor = TypicalActor {
        short_name: row.optional("short_name", NameTemplate::new),
        aliases: row.list("aliases", NameTemplate::new),
        parent: row.optional("parent", id),
        church_law: row.optional("church_law", code).unwrap_or(ChurchLaw::None),
        model: row.optional("model", code),
        min_population: row.optional("min_population", whole),
        only_in: row.list("only_in", area_digits),
        except_in: row.list("except_in", area_digits),
        regimes: regimes(row),
        instead_of: row.optional("instead_of", id),
        note: row.text("note"),
        hint_de: row.text("hint_de"),
        hint_en: row.text("hint_en"),
        id: id_field?,
        scope: scope?,
        kind: kind?,
        name: name?,
        sector: sector?,
        level: level?,
        located: located?,
        preselection: preselection?,
    };
    row.require_together("hint_de", "hint_en");
    check_scope(row, &actor);
    Some(actor)
}

fn preselection(row: &mut Row<'_>) -> Option<Preselection> {
    let is_preselected = row.required("preselected", flag);
    let from = row.optional("preselected_from", whole);
    let areas = row.list("preselected_in", area_digits);
    Some(match (is_preselected?, from) {
        (false, _) => Preselection::Never,
        (true, _) if !areas.is_empty() => Preselection::In(areas),
        (true, Some(from)) => Preselection::From(from),
        (true, None) => Preselection::Always,
    })
}

fn regimes(row: &mut Row<'_>) -> Vec<(RegimeCode, Option<String>)> {
    let regimes: Vec<RegimeCode> = row.set("regimes", listed_in(row.book));
    let bases = row.texts("legal_basis");
    let (n_regimes, n_bases) = (regimes.len(), bases.len());
    if n_bases > 1 && n_bases != n_regimes {
        row.report("legal_basis", FoundingBookProblem::LegalBases { n_regimes, n_bases });
    }
    let nth = |idx: usize| bases.get(if n_bases == 1 { 0 } else { idx }).cloned();
    regimes.into_iter().enumerate().map(|(idx, regime)| (regime, nth(idx))).collect()
}

/// The first digits of an AGS: a Land, a Regierungsbezirk, a Kreis, or a whole municipality.
fn area_digits(field: &str) -> Result<RegionId, Reason> {
    let is_number = field.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!(field.len(), 2 | 3 | 4 | 5 | 7 | 8) {
        return region_id(field);
    }
    Err(FoundingBookProblem::AreaDigits(excerpt(field)).into())
}

fn check_scope(row: &mut Row<'_>, actor: &TypicalActor) {
    if actor.scope == Scope::Gemeinde {
        return;
    }
    for column in ["min_population", "preselected_from"] {
        if !row.is_empty(column) {
            row.report(column, FoundingBookProblem::OnlyPerMunicipality);
        }
    }
    let short_name = actor.short_name.iter().map(|name| ("short_name", name));
    let aliases = actor.aliases.iter().map(|name| ("aliases", name));
    for (column, name) in [("name", &actor.name)].into_iter().chain(short_name).chain(aliases) {
        if name.words().any(|word| word == NameWord::Gemeinde) {
            row.report(column, FoundingBookProblem::WordOutOfPlace(NameWord::Gemeinde));
        }
    }
}
