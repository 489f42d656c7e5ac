//! Founding a network: which Kreise there are, and what each would begin with.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use edit::{Founded, Proposal, proposals};
use exchange::{FoundingBook, KreisEntry, LandDirectory, read_founding_book, read_land_directory};
use model::{ActorId, Lang, NetworkId};

use crate::api::founding::{FoundingPlan, FoundingView, KreisChoice, ProposalView};
use crate::api::{ApiError, CellMessage, ParameterName, RefusedView};
use crate::ssr::call::{Call, not_found, unavailable};
use crate::ssr::off_thread;

static MUNICIPALITIES: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/municipalities.csv"));
static TYPICAL_ACTORS: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/typical_actors.csv"));

/// Read once; a test sees to it that it can be read.
static LAND: LazyLock<LandDirectory> =
    LazyLock::new(|| read_land_directory(MUNICIPALITIES).item.unwrap_or_default());

pub(crate) async fn founding(call: &Call, kreis: Option<&str>) -> Result<FoundingView, ApiError> {
    let networks = call.state().store().list_networks().await;
    let networks = networks.map_err(|error| unavailable(&error))?;
    let there: BTreeSet<NetworkId> = networks.into_iter().map(|network| network.id).collect();
    let kreise = LAND.kreise().iter().map(|kreis| KreisChoice {
        ags: kreis.id.to_string(),
        name: kreis.title(),
        is_there: there.contains(&kreis.id),
    });
    let plan = match kreis {
        Some(ags) => {
            let entry = entry(ags)?;
            let (book, lang) = (book(call).await?, call.lang());
            let is_there = there.contains(&entry.id);
            Some(off_thread(move || plan(entry, is_there, &book, lang)).await)
        }
        None => None,
    };
    Ok(FoundingView { kreise: kreise.collect(), plan, may_write: call.identity().may_write() })
}

/// The network that a choice makes, and what of the choice is not in it.
///
/// # Errors
/// [`ApiError::NotFound`] for a Kreis that does not exist, [`ApiError::Refused`] for a choice that
/// was not proposed.
pub(crate) async fn founded(
    call: &Call,
    kreis: &str,
    chosen: &[String],
) -> Result<Founded, ApiError> {
    let entry = entry(kreis)?;
    let (book, lang) = (book(call).await?, call.lang());
    let ids: Result<Vec<ActorId>, _> = chosen.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_invalid| ApiError::Refused(Box::new(RefusedView::Unknown)))?;
    let founded = off_thread(move || edit::found(entry, &ids, &book)).await;
    founded.map_err(|problem| {
        let message = CellMessage { column: None, text: problem.text(lang) };
        ApiError::Refused(Box::new(RefusedView::Problems(vec![message])))
    })
}

fn entry(ags: &str) -> Result<&'static KreisEntry, ApiError> {
    let id: Option<NetworkId> = ags.parse().ok();
    let entry = id.and_then(|id| LAND.kreis(&id));
    entry.ok_or_else(|| not_found(ParameterName::Kreis, ags))
}

/// The proposals name Rechtskreise, whose codes the database has.
async fn book(call: &Call) -> Result<FoundingBook, ApiError> {
    let codes = call.code_book().await?;
    let preview = read_founding_book(TYPICAL_ACTORS, &codes);
    for problem in &preview.problems {
        tracing::warn!(%problem, "a proposal cannot be used with the code lists of this database");
    }
    Ok(preview.item.unwrap_or_default())
}

fn plan(kreis: &KreisEntry, is_there: bool, book: &FoundingBook, lang: Lang) -> FoundingPlan {
    let municipalities = kreis.municipalities.iter();
    let proposals = proposals(book, kreis).into_iter().map(|one| proposal(kreis, one, lang));
    FoundingPlan {
        ags: kreis.id.to_string(),
        name: kreis.title(),
        is_there,
        population: kreis.population.into(),
        municipalities: municipalities.map(|municipality| municipality.name.clone()).collect(),
        proposals: proposals.collect(),
    }
}

fn proposal(kreis: &KreisEntry, proposal: Proposal, lang: Lang) -> ProposalView {
    let note = proposal.hint(lang).map(str::to_owned);
    let is_whole =
        proposal.place.ags.as_str() == kreis.id.as_str() || kreis.municipalities.len() == 1;
    ProposalView {
        id: proposal.id.to_string(),
        name: proposal.name,
        kind: proposal.kind,
        municipality: (!is_whole).then_some(proposal.place.name),
        is_preselected: proposal.preselected,
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_can_be_read() {
        assert_eq!(read_land_directory(MUNICIPALITIES).problems, []);
        assert_eq!(LAND.kreise().len(), 53);
        let codes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/codes.csv"));
        let codes = exchange::read_code_book(codes).item.unwrap();
        let book = read_founding_book(TYPICAL_ACTORS, &codes);
        assert_eq!(book.problems, []);
        let kreis = entry("05762").unwrap();
        let plan = plan(kreis, false, &book.item.unwrap(), Lang::De);
        assert_eq!(plan.municipalities.len(), 10);
        assert!(plan.proposals.iter().any(|one| one.municipality.is_some()));
        assert!(plan.proposals.iter().any(|one| one.is_preselected));
    }
}
