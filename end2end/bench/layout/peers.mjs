// The layouts of others, as functions that run in the page.
//
// Each takes { nNodes, edges, seed } and gives a function that draws once, at best from what the
// peer's own graph type keeps ready: making that is not measured. The drawing function gives x and
// y of each node in turn.

/** Runs in the page; sets `globalThis.peers` by name. */
export function installPeers() {
  const { packages } = globalThis;
  const range = (n) => Array.from({ length: n }, (_, idx) => idx);

  /** Mulberry32: peers that ask for chance get the same in each run. */
  const seeded = (seed) => {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };
  const withChance = (seed, draw) => {
    const original = Math.random;
    Math.random = seeded(seed);
    const restore = () => (Math.random = original);
    const result = draw();
    if (result instanceof Promise) return result.finally(restore);
    restore();
    return result;
  };

  const forceatlas2 = ({ nNodes, edges, seed }) => {
    const chance = seeded(seed);
    const graph = new packages.graphology.UndirectedGraph();
    for (const node of range(nNodes)) graph.addNode(node, { x: chance(), y: chance() });
    for (const [a, b] of edges) graph.addEdge(a, b);
    const layout = packages["graphology-layout-forceatlas2"];
    const settings = layout.inferSettings(graph);
    return () => {
      const places = layout(graph, { iterations: 500, settings });
      return range(nNodes).flatMap((node) => [places[node].x, places[node].y]);
    };
  };

  const d3 = ({ nNodes, edges, seed }) => () => {
    const force = packages["d3-force"];
    const nodes = range(nNodes).map(() => ({}));
    const links = edges.map(([source, target]) => ({ source, target }));
    force
      .forceSimulation(nodes)
      .randomSource(seeded(seed))
      .force("link", force.forceLink(links))
      .force("charge", force.forceManyBody())
      .force("x", force.forceX())
      .force("y", force.forceY())
      .stop()
      .tick(300);
    return nodes.flatMap(({ x, y }) => [x, y]);
  };

  const ngraph = ({ nNodes, edges }) => {
    const graph = packages["ngraph.graph"]();
    for (const node of range(nNodes)) graph.addNode(node);
    for (const [a, b] of edges) graph.addLink(a, b);
    return () => {
      const layout = packages["ngraph.forcelayout"](graph);
      for (let step = 0; step < 500; step += 1) layout.step();
      const places = range(nNodes).map((node) => layout.getNodePosition(node));
      const points = places.flatMap(({ x, y }) => [x, y]);
      layout.dispose();
      return points;
    };
  };

  packages.cytoscape.use(packages["cytoscape-fcose"]);
  const fcose = ({ nNodes, edges, seed }) => {
    const nodes = range(nNodes).map((node) => ({ data: { id: `n${node}` } }));
    const links = edges.map(([a, b]) => ({ data: { source: `n${a}`, target: `n${b}` } }));
    const options = { headless: true, styleEnabled: true, elements: [...nodes, ...links] };
    const graph = packages.cytoscape(options);
    return () =>
      withChance(seed, () => {
        graph.layout({ name: "fcose", animate: false, fit: false }).run();
        const points = range(nNodes).flatMap((node) => {
          const { x, y } = graph.getElementById(`n${node}`).position();
          return [x, y];
        });
        graph.destroy();
        return points;
      });
  };

  const vis = ({ nNodes, edges, seed }) => () =>
    withChance(
      seed,
      () =>
        new Promise((done) => {
          const nodes = range(nNodes).map((id) => ({ id }));
          const links = edges.map(([from, to]) => ({ from, to }));
          const place = document.body.appendChild(document.createElement("div"));
          // Curved edges would be bodies of their own, ten times as many as there are nodes.
          const options = { edges: { smooth: false }, layout: { randomSeed: seed } };
          const { Network } = packages["vis-network"];
          const network = new Network(place, { nodes, edges: links }, options);
          network.once("stabilizationIterationsDone", () => {
            const places = network.getPositions();
            network.destroy();
            place.remove();
            done(range(nNodes).flatMap((node) => [places[node].x, places[node].y]));
          });
        }),
    );

  globalThis.peers = { forceatlas2, "d3-force": d3, ngraph, fcose, "vis-network": vis };
}
