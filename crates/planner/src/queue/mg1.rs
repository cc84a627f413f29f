//! Service that is not exponential: by its spread.

use super::erlang::Queue;

/// A time of service: what a person takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// Mean, hours.
    pub mean_hours: f64,
    /// Standard deviation by mean: 0 is always the same, 1 exponential.
    pub variation: f64,
}

impl Service {
    /// (1 + cv²) / 2: how much longer people wait than with exponential service.
    fn spread(self) -> f64 {
        f64::midpoint(1.0, self.variation * self.variation)
    }
}

/// Mean wait before one server, hours, λ·E\[S²\] / (2·(1 − ρ)): Pollaczek (1930) and Khinchine (1932). Exact. `arrivals` are people an hour.
/// Nothing when as many come as can be served, or more.
pub fn wait_hours(arrivals: f64, service: Service) -> Option<f64> {
    let utilisation = arrivals * service.mean_hours;
    (0.0..1.0).contains(&utilisation).then(|| utilisation * service.mean_hours * service.spread() / (1.0 - utilisation))
}

/// Mean wait before several servers, hours: that of exponential service times (1 + cv²) / 2 (Lee and Longton 1959). Exact for one server
/// and for exponential service, else near when many wait.
pub fn wait_hours_of_several(arrivals: f64, service: Service, servers: u32) -> Option<f64> {
    let steady = Queue { arrivals, service: 1.0 / service.mean_hours, servers }.steady()?;
    Some(steady.wait_hours * service.spread())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pollaczek_khinchine_figures() {
        // Utilisation .8; times in mean services.
        for (name, variation, wait) in [("M/D/1", 0.0, 2.0), ("M/E2/1", 0.5_f64.sqrt(), 3.0), ("M/M/1", 1.0, 4.0), ("cv 1.5", 1.5, 6.5)] {
            let service = Service { mean_hours: 1.0, variation };
            let ours = wait_hours(0.8, service).unwrap();
            assert!((ours - wait).abs() < 1e-9, "{name}: {ours}");
            assert!((wait_hours_of_several(0.8, service, 1).unwrap() - wait).abs() < 1e-9, "{name}");
        }
        let service = Service { mean_hours: 0.5, variation: 1.0 };
        assert_eq!(wait_hours(2.0, service), None);
        assert!((wait_hours_of_several(4.8, service, 3).unwrap() - 0.5 * 1.078_652).abs() < 5e-7);
    }
}
