//! Means with confidence half-widths, by batch means (Conway 1963).
//!
//! The run is cut into batches long enough to be nearly independent; the spread of their means
//! gives the confidence (Student 1908).

use model::Decimal;

use super::engine::Engine;
use super::plan::{MONTH_MS, PlannedStation, SimulationPlan};
use super::tally::Batch;
use super::{Estimate, StationResult};

/// Quantiles of Student's t at 97.5 % for 1, 2, … degrees of freedom, up to one less than
/// [`super::N_BATCHES`].
const STUDENT: [f64; 19] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
];
const MS_PER_MINUTE: f64 = 60_000.0;

/// One result per station, in the order of the plan.
pub(super) fn stations(plan: &SimulationPlan, engine: &Engine) -> Vec<StationResult> {
    let stations = plan.stations.iter().enumerate();
    stations.map(|(position, station)| of_station(station, position, engine)).collect()
}

fn of_station(station: &PlannedStation, position: usize, engine: &Engine) -> StationResult {
    let batches = engine.batches(position);
    let length = real(u128::from(engine.timeline.batch_length()));
    let per_month = real(u128::from(MONTH_MS)) / length;
    let over = |value: &dyn Fn(&Batch) -> f64| mean(batches.iter().map(value));
    StationResult {
        service: station.service.clone(),
        wait_minutes: mean_wait(batches),
        queue: over(&|batch| real(batch.queue_area) / length),
        utilisation: station.servers.as_ref().map(|servers| {
            over(&|batch| real(batch.busy_area) / length / f64::from(servers.count))
        }),
        throughput_per_month: over(&|batch| real(u128::from(batch.n_served)) * per_month),
        waiting_at_end: u64::try_from(engine.n_waiting(position)).unwrap_or(u64::MAX),
    }
}

/// Mean and half-width over equally long batches.
fn mean(values: impl Iterator<Item = f64> + Clone) -> Estimate {
    let n = values.clone().count();
    let sum: f64 = values.clone().sum();
    let mean = sum / count(n).max(1.0);
    let squares: f64 = values.map(|value| (value - mean) * (value - mean)).sum();
    Estimate { mean: decimal(mean), half_width: half_width(squares, n, 1.0) }
}

/// All waiting over all who began: a ratio, because batches differ in how many begin. Its
/// confidence comes from the residuals (ratio estimator, Cochran 1953).
fn mean_wait(batches: &[Batch]) -> Option<Estimate> {
    let minutes = |batch: &Batch| real(batch.waiting_time) / MS_PER_MINUTE;
    let started = |batch: &Batch| real(u128::from(batch.n_started));
    let n_started: f64 = batches.iter().map(started).sum();
    if n_started <= 0.0 {
        return None;
    }
    let mean = batches.iter().map(minutes).sum::<f64>() / n_started;
    let residuals = batches.iter().map(|batch| minutes(batch) - mean * started(batch));
    let squares: f64 = residuals.map(|residual| residual * residual).sum();
    let per_batch = n_started / count(batches.len());
    Some(Estimate {
        mean: decimal(mean),
        half_width: half_width(squares, batches.len(), per_batch),
    })
}

/// Student's t times the standard error, from the sum of squared deviations of n batches.
fn half_width(squares: f64, n: usize, scale: f64) -> Option<Decimal> {
    let freedom = n.checked_sub(1).filter(|&freedom| freedom > 0)?;
    let student = STUDENT.get(freedom - 1).or(STUDENT.last())?;
    Some(decimal(student * (squares / count(freedom) / count(n)).sqrt() / scale))
}

#[expect(clippy::cast_precision_loss, reason = "rounds to nearest, the same on every machine")]
fn real(value: u128) -> f64 {
    value as f64
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, and NaN is zero")]
fn decimal(value: f64) -> Decimal {
    Decimal::from_thousandths((value * 1000.0 + 0.5) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_is_that_of_the_textbook() {
        // 2, 4, 4, 6: mean 4, variance 8/3, standard error 0.8165, t(3) = 3.182.
        let found = mean([2.0, 4.0, 4.0, 6.0].into_iter());
        assert_eq!(found.mean.to_string(), "4");
        assert_eq!(found.half_width.unwrap().to_string(), "2.598");
        assert_eq!(mean([3.0].into_iter()).half_width, None);
        assert_eq!(mean(std::iter::empty()).mean, Decimal::ZERO);
    }

    #[test]
    fn waits_are_weighted_by_who_began() {
        let batch = |minutes: u128, n_started| Batch {
            waiting_time: minutes * 60_000,
            n_started,
            ..Batch::default()
        };
        let found = mean_wait(&[batch(30, 1), batch(10, 3), batch(0, 0)]).unwrap();
        assert_eq!(found.mean.to_string(), "10");
        // Residuals 20, -20, 0 over 4/3 starts per batch: 4.303 * sqrt(800 / 2 / 3) / (4/3).
        assert_eq!(found.half_width.unwrap().to_string(), "37.265");
        assert_eq!(mean_wait(&[batch(0, 0)]), None);
    }
}
