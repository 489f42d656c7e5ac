"""Draws networks with igraph and networkit: layout.py FOLDER

Writes a picture per network and layout into the folder (the formats stand in native.rs).
Called by `cargo xtask bench layout`.
"""

import os
import pathlib
import random
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import igraph
import networkit

MAX_RUNS = 9
ENOUGH_MS = 300
# What takes so long is drawn for so many seeds only.
SLOW_MS = 2_000
FEW_SEEDS = 3

networkit.setNumberOfThreads(1)


def read_network(path):
    first, _, *edges = path.read_text().splitlines()
    return int(first.split()[0]), [tuple(map(int, line.split())) for line in edges]


def igraph_calls(n_nodes, edges):
    graph = igraph.Graph(n=n_nodes, edges=edges)
    return {
        "igraph-fr": lambda: graph.layout_fruchterman_reingold().coords,
        "igraph-kk": lambda: graph.layout_kamada_kawai().coords,
        "igraph-drl": lambda: graph.layout_drl().coords,
    }


def networkit_calls(n_nodes, edges):
    graph = networkit.Graph(n_nodes)
    for a, b in edges:
        graph.addEdge(a, b)

    def pivot_mds():
        layout = networkit.viz.PivotMDS(graph, 2, min(50, n_nodes))
        layout.run()
        return layout.getCoordinates()

    def maxent():
        start = pivot_mds()
        layout = networkit.viz.MaxentStress(graph, 2, 1, start)
        layout.run()
        return layout.getCoordinates()

    return {"networkit-pivotmds": pivot_mds, "networkit-maxent": maxent}


def draw(call, seed):
    """Median of several runs; of few if they take long."""
    times = []
    while len(times) < MAX_RUNS and sum(times) < ENOUGH_MS:
        random.seed(seed)
        networkit.setSeed(seed, False)
        started = time.perf_counter()
        points = call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), points


def main():
    igraph.set_random_number_generator(random)
    slow = set()
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.graph")):
        network = read_network(path)
        seed = int(path.name.split(".")[1])
        for name, call in {**igraph_calls(*network), **networkit_calls(*network)}.items():
            if seed > FEW_SEEDS and (path.name.split(".")[0], name) in slow:
                continue
            milliseconds, points = draw(call, seed)
            if milliseconds > SLOW_MS:
                slow.add((path.name.split(".")[0], name))
            lines = [str(milliseconds), *(f"{x!r} {y!r}" for x, y in points)]
            path.with_name(f"{path.stem}.{name}.points").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
