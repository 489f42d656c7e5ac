//! What the URL of `netz` says: selection, filters, view, order, camera.
//!
//! Reading forgives: an unknown value is left out and reported, so that an old link still opens.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use leptos_router::params::ParamsMap;
use model::{ActorGroup, ActorId, Layer, Level, RegionId, Sector};
use scene::{Camera, Point};

use super::chosen_line::ChosenLine;
use super::edit_target::EditTarget;
use super::network_view::{MatrixShade, NetworkView, StreamEnds, VIEWS};
use crate::api::{Arrangement, WaitBand};
use crate::components::{Ego, Rest, Ties};

/// More pinned actors than a link can hold are not read.
const MAX_PINNED: usize = 200;

pub(crate) const ALL_PERCENT: u8 = 100;

/// Column by which the table is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SortColumn {
    #[default]
    Name,
    Kind,
    Sector,
    Place,
    Services,
    Incoming,
    Outgoing,
}

impl SortColumn {
    pub(crate) const ALL: [Self; 7] = [
        Self::Name,
        Self::Kind,
        Self::Sector,
        Self::Place,
        Self::Services,
        Self::Incoming,
        Self::Outgoing,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "art",
            Self::Sector => "sektor",
            Self::Place => "ort",
            Self::Services => "angebote",
            Self::Incoming => "eingehend",
            Self::Outgoing => "ausgehend",
        }
    }
}

/// Order of a sorted column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    #[default]
    Ascending,
    Descending,
}

impl Direction {
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// Everything the URL of `netz` can say; the default is the bare URL.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NetworkQuery {
    /// The actor in the panel; there is no line then.
    pub(crate) actor: Option<ActorId>,
    /// The line in the panel.
    pub(crate) line: Option<ChosenLine>,
    pub(crate) search: String,
    /// Empty means all.
    pub(crate) groups: BTreeSet<ActorGroup>,
    pub(crate) sectors: BTreeSet<Sector>,
    pub(crate) levels: BTreeSet<Level>,
    pub(crate) municipality: Option<RegionId>,
    /// Layers that are drawn.
    pub(crate) layers: BTreeSet<Layer>,
    /// Referrals by their wait; empty means all.
    pub(crate) waits: BTreeSet<WaitBand>,
    /// Only the best connected actors and the strongest referrals, in percent of all.
    pub(crate) actors_percent: u8,
    pub(crate) referrals_percent: u8,
    pub(crate) ego: Ego,
    /// Several actors at once.
    pub(crate) chosen: BTreeSet<ActorId>,
    /// What becomes of whom the filters leave out.
    pub(crate) filtered: Rest,
    pub(crate) view: NetworkView,
    pub(crate) arrangement: Arrangement,
    /// Where the reader has put actors in this arrangement, in world units.
    pub(crate) pinned: BTreeMap<ActorId, Point>,
    pub(crate) shade: MatrixShade,
    pub(crate) ends: StreamEnds,
    pub(crate) sort: SortColumn,
    pub(crate) direction: Direction,
    pub(crate) camera: Option<Camera>,
    /// The form that is open.
    pub(crate) edit: Option<EditTarget>,
    /// Values that mean nothing here.
    pub(crate) ignored: Vec<String>,
}

impl Default for NetworkQuery {
    fn default() -> Self {
        Self {
            actor: None,
            line: None,
            search: String::new(),
            groups: BTreeSet::new(),
            sectors: BTreeSet::new(),
            levels: BTreeSet::new(),
            municipality: None,
            layers: BTreeSet::from([Layer::Flow]),
            waits: BTreeSet::new(),
            actors_percent: ALL_PERCENT,
            referrals_percent: ALL_PERCENT,
            ego: Ego::default(),
            chosen: BTreeSet::new(),
            filtered: Rest::Hidden,
            view: NetworkView::Picture,
            arrangement: Arrangement::Overview,
            pinned: BTreeMap::new(),
            shade: MatrixShade::Volume,
            ends: StreamEnds::Group,
            sort: SortColumn::Name,
            direction: Direction::Ascending,
            camera: None,
            edit: None,
            ignored: Vec::new(),
        }
    }
}

fn codes<T: std::str::FromStr + Ord>(
    params: &ParamsMap,
    key: &str,
    ignored: &mut Vec<String>,
) -> BTreeSet<T> {
    let mut found = BTreeSet::new();
    for value in params.get_all(key).unwrap_or_default() {
        for code in value.split(',').filter(|code| !code.is_empty()) {
            match code.parse() {
                Ok(value) => {
                    found.insert(value);
                }
                Err(_unknown) => ignored.push(format!("{key}={code}")),
            }
        }
    }
    found
}

fn id<T: std::str::FromStr>(params: &ParamsMap, key: &str, ignored: &mut Vec<String>) -> Option<T> {
    let text = params.get(key).filter(|text| !text.is_empty())?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        ignored.push(format!("{key}={text}"));
    }
    parsed
}

fn choice<T: Copy + Default>(
    params: &ParamsMap,
    key: &str,
    values: &[(&str, T)],
    ignored: &mut Vec<String>,
) -> T {
    let Some(text) = params.get(key).filter(|text| !text.is_empty()) else {
        return T::default();
    };
    let found = values.iter().find(|(code, _)| *code == text);
    if found.is_none() {
        ignored.push(format!("{key}={text}"));
    }
    found.map_or_else(T::default, |(_, value)| *value)
}

/// `x,y,scale` in world units and pixels per unit.
fn camera(text: &str) -> Option<Camera> {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [x, y, scale] if [x, y, scale].iter().all(|n| n.is_finite()) => {
            Some(Camera::new(Point::new(x, y), scale))
        }
        _ => None,
    }
}

/// `actor:x:y,…` in world units.
fn pinned(params: &ParamsMap, ignored: &mut Vec<String>) -> BTreeMap<ActorId, Point> {
    let mut found = BTreeMap::new();
    let text = params.get("fest").unwrap_or_default();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let read = || {
            let mut fields = part.split(':');
            let actor = fields.next()?.parse().ok()?;
            let (x, y) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
            let place = Point::new(x, y);
            (fields.next().is_none() && place.is_finite()).then_some((actor, place))
        };
        match read().filter(|_| found.len() < MAX_PINNED) {
            Some((actor, place)) => {
                found.insert(actor, place);
            }
            None => ignored.push(format!("fest={part}")),
        }
    }
    found
}

fn percent(params: &ParamsMap, key: &str, ignored: &mut Vec<String>) -> u8 {
    let percent = id::<u8>(params, key, ignored);
    let known = percent.filter(|percent| (1..=ALL_PERCENT).contains(percent));
    if let (Some(percent), None) = (percent, known) {
        ignored.push(format!("{key}={percent}"));
    }
    known.unwrap_or(ALL_PERCENT)
}

fn ego(params: &ParamsMap, ignored: &mut Vec<String>) -> Ego {
    let default = Ego::default();
    let text = params.get("umfeld").filter(|text| !text.is_empty());
    let depth = text.as_deref().map(|text| text.parse::<u8>().ok());
    let depth = depth.map(|depth| depth.filter(|depth| (1..=Ego::MAX_DEPTH).contains(depth)));
    if let (Some(text), Some(None)) = (&text, depth) {
        ignored.push(format!("umfeld={text}"));
    }
    let ties = Ties::ALL.map(|ties| (ties_code(ties), ties));
    let rests = [("dimmen", Rest::Dimmed), ("ausblenden", Rest::Hidden)];
    Ego {
        depth: depth.flatten().unwrap_or(default.depth),
        ties: choice(params, "verbindungen", &ties, ignored),
        rest: choice(params, "rest", &rests, ignored),
    }
}

fn ties_code(ties: Ties) -> &'static str {
    match ties {
        Ties::Both => "beide",
        Ties::Incoming => "hierher",
        Ties::Outgoing => "von-hier",
    }
}

impl NetworkQuery {
    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        let has_layers = params.get("beziehung").is_some();
        let layers = codes(params, "beziehung", &mut ignored);
        let sorts = SortColumn::ALL.map(|column| (column.code(), column));
        let camera_text = params.get("kamera").filter(|text| !text.is_empty());
        let read_camera = camera_text.as_deref().and_then(camera);
        if let (Some(text), None) = (camera_text, read_camera) {
            ignored.push(format!("kamera={text}"));
        }
        let actor: Option<ActorId> = id(params, "akteur", &mut ignored);
        let line = id(params, "linie", &mut ignored).filter(|_| actor.is_none());
        let directions = [("auf", Direction::Ascending), ("ab", Direction::Descending)];
        Self {
            actor,
            line,
            search: params.get("suche").unwrap_or_default().trim().chars().take(80).collect(),
            groups: codes(params, "gruppe", &mut ignored),
            sectors: codes(params, "sektor", &mut ignored),
            levels: codes(params, "ebene", &mut ignored),
            municipality: id(params, "kommune", &mut ignored),
            layers: if has_layers { layers } else { Self::default().layers },
            waits: codes(params, "wartezeit", &mut ignored),
            actors_percent: percent(params, "akteure", &mut ignored),
            referrals_percent: percent(params, "verweise", &mut ignored),
            ego: ego(params, &mut ignored),
            chosen: codes(params, "auswahl", &mut ignored),
            filtered: if params.get("gefiltert").as_deref() == Some("dimmen") {
                Rest::Dimmed
            } else {
                Rest::Hidden
            },
            pinned: pinned(params, &mut ignored),
            view: choice(params, "ansicht", &VIEWS, &mut ignored),
            arrangement: choice(
                params,
                "anordnung",
                &Arrangement::ALL.map(|arrangement| (slug(arrangement), arrangement)),
                &mut ignored,
            ),
            shade: choice(params, "dunkel", &MatrixShade::CODES, &mut ignored),
            ends: choice(params, "enden", &StreamEnds::CODES, &mut ignored),
            sort: choice(params, "sortierung", &sorts, &mut ignored),
            direction: choice(params, "richtung", &directions, &mut ignored),
            camera: read_camera,
            edit: id(params, "bearbeiten", &mut ignored),
            ignored,
        }
    }

    /// The query string with its leading `?`; empty for the default state.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        let default = Self::default();
        parts.push("akteur", self.actor.as_ref().map_or("", ActorId::as_str));
        let line = self.line.as_ref().map(ChosenLine::to_string);
        parts.push("linie", &line.unwrap_or_default());
        parts.push("suche", &self.search);
        parts.list("gruppe", self.groups.iter().map(|group| group.code()));
        parts.list("sektor", self.sectors.iter().map(|sector| sector.code()));
        parts.list("ebene", self.levels.iter().map(|level| level.code()));
        parts.push("kommune", self.municipality.as_ref().map_or("", RegionId::as_str));
        if self.layers != default.layers {
            let codes: Vec<&str> = self.layers.iter().map(|layer| layer.code()).collect();
            parts.always("beziehung", &codes.join(","));
        }
        parts.list("wartezeit", self.waits.iter().map(|band| band.code()));
        for (key, percent) in
            [("akteure", self.actors_percent), ("verweise", self.referrals_percent)]
        {
            if percent != ALL_PERCENT {
                parts.push(key, &percent.to_string());
            }
        }
        self.write_ego(&mut parts);
        parts.list("auswahl", self.chosen.iter().map(ActorId::as_str));
        if self.filtered == Rest::Dimmed {
            parts.push("gefiltert", "dimmen");
        }
        let pins = self.pinned.iter().map(|(actor, at)| format!("{actor}:{:.2}:{:.2}", at.x, at.y));
        parts.push("fest", &pins.collect::<Vec<String>>().join(","));
        parts.choice("ansicht", &VIEWS, self.view);
        if self.arrangement != default.arrangement {
            parts.push("anordnung", slug(self.arrangement));
        }
        parts.choice("dunkel", &MatrixShade::CODES, self.shade);
        parts.choice("enden", &StreamEnds::CODES, self.ends);
        if self.sort != default.sort {
            parts.push("sortierung", self.sort.code());
        }
        if self.direction == Direction::Descending {
            parts.push("richtung", "ab");
        }
        if let Some(camera) = self.camera {
            let center = camera.center_world;
            let scale = camera.scale_screen_per_world;
            parts.push("kamera", &format!("{:.2},{:.2},{scale:.1}", center.x, center.y));
        }
        let edit = self.edit.as_ref().map(EditTarget::to_string);
        parts.push("bearbeiten", &edit.unwrap_or_default());
        parts.0
    }

    fn write_ego(&self, parts: &mut Parts) {
        let default = Ego::default();
        if self.ego.depth != default.depth {
            parts.push("umfeld", &self.ego.depth.to_string());
        }
        if self.ego.ties != default.ties {
            parts.push("verbindungen", ties_code(self.ego.ties));
        }
        if self.ego.rest == Rest::Hidden {
            parts.push("rest", "ausblenden");
        }
    }

    /// Puts an actor into the panel, or nothing.
    pub(crate) fn choose(&mut self, actor: Option<ActorId>) {
        self.actor = actor;
        self.line = None;
    }

    /// Puts a line into the panel, or nothing.
    pub(crate) fn choose_line(&mut self, line: Option<ChosenLine>) {
        self.line = line;
        self.actor = None;
    }

    /// The same state with the panel and the form of another.
    pub(crate) fn with_panel_of(&self, other: &Self) -> Self {
        let Self { actor, line, edit, .. } = other.clone();
        Self { actor, line, edit, ..self.clone() }
    }

    /// Whether the panel is open.
    pub(crate) fn has_panel(&self) -> bool {
        self.actor.is_some() || self.line.is_some()
    }

    /// The same state with the table ordered by `column`; a second time reverses.
    pub(crate) fn sorted_by(&self, column: SortColumn) -> Self {
        let direction =
            if self.sort == column { self.direction.reversed() } else { Direction::Ascending };
        Self { sort: column, direction, ..self.clone() }
    }
}

/// An arrangement as it stands in the URL.
fn slug(arrangement: Arrangement) -> &'static str {
    match arrangement {
        Arrangement::Overview => "ueberblick",
        Arrangement::Groups => "gruppen",
        Arrangement::Levels => "ebenen",
        Arrangement::Places => "karte",
        Arrangement::Flow => "fluss",
    }
}

/// A query string in the making.
#[derive(Default)]
pub(super) struct Parts(pub(super) String);

impl Parts {
    pub(super) fn push(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.always(key, value);
        }
    }

    pub(super) fn always(&mut self, key: &str, value: &str) {
        let separator = if self.0.is_empty() { '?' } else { '&' };
        self.0.push(separator);
        self.0.push_str(key);
        self.0.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' | b':' => {
                    self.0.push(char::from(byte));
                }
                // Writing to a String cannot fail.
                _ => drop(write!(self.0, "%{byte:02X}")),
            }
        }
    }

    /// Nothing for the usual value.
    fn choice<T: Copy + Default + PartialEq>(&mut self, key: &str, codes: &[(&str, T)], value: T) {
        let code = codes.iter().find(|(_, known)| *known == value && value != T::default());
        self.push(key, code.map_or("", |(code, _)| code));
    }

    fn list<'a>(&mut self, key: &str, codes: impl Iterator<Item = &'a str>) {
        let codes: Vec<&str> = codes.collect();
        self.push(key, &codes.join(","));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pairs: &[(&str, &str)]) -> ParamsMap {
        let mut map = ParamsMap::new();
        for (key, value) in pairs {
            map.insert((*key).to_owned(), (*value).to_owned());
        }
        map
    }

    fn reread(query: &NetworkQuery) -> NetworkQuery {
        let text = query.write();
        let mut map = ParamsMap::new();
        for pair in text.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap();
            let decoded = value.replace("%20", " ").replace("%C3%BC", "ü");
            map.insert(key.to_owned(), decoded);
        }
        NetworkQuery::read(&map)
    }

    #[test]
    fn bare_url_is_the_default() {
        assert_eq!(NetworkQuery::read(&ParamsMap::new()), NetworkQuery::default());
        assert_eq!(NetworkQuery::default().write(), "");
    }

    #[test]
    fn writing_and_reading_are_inverse() {
        let query = NetworkQuery {
            actor: Some("jobcenter".parse().unwrap()),
            search: "grün weg".to_owned(),
            groups: BTreeSet::from([ActorGroup::Health, ActorGroup::Steering]),
            levels: BTreeSet::from([Level::Bund]),
            municipality: Some("05774020".parse().unwrap()),
            layers: BTreeSet::new(),
            waits: BTreeSet::from([WaitBand::Long, WaitBand::Unknown]),
            actors_percent: 35,
            referrals_percent: 5,
            ego: Ego { depth: 3, ties: Ties::Outgoing, rest: Rest::Hidden },
            chosen: BTreeSet::from(["abh".parse().unwrap(), "ki".parse().unwrap()]),
            filtered: Rest::Dimmed,
            pinned: BTreeMap::from([("jobcenter".parse().unwrap(), Point::new(-1.5, 22.25))]),
            view: NetworkView::Table,
            sort: SortColumn::Incoming,
            direction: Direction::Descending,
            camera: Some(Camera::new(Point::new(1.25, -3.5), 42.0)),
            ..NetworkQuery::default()
        };
        assert_eq!(reread(&query), query);
    }

    #[test]
    fn either_an_actor_or_a_line_is_chosen() {
        let mut query = NetworkQuery::default();
        query.choose_line(Some("abh:jobcenter".parse().unwrap()));
        assert_eq!(query.write(), "?linie=abh:jobcenter");
        assert_eq!(reread(&query), query);
        query.choose(Some("ki".parse().unwrap()));
        assert_eq!(query.write(), "?akteur=ki");
        query.choose_line(None);
        assert!(!query.has_panel());
        let both = NetworkQuery::read(&params(&[("akteur", "ki"), ("linie", "abh:jobcenter")]));
        assert_eq!(both.line, None, "the actor comes first");
    }

    #[test]
    fn views_and_what_they_show_are_in_the_url() {
        let query = NetworkQuery {
            view: NetworkView::Stream,
            arrangement: Arrangement::Flow,
            shade: MatrixShade::Wait,
            ends: StreamEnds::Level,
            ..NetworkQuery::default()
        };
        assert_eq!(query.write(), "?ansicht=fluss&anordnung=fluss&dunkel=wartezeit&enden=ebene");
        assert_eq!(reread(&query), query);
        let matrix = NetworkQuery { view: NetworkView::Matrix, ..NetworkQuery::default() };
        assert_eq!(matrix.write(), "?ansicht=matrix");
    }

    #[test]
    fn unknown_values_are_left_out_and_named() {
        let query = NetworkQuery::read(&params(&[
            ("gruppe", "health,marsians"),
            ("akteur", "Ä"),
            ("kamera", "1,2"),
            ("ansicht", "3d"),
            ("umfeld", "12"),
            ("akteure", "0"),
            ("verweise", "viele"),
            ("fest", "jobcenter:1:2,ki:1"),
        ]));
        assert_eq!(query.groups, BTreeSet::from([ActorGroup::Health]));
        assert_eq!(query.actor, None);
        assert_eq!(query.ego, Ego::default());
        assert_eq!(query.pinned.len(), 1);
        assert_eq!(
            query.ignored,
            [
                "kamera=1,2",
                "akteur=Ä",
                "gruppe=marsians",
                "akteure=0",
                "verweise=viele",
                "umfeld=12",
                "fest=ki:1",
                "ansicht=3d"
            ]
        );
    }

    #[test]
    fn sorting_twice_reverses() {
        let once = NetworkQuery::default().sorted_by(SortColumn::Kind);
        assert_eq!((once.sort, once.direction), (SortColumn::Kind, Direction::Ascending));
        assert_eq!(once.sorted_by(SortColumn::Kind).direction, Direction::Descending);
    }
}
