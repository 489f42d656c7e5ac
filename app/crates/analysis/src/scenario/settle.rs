//! How people flow through a changed network.

use model::{Decimal, Network, NetworkIndex, Observation, ObservationId};

use super::made;
use crate::queues::{Calibration, Capacities, Flow, solve};
use crate::rates::to_thousandths;

/// Moves the counted arrivals and volumes of `changed` to where they settle, if people go on as
/// `before`. What is not counted stays unknown; what has no steady state stays as it was.
///
/// # Complexity that of [`crate::queues()`].
pub(super) fn settle(before: &Network, changed: &mut Network) {
    let mut values = settled(before, changed);
    values.sort();
    made::revise(changed, &values);
}

/// The observations that get another value, each once.
fn settled(before: &Network, changed: &Network) -> Vec<(ObservationId, Decimal)> {
    let (before, changed) = (NetworkIndex::new(before), NetworkIndex::new(changed));
    let flow = Flow::between(&Calibration::new(&before), &changed);
    let capacities = Capacities::known(&flow);
    let solution = solve(&flow, &capacities);
    let mut values = Vec::new();
    for (station, arrivals) in flow.stations.iter().zip(&solution.arrivals) {
        if let (Some(counted), Some(arrivals)) = (station.counted, *arrivals)
            && to_thousandths(arrivals) != to_thousandths(station.today)
        {
            values.push((counted.id.clone(), decimal(arrivals)));
        }
    }
    let taken_on = flow.taken_on(&capacities, &solution.arrivals);
    for pass in &flow.passes {
        if let Some(taken_on) = taken_on[pass.from] {
            let sent = pass.share * taken_on;
            if is_other(pass.volume, sent) {
                values.push((pass.volume.id.clone(), decimal(sent)));
            }
        }
    }
    values
}

fn is_other(observed: &Observation, per_month: f64) -> bool {
    i128::from(observed.value.thousandths()) != to_thousandths(per_month)
}

fn decimal(per_month: f64) -> Decimal {
    let thousandths = i64::try_from(to_thousandths(per_month)).unwrap_or(i64::MAX);
    Decimal::from_thousandths(thousandths)
}
