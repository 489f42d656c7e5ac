"""Times the graph algorithms beside those of igraph, networkit and networkx, in one run.

Called by `cargo xtask bench analysis`:  bench.py NATIVE [BROWSER_COMMAND ...]
All of them get the same seeded graphs, run on one thread, and are compared by the median.
What a peer's graph type can keep ready (its own adjacency, its weights as an attribute or an
array of doubles) is made before the clock starts.
"""

import json
import os
import statistics
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import igraph
import networkit
import networkx

networkit.setNumberOfThreads(1)

SIZES = [(500, 2_500), (2_000, 20_000)]
LARGE = (100_000, 1_000_000)
SEED = 1
K = 5

# Algorithm and the largest ratio to igraph that issue 3 allows.
TARGETS = {
    "shortest_path": 0.2,
    "k_shortest_paths": 0.2,
    "betweenness": 0.5,
    "max_flow": 0.5,
    "separators": 0.3,
    "communities": 0.6,
    "constraint": 0.5,
    "dominators": None,
    "components": None,
    "cores": None,
    "pagerank": None,
}
# Takes networkx minutes.
TOO_LONG_FOR_NETWORKX = {("betweenness", 2_000)}
LINEAR = ["separators", "dominators", "components", "cores", "pagerank", "constraint"]


class Graphs:
    """One graph in the forms of all peers, directions kept and forgotten."""

    def __init__(self, native, n_nodes, n_arcs, with_networkx):
        text = subprocess.check_output(
            [native, "graph", str(n_nodes), str(n_arcs), str(SEED)], text=True
        )
        numbers = [[int(word) for word in line.split()] for line in text.splitlines()]
        n_pairs = numbers[0][0]
        self.pairs = numbers[1 : 1 + n_pairs]
        arcs = numbers[1 + n_pairs :]
        edges = [(tail, head) for tail, head, _ in arcs]
        weights = [float(weight) for _, _, weight in arcs]
        self.igraph = igraph.Graph(n=n_nodes, edges=edges, directed=True)
        self.igraph.es["weight"] = weights
        self.undirected = self.igraph.as_undirected(mode="collapse", combine_edges="sum")
        self.networkit = networkit.Graph(n_nodes, weighted=True, directed=True)
        for (tail, head), weight in zip(edges, weights):
            self.networkit.addEdge(tail, head, weight)
        self.networkit.indexEdges()
        self.networkit_undirected = networkit.graphtools.toUndirected(self.networkit)
        self.networkx = None
        if with_networkx:
            self.networkx = networkx.DiGraph()
            self.networkx.add_nodes_from(range(n_nodes))
            self.networkx.add_weighted_edges_from((t, h, w) for (t, h), w in zip(edges, weights))
            self.networkx_undirected = self.networkx.to_undirected()
        self.n_nodes = n_nodes


def igraph_calls(graphs):
    graph, undirected = graphs.igraph, graphs.undirected

    def each_pair(call):
        return lambda: [call(source, target) for source, target in graphs.pairs]

    def separators():
        undirected.articulation_points()
        undirected.bridges()

    return {
        "shortest_path": each_pair(
            lambda s, t: graph.get_shortest_path(s, to=t, weights="weight", output="vpath")
        ),
        "k_shortest_paths": each_pair(
            lambda s, t: graph.get_k_shortest_paths(s, to=t, k=K, weights="weight")
        ),
        "betweenness": lambda: graph.betweenness(directed=True, weights="weight"),
        "max_flow": each_pair(lambda s, t: graph.maxflow(s, t, capacity="weight") if s != t else 0),
        "separators": separators,
        "dominators": lambda: graph.dominator(graphs.pairs[0][0]),
        "components": lambda: graph.connected_components(mode="strong").membership,
        "cores": lambda: undirected.coreness(),
        "constraint": lambda: graph.constraint(weights="weight"),
        "pagerank": lambda: graph.pagerank(weights="weight"),
        "communities": lambda: undirected.community_leiden(
            objective_function="modularity", weights="weight"
        ),
    }


def networkit_calls(graphs):
    graph, undirected = graphs.networkit, graphs.networkit_undirected
    simple = networkit.Graph(undirected)
    simple.removeMultiEdges()
    simple.removeSelfLoops()

    def path(source, target):
        networkit.distance.BidirectionalDijkstra(graph, source, target, True).run()

    def communities():
        algorithm = networkit.community.ParallelLeiden(undirected, randomize=False)
        algorithm.run()
        return algorithm.getPartition()

    return {
        "shortest_path": lambda: [path(s, t) for s, t in graphs.pairs],
        "betweenness": lambda: networkit.centrality.Betweenness(graph).run().scores(),
        "components": lambda: networkit.components.StronglyConnectedComponents(graph).run(),
        "cores": lambda: networkit.centrality.CoreDecomposition(simple).run().scores(),
        "pagerank": lambda: networkit.centrality.PageRank(graph, 0.85, 1e-12).run().scores(),
        "communities": communities,
    }


def networkx_calls(graphs):
    if graphs.networkx is None:
        return {}
    graph, undirected = graphs.networkx, graphs.networkx_undirected

    def k_shortest(source, target):
        paths = networkx.shortest_simple_paths(graph, source, target, weight="weight")
        try:
            return [path for path, _ in zip(paths, range(K))]
        except networkx.NetworkXNoPath:
            return []

    def flow(source, target):
        return networkx.maximum_flow_value(graph, source, target, capacity="weight")

    def separators():
        list(networkx.articulation_points(undirected))
        list(networkx.bridges(undirected))

    def path(source, target):
        try:
            return networkx.bidirectional_dijkstra(graph, source, target)
        except networkx.NetworkXNoPath:
            return None

    return {
        "shortest_path": lambda: [path(s, t) for s, t in graphs.pairs],
        "k_shortest_paths": lambda: [k_shortest(s, t) for s, t in graphs.pairs],
        "betweenness": lambda: networkx.betweenness_centrality(graph, weight="weight"),
        "max_flow": lambda: [flow(s, t) for s, t in graphs.pairs if s != t],
        "separators": separators,
        "dominators": lambda: networkx.immediate_dominators(graph, graphs.pairs[0][0]),
        "components": lambda: list(networkx.strongly_connected_components(graph)),
        "cores": lambda: networkx.core_number(undirected),
        "constraint": lambda: networkx.constraint(graph, weight="weight"),
        "pagerank": lambda: networkx.pagerank(graph, tol=1e-12, max_iter=500),
    }


def median_ms(call, most_runs=7, budget_s=4.0):
    """Median of several runs; of few if they take long."""
    times = []
    while len(times) < most_runs and (not times or sum(times) < budget_s * 1000):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def native_times(native, size, names):
    text = subprocess.check_output(
        [native, "time", *map(str, size), str(SEED), "7", *names], text=True
    )
    rows = (line.split() for line in text.splitlines())
    return {row[0]: statistics.median(map(float, row[1:])) for row in rows}


def browser_times(command, size, names):
    if not command:
        return {}
    return json.loads(
        subprocess.check_output([*command, *map(str, size), str(SEED), "7", *names], text=True)
    )


def shown(value, digits=3):
    return "-" if value is None else f"{value:.{digits}f}"


def ratio(value, base):
    return None if value is None or not base else value / base


def verdict(reached):
    return {None: "-", True: "yes", False: "NO"}[reached]


HEADINGS = [
    "algorithm", "nodes/arcs", "ours ms", "igraph ms", "networkit ms", "networkx ms",
    "ours/igraph", "target", "reached", "browser ms", "browser/ours", "<= 2",
]


def rows_for(native, browser, size, names, with_networkx):
    graphs = Graphs(native, *size, with_networkx)
    ours = native_times(native, size, names)
    in_browser = browser_times(browser, size, names)
    peers = [igraph_calls(graphs), networkit_calls(graphs), networkx_calls(graphs)]
    for name in names:
        if (name, size[0]) in TOO_LONG_FOR_NETWORKX:
            del peers[2][name]
        times = [median_ms(calls[name]) if name in calls else None for calls in peers]
        to_igraph, target = ratio(ours[name], times[0]), TARGETS[name]
        to_native = ratio(in_browser.get(name), ours[name])
        yield [
            name, f"{size[0]}/{size[1]}", shown(ours[name]), *map(shown, times),
            shown(to_igraph), shown(target, 1),
            verdict(to_igraph <= target if target and to_igraph is not None else None),
            shown(in_browser.get(name)), shown(to_native, 2),
            verdict(to_native <= 2 if to_native is not None else None),
        ]


def quality_rows(native, size):
    """Modularity against the best of ten runs of igraph."""
    graphs = Graphs(native, *size, False)
    arcs = [(e.source, e.target, int(e["weight"])) for e in graphs.igraph.es]
    line = " ".join(map(str, [size[0], 0, 1, 1, *[0] * size[0], *sum(arcs, ())]))
    answer = subprocess.check_output([native, "answer"], input=line + "\n", text=True)
    ours = json.loads(answer)["communities_modularity"][0]
    weights = graphs.undirected.es["weight"]
    found = [
        graphs.undirected.modularity(
            graphs.undirected.community_leiden(objective_function="modularity", weights="weight"),
            weights=weights,
        )
        for _ in range(10)
    ]
    return (
        f"communities {size[0]}/{size[1]}: modularity {ours:.4f}; ten runs of igraph "
        f"{min(found):.4f} to {max(found):.4f}; at least the best less 0.001: "
        f"{verdict(ours >= max(found) - 0.001)}"
    )


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip(), flush=True)


def main():
    native, *browser = sys.argv[1:]
    rows = [HEADINGS]
    for size in SIZES:
        rows += rows_for(native, browser, size, list(TARGETS), True)
    rows += rows_for(native, browser, LARGE, LINEAR, False)
    print_table(rows)
    for size in SIZES:
        print(quality_rows(native, size))


if __name__ == "__main__":
    main()
