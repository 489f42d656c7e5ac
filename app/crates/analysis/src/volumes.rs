//! Referral volumes, as far as they are counted.

use model::{Cases, Decimal, EntityRef, Metric, NetworkIndex, Observation, Relation};
use serde::{Deserialize, Serialize};

use crate::evidence::monthly_volume;

/// Cases sent per month along some relations; a lower bound where some are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralVolume {
    pub per_month: Cases,
    /// Relations whose volume is counted.
    pub n_counted: u32,
    /// Relations whose volume nobody has counted.
    pub n_uncounted: u32,
}

impl ReferralVolume {
    /// Adds one relation, with what is known to be sent along it.
    pub(crate) fn add(&mut self, sent: Option<&Observation>) {
        match sent {
            Some(sent) => {
                self.per_month = plus(self.per_month, cases_of(sent));
                self.n_counted = self.n_counted.saturating_add(1);
            }
            None => self.n_uncounted = self.n_uncounted.saturating_add(1),
        }
    }
}

/// What is counted along a relation.
pub(crate) fn sent<'a>(index: &NetworkIndex<'a>, relation: &Relation) -> Option<&'a Observation> {
    let entity = EntityRef::Relation(relation.id.clone());
    monthly_volume(index, &entity, Metric::ReferralsSent)
}

pub(crate) fn cases_of(observation: &Observation) -> Cases {
    Cases(observation.value)
}

pub(crate) fn plus(a: Cases, b: Cases) -> Cases {
    Cases(Decimal::from_thousandths(a.0.thousandths().saturating_add(b.0.thousandths())))
}
