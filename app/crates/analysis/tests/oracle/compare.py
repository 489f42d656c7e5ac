"""Compares the graph algorithms with networkx, igraph, networkit and scipy on seeded random graphs.

Called by `cargo xtask test --only oracle` and `cargo xtask bench oracle`:
compare.py NATIVE FIRST_SEED N_GRAPHS
Prints each mismatch with its seed; ends with 1 if there was any.
"""

import itertools
import json
import math
import multiprocessing
import os
import random
import subprocess
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import igraph
import networkit
import networkx
import numpy
import scipy.sparse

K = 6
TOLERANCE = 1e-9
SHOWN_MISMATCHES = 20


class Case:
    """A random graph: many shapes, sizes, densities and ties."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.n_nodes = n = chance.choice([1, 2, 3, 5, 8, 12, 20, 35, 60])
        largest = chance.choice([1, 2, 5, 50, 100_000])
        smallest = chance.choice([0, 1, 1])
        n_arcs = int(n * chance.choice([0, 0.5, 1, 1.5, 2, 4, 8]))
        shape = chance.choice(["any", "any", "dag", "star", "hubs", "parts", "ring"])
        ends = (self.ends(chance, shape, idx) for idx in range(n_arcs))
        self.arcs = [(t, h, max(smallest, chance.randrange(largest + 1))) for t, h in ends]
        self.source, self.target = chance.randrange(n), chance.randrange(n)
        self.groups = [chance.randrange(1 + n // 3) for _ in range(n)]

    def ends(self, chance, shape, idx):
        n = self.n_nodes
        tail, head = chance.randrange(n), chance.randrange(n)
        if shape == "dag":
            return min(tail, head), max(tail, head)
        if shape == "star":
            return (0, head) if idx % 2 else (tail, 0)
        if shape == "hubs" and idx % 3:
            return tail, head % max(1, n // 10)
        if shape == "parts":
            return tail, min(n - 1, head - head % 4 + tail % 4)
        if shape == "ring":
            return idx % n, (idx + 1) % n
        return tail, head

    def line(self):
        numbers = [self.n_nodes, self.source, self.target, K, *self.groups]
        return " ".join(map(str, itertools.chain(numbers, *self.arcs)))

    def digraph(self, join=min, least=0):
        """Parallel arcs joined, loops dropped."""
        graph = networkx.DiGraph()
        graph.add_nodes_from(range(self.n_nodes))
        for tail, head, weight in self.arcs:
            weight = max(weight, least)
            if tail == head:
                continue
            if graph.has_edge(tail, head):
                weight = join((graph[tail][head]["weight"], weight))
            graph.add_edge(tail, head, weight=weight)
        return graph


def igraph_of(graph):
    made = igraph.Graph(n=len(graph), edges=list(graph.edges()), directed=graph.is_directed())
    made.es["weight"] = [weight for _, _, weight in graph.edges(data="weight")]
    return made


def networkit_of(graph):
    made = networkit.Graph(len(graph), weighted=True, directed=graph.is_directed())
    for tail, head, weight in graph.edges(data="weight"):
        made.addEdge(tail, head, weight)
    return made


def is_close(ours, theirs):
    return len(ours) == len(theirs) and all(
        math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE) for a, b in zip(ours, theirs)
    )


def check_paths(case, answer):
    graph = case.digraph()
    lengths = networkx.single_source_dijkstra_path_length(graph, case.source)
    distances = [lengths.get(node) for node in graph]
    yield "distances", answer["distances"] == distances
    matrix = scipy.sparse.csr_matrix(
        networkx.to_scipy_sparse_array(graph, nodelist=range(case.n_nodes), dtype=float)
    )
    if all(weight > 0 for _, _, weight in graph.edges(data="weight")):
        found = scipy.sparse.csgraph.dijkstra(matrix, indices=case.source)
        yield "distances (scipy)", [
            None if math.isinf(distance) else distance for distance in found
        ] == distances
    found = networkit.distance.Dijkstra(networkit_of(graph), case.source).run().getDistances()
    # What is out of reach is as far away as a double goes.
    yield "distances (networkit)", [
        None if distance > 1e300 else distance for distance in found
    ] == distances
    cost = distances[case.target]
    yield "path", path_cost(graph, answer["path"]) == cost
    yield "path is the first of many", answer["paths"][:1] == [answer["path"]] * (cost is not None)
    paths = answer["paths"]
    yield "paths' costs", [path_cost(graph, path) for path in paths] == answer["path_costs"]
    yield "paths differ", len(set(map(tuple, paths))) == len(paths)
    yield "k paths", answer["path_costs"] == best_costs(graph, case)
    if case.source != case.target and cost is not None:
        yield "k paths (igraph)", answer["path_costs"] == best_costs_of_igraph(graph, case)


def path_cost(graph, nodes):
    """None without nodes; fails where no arc is, or a node comes twice."""
    if not nodes:
        return None
    if len(set(nodes)) != len(nodes):
        return -1
    return sum(graph[tail][head]["weight"] for tail, head in zip(nodes, nodes[1:]))


def best_costs(graph, case):
    if case.source == case.target:
        return [0]
    try:
        paths = networkx.shortest_simple_paths(graph, case.source, case.target, weight="weight")
        return [path_cost(graph, path) for path in itertools.islice(paths, K)]
    except networkx.NetworkXNoPath:
        return []


def best_costs_of_igraph(graph, case):
    made = igraph_of(graph)
    paths = made.get_k_shortest_paths(
        case.source, to=case.target, k=K, weights="weight", output="vpath"
    )
    return [path_cost(graph, path) for path in paths]


def check_betweenness(case, answer):
    graph = case.digraph(least=1)
    theirs = networkx.betweenness_centrality(graph, weight="weight", normalized=False)
    yield "betweenness", is_close(answer["betweenness"], [theirs[node] for node in graph])
    made = igraph_of(graph)
    yield "betweenness (igraph)", is_close(
        answer["betweenness"], made.betweenness(directed=True, weights="weight")
    )
    by_networkit = networkit.centrality.Betweenness(networkit_of(graph)).run().scores()
    yield "betweenness (networkit)", is_close(answer["betweenness"], by_networkit)
    passed = [0.0] * case.n_nodes
    if case.source != case.target and networkx.has_path(graph, case.source, case.target):
        passed = volumes_of_one(graph, case)
    yield "demand betweenness", is_close(answer["demand_betweenness"], passed)


def volumes_of_one(graph, case):
    subset = networkx.betweenness_centrality_subset(
        graph, [case.source], [case.target], normalized=False, weight="weight"
    )
    return [3 * subset[node] for node in graph]


def check_separators(case, answer):
    multigraph = networkx.MultiGraph()
    multigraph.add_nodes_from(range(case.n_nodes))
    multigraph.add_edges_from((t, h, idx) for idx, (t, h, _) in enumerate(case.arcs) if t != h)
    points = set(networkx.articulation_points(networkx.Graph(multigraph)))
    ours = {node for node, is_point in enumerate(answer["is_articulation"]) if is_point}
    yield "articulation points", ours == points
    bridges = {frozenset(edge) for edge in networkx.bridges(multigraph)}
    ours = [frozenset(case.arcs[arc][:2]) for arc in answer["bridges"]]
    yield "bridges", set(ours) == bridges and len(ours) == len(bridges)
    made = igraph.Graph(n=case.n_nodes, edges=[(t, h) for t, h, _ in case.arcs], directed=False)
    yield "bridges (igraph)", answer["bridges"] == sorted(made.bridges())


def check_dominators(case, answer):
    theirs = networkx.immediate_dominators(case.digraph(), case.source)
    expected = [theirs.get(node) for node in range(case.n_nodes)]
    expected[case.source] = None
    yield "dominators", answer["dominators"] == expected


def check_flow(case, answer):
    if case.source == case.target:
        yield "no flow to itself", "flow" not in answer
        return
    graph = case.digraph(join=sum)
    (ours,) = answer["flow"]
    theirs = networkx.maximum_flow_value(graph, case.source, case.target, capacity="weight")
    yield "flow", ours == theirs
    made = igraph_of(graph)
    yield "flow (igraph)", ours == made.maxflow_value(case.source, case.target, "weight")
    matrix = networkx.to_scipy_sparse_array(graph, nodelist=range(case.n_nodes), dtype=numpy.int32)
    found = scipy.sparse.csgraph.maximum_flow(
        scipy.sparse.csr_matrix(matrix), case.source, case.target
    )
    yield "flow (scipy)", ours == found.flow_value
    yield "cut", ours == sum(case.arcs[arc][2] for arc in answer["cut"])
    side = answer["is_source_side"]
    crossing = [a for a, (t, h, w) in enumerate(case.arcs) if side[t] and not side[h] and w]
    yield "cut lies between the sides", crossing == answer["cut"]
    yield "sides", side[case.source] and not side[case.target]


def check_structure(case, answer):
    graph = case.digraph()
    components = [frozenset(c) for c in networkx.strongly_connected_components(graph)]
    ours = {}
    for node, number in enumerate(answer["components"]):
        ours.setdefault(number, set()).add(node)
    yield "components", {frozenset(c) for c in ours.values()} == set(components)
    made = igraph_of(graph)
    undirected = networkx.Graph(graph)
    cores = networkx.core_number(undirected)
    yield "cores", answer["core_all"] == [cores[node] for node in range(case.n_nodes)]
    by_networkit = networkit.centrality.CoreDecomposition(networkit_of(undirected)).run()
    yield "cores (networkit)", answer["core_all"] == by_networkit.scores()
    yield "cores (in)", answer["core_in"] == made.coreness(mode="in")
    yield "cores (out)", answer["core_out"] == made.coreness(mode="out")


def check_constraint(case, answer):
    graph = case.digraph(join=sum)
    graph.remove_edges_from([(t, h) for t, h, w in graph.edges(data="weight") if w == 0])
    theirs = networkx.constraint(graph, weight="weight")
    known = [node for node in graph if not math.isnan(theirs[node])]
    ours = answer["constraint"]
    yield "constraint known", known == [n for n in graph if ours[n] is not None]
    yield "constraint", is_close([ours[n] for n in known], [theirs[n] for n in known])
    if graph.number_of_edges():
        by_igraph = igraph_of(graph).constraint(weights="weight")
        yield "constraint (igraph)", is_close([ours[n] for n in known], [by_igraph[n] for n in known])


def check_pagerank(case, answer):
    graph = case.digraph(join=sum)
    for node, _, weight in ((t, h, w) for t, h, w in case.arcs if t == h):
        before = graph[node][node]["weight"] if graph.has_edge(node, node) else 0
        graph.add_edge(node, node, weight=before + weight)
    graph.remove_edges_from([(t, h) for t, h, w in graph.edges(data="weight") if w == 0])
    theirs = networkx.pagerank(graph, tol=1e-14, max_iter=2000)
    yield "pagerank", is_close(answer["pagerank"], [theirs[node] for node in graph])
    by_igraph = igraph_of(graph).pagerank(weights="weight") if graph.number_of_edges() else None
    yield "pagerank (igraph)", by_igraph is None or is_close(answer["pagerank"], by_igraph)


def check_communities(case, answer):
    graph = networkx.Graph()
    graph.add_nodes_from(range(case.n_nodes))
    for tail, head, weight in case.arcs:
        if tail != head and weight:
            before = graph[tail][head]["weight"] if graph.has_edge(tail, head) else 0
            graph.add_edge(tail, head, weight=before + weight)
    if not graph.number_of_edges():
        yield "modularity without ties", answer["modularity"] == [0.0]
        return
    made = igraph_of(graph)
    for name, groups in [("modularity", case.groups), ("communities", answer["communities"])]:
        key = "modularity" if name == "modularity" else "communities_modularity"
        theirs = made.modularity(groups, weights=made.es["weight"])
        yield f"{name} (igraph)", is_close(answer[key], [theirs])
        parts = {}
        for node, group in enumerate(groups):
            parts.setdefault(group, set()).add(node)
        theirs = networkx.community.modularity(graph, parts.values(), weight="weight")
        yield f"{name} (networkx)", is_close(answer[key], [theirs])
    for members in parts.values():
        yield "communities are connected", networkx.is_connected(graph.subgraph(members))


CHECKS = [
    check_paths,
    check_betweenness,
    check_separators,
    check_dominators,
    check_flow,
    check_structure,
    check_constraint,
    check_pagerank,
    check_communities,
]


def compare(arguments):
    """Mismatches and numbers of comparisons for a range of seeds."""
    native, seeds = arguments
    cases = [(seed, Case(seed)) for seed in seeds]
    lines = "".join(case.line() + "\n" for _, case in cases)
    answers = subprocess.check_output([native, "answer"], input=lines, text=True).splitlines()
    mismatches, n_checks = [], 0
    for (seed, case), answer in zip(cases, answers, strict=True):
        for check in CHECKS:
            for name, holds in check(case, json.loads(answer)):
                n_checks += 1
                if not holds:
                    mismatches.append(f"seed {seed}: {name}")
    return mismatches, n_checks


def main():
    native, first_seed, n_graphs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    seeds = range(first_seed, first_seed + n_graphs)
    parts = [(native, seeds[start : start + 50]) for start in range(0, n_graphs, 50)]
    mismatches, n_checks = [], 0
    # A forked process would inherit the threads of networkit in a state that never ends.
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for found, n_more in pool.imap(compare, parts):
            mismatches += found
            n_checks += n_more
    for mismatch in mismatches[:SHOWN_MISMATCHES]:
        print(mismatch)
    print(f"{n_graphs} graphs, {n_checks} comparisons, {len(mismatches)} mismatches")
    sys.exit(1 if mismatches or not n_checks else 0)


if __name__ == "__main__":
    main()
