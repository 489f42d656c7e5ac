//! Networks and pictures as files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scene::Point;
use scene::testing::Network;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// The file of a network.
pub(crate) struct NetworkFile {
    folder: PathBuf,
    pub(crate) name: String,
    pub(crate) seed: u64,
}

impl NetworkFile {
    /// Those in a folder, by seed and then by name.
    pub(crate) fn all(folder: &Path) -> Result<Vec<Self>, Failure> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if let [name, seed, "graph"] = name.split('.').collect::<Vec<_>>()[..] {
                let (folder, name, seed) = (folder.to_owned(), name.to_owned(), seed.parse()?);
                found.push(Self { folder, name, seed });
            }
        }
        found.sort_by(|a, b| (a.seed, &a.name).cmp(&(b.seed, &b.name)));
        Ok(found)
    }

    pub(crate) fn read(&self) -> Result<Network, Failure> {
        let path = self.folder.join(format!("{}.{}.graph", self.name, self.seed));
        let text = fs::read_to_string(path)?;
        let mut lines = text.lines();
        let n_nodes = numbers(lines.next().ok_or("empty file")?)?;
        let communities = numbers(lines.next().ok_or("no communities")?)?;
        let edge = |line: &str| match numbers::<u32>(line)?[..] {
            [a, b] => Ok((a, b)),
            _ => Err(Failure::from("an edge has two ends")),
        };
        let edges = lines.map(edge).collect::<Result<_, _>>()?;
        Ok(Network { n_nodes: n_nodes[0], edges, communities })
    }

    /// Where a picture of it lies.
    pub(crate) fn picture(&self, layout: &str) -> PathBuf {
        self.folder.join(format!("{}.{}.{layout}.points", self.name, self.seed))
    }
}

pub(crate) fn write_network(
    folder: &Path,
    name: &str,
    seed: u64,
    network: &Network,
) -> Result<(), Failure> {
    let communities: Vec<String> = network.communities.iter().map(u32::to_string).collect();
    let mut text = format!("{} {}\n", network.n_nodes, network.edges.len());
    writeln!(text, "{}", communities.join(" "))?;
    for (a, b) in &network.edges {
        writeln!(text, "{a} {b}")?;
    }
    Ok(fs::write(folder.join(format!("{name}.{seed}.graph")), text)?)
}

/// A picture, and how long it took.
pub(crate) struct Drawing {
    pub(crate) milliseconds: f64,
    pub(crate) points: Vec<Point>,
}

impl Drawing {
    /// `None` if there is no such file.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Failure> {
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(path)?;
        let mut lines = text.lines();
        let milliseconds = lines.next().ok_or("empty picture")?.parse()?;
        let point = |line: &str| match numbers::<f64>(line)?[..] {
            [x, y] => Ok(Point::new(x, y)),
            _ => Err(Failure::from("a point has two coordinates")),
        };
        let points = lines.map(point).collect::<Result<_, _>>()?;
        Ok(Some(Self { milliseconds, points }))
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut text = format!("{}\n", self.milliseconds);
        for point in &self.points {
            writeln!(text, "{} {}", point.x, point.y)?;
        }
        Ok(fs::write(path, text)?)
    }
}

fn numbers<T: std::str::FromStr>(line: &str) -> Result<Vec<T>, Failure>
where
    Failure: From<T::Err>,
{
    Ok(line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
}

pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
