//! The shared maps of a network, for those who share them.

use access::authorise;
use jiff::ToSpan as _;
use model::{Date, Lang, SharedMap};

use crate::api::ApiError;
use crate::api::maps::{MapDays, MapLine, MapsView};
use crate::german_time::moment;
use crate::ssr::call::{Call, place_and_day, unavailable};
use crate::ssr::state::today;

/// As long as a project group meets before it looks again.
const USUAL_DAYS: i32 = 30;

pub(crate) async fn maps(call: &Call, ags: &str) -> Result<MapsView, ApiError> {
    // Maps are shared now, whatever day the page shows.
    let (id, _day) = place_and_day(ags)?;
    // Whether there is such a network.
    call.network(id.as_str()).await?;
    let today = today();
    let (first, last) = SharedMap::days(today).into_inner();
    let days = MapDays { first, usual: today.saturating_add(USUAL_DAYS.days()), last };
    let Ok(id) = authorise(call.identity(), id) else {
        return Ok(MapsView { may_write: false, maps: Vec::new(), days });
    };
    let maps = call.state().store().shared_maps(&id).await.map_err(|error| unavailable(&error))?;
    let line = |map| map_line(map, today, call.lang());
    Ok(MapsView { may_write: true, maps: maps.into_iter().map(line).collect(), days })
}

pub(crate) fn map_line(map: SharedMap, today: Date, lang: Lang) -> MapLine {
    MapLine {
        is_over: map.is_over(today),
        has_password: map.password.is_some(),
        is_embeddable: map.shows_picture(today),
        opened: moment(map.opened_at, lang).0,
        token: map.token,
        label: map.label.into(),
        role: map.role,
        path: map.path,
        until: map.until,
        opened_by: map.opened_by,
    }
}
