// Runs in the page: the same graphs, places and camera path drawn by others. They draw straight
// lines without heads, which is less than ours; otherwise they are as they come.

globalThis.peers = (() => {
  const { WIDTH, HEIGHT } = bench;
  const PADDING = 24;

  /** Nodes and lines as plain objects, and the camera that sees all of them. */
  function data(size) {
    const network = bench.network(size);
    const [places, radii, ends] = [network.places(), network.radii(), network.ends()];
    const nodes = Array.from(radii, (radius, n) => ({ id: String(n), x: places[2 * n], y: places[2 * n + 1], radius }));
    const edges = Array.from({ length: ends.length / 2 }, (_, n) => ({
      id: `e${n}`, from: String(ends[2 * n]), to: String(ends[2 * n + 1]),
    }));
    const range = (key) => {
      const values = nodes.map((node) => node[key]);
      return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    };
    const [[left, right], [top, bottom]] = [range("x"), range("y")];
    const scale = Math.min((WIDTH - 2 * PADDING) / (right - left), (HEIGHT - 2 * PADDING) / (bottom - top));
    return { nodes, edges, middle: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
  }

  const name = (node) => `Beratungsstelle ${node.id}`;

  const open = {
    async sigma(element, { nodes, edges }) {
      const graph = new graphology.MultiDirectedGraph();
      for (const node of nodes) {
        graph.addNode(node.id, { x: node.x, y: -node.y, size: 3, label: name(node), color: "#0069a8" });
      }
      for (const edge of edges) graph.addEdgeWithKey(edge.id, edge.from, edge.to, { size: 1, color: "#bcc" });
      const sigma = new Sigma(graph, element, { stagePadding: PADDING });
      const first = sigma.viewportToFramedGraph({ x: 0, y: 0 });
      const second = sigma.viewportToFramedGraph({ x: 100, y: 100 });
      const perPixel = { x: (second.x - first.x) / 100, y: (second.y - first.y) / 100 };
      return {
        draw({ x, y, factor }) {
          sigma.getCamera().setState({
            x: 0.5 - (x * perPixel.x) / factor, y: 0.5 - (y * perPixel.y) / factor, ratio: 1 / factor,
          });
          sigma.refresh({ skipIndexation: true });
        },
        close: () => sigma.kill(),
      };
    },
    async "vis-network"(element, { nodes, edges, middle, scale }) {
      const SPREAD = 100;
      const network = new vis.Network(
        element,
        {
          nodes: nodes.map((node) => ({
            id: node.id, x: node.x * SPREAD, y: node.y * SPREAD, shape: "dot", size: node.radius * SPREAD, label: name(node),
          })),
          edges: edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })),
        },
        { physics: false, layout: { improvedLayout: false }, edges: { smooth: false }, interaction: { hover: false } },
      );
      return {
        draw({ x, y, factor }) {
          const now = (scale * factor) / SPREAD;
          network.moveTo({
            position: { x: middle.x * SPREAD - x / now, y: middle.y * SPREAD - y / now }, scale: now, animation: false,
          });
          network.redraw();
        },
        close: () => network.destroy(),
      };
    },
    async cytoscape(element, { nodes, edges, middle, scale }) {
      const cy = cytoscape({
        container: element,
        elements: {
          nodes: nodes.map((node) => ({ data: { id: node.id, name: name(node) }, position: { x: node.x, y: node.y } })),
          edges: edges.map((edge) => ({ data: { id: edge.id, source: edge.from, target: edge.to } })),
        },
        layout: { name: "preset", fit: false },
        style: [
          { selector: "node", style: { width: 0.4, height: 0.4, label: "data(name)", "font-size": 0.4 } },
          { selector: "edge", style: { width: 0.04, "curve-style": "haystack" } },
        ],
      });
      return {
        draw({ x, y, factor }) {
          const zoom = scale * factor;
          cy.viewport({
            zoom, pan: { x: WIDTH / 2 + x - middle.x * zoom, y: HEIGHT / 2 + y - middle.y * zoom },
          });
          cy.renderer().render({});
        },
        close: () => cy.destroy(),
      };
    },
  };

  async function measure({ name: which, size, nFrames }) {
    const element = bench.stage();
    const given = data(size);
    await bench.frame();
    const started = performance.now();
    const { draw, close } = await open[which](element, given);
    draw(bench.path(0));
    bench.finish(element);
    const result = { firstPaint: performance.now() - started };
    result.moving = await bench.moving(element, draw, nFrames);
    result.free = await bench.freeRunning(draw, nFrames);
    close();
    return result;
  }

  return { measure };
})();
