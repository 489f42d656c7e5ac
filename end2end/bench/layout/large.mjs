// The largest network: ours in a worker, while the main thread measures its own tasks; then ngraph.

const SIZE = [100_000, 1_000_000, 1];

/** Runs in the page. */
async function measureInPage({ code, wasm, size }) {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  const body = `${code};
    onmessage = ({ data: { bytes, size } }) => {
      wasm_bindgen.initSync({ module: bytes });
      const workload = wasm_bindgen.Workload.planted(...size);
      const ends = workload.ends();
      const started = performance.now();
      const points = workload.draw("overview", 1);
      const milliseconds = performance.now() - started;
      postMessage({ ends, points, milliseconds }, [ends.buffer, points.buffer]);
    };`;
  const worker = new Worker(URL.createObjectURL(new Blob([body], { type: "text/javascript" })));

  // Turns of the main thread as close to each other as can be: the longest gap is its longest task.
  let longestTaskMs = 0;
  let isWatching = true;
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longestTaskMs = Math.max(longestTaskMs, now - last);
    last = now;
    if (isWatching) setTimeout(() => port2.postMessage(0), 1);
  };
  port2.postMessage(0);
  const drawn = await new Promise((done, failed) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage({ bytes, size });
  });
  // The turn in which the positions arrive counts too.
  await new Promise((done) => setTimeout(done, 20));
  isWatching = false;
  worker.terminate();

  const graph = globalThis.packages["ngraph.graph"]();
  for (let node = 0; node < size[0]; node += 1) graph.addNode(node);
  for (let idx = 0; idx < drawn.ends.length; idx += 2) graph.addLink(drawn.ends[idx], drawn.ends[idx + 1]);
  const layout = globalThis.packages["ngraph.forcelayout"](graph);
  // The first steps sort out coinciding bodies and compile.
  layout.step();
  layout.step();
  const times = [];
  for (let step = 0; step < 20; step += 1) {
    const started = performance.now();
    layout.step();
    times.push(performance.now() - started);
  }
  const total = times.reduce((sum, time) => sum + time, 0);
  times.sort((a, b) => a - b);
  const points = [];
  for (let node = 0; node < size[0]; node += 1) {
    const { x, y } = layout.getNodePosition(node);
    points.push(x, y);
  }
  return {
    iterationMs: times[Math.floor(times.length / 2)],
    longestTaskMs,
    pictures: {
      overview: { milliseconds: drawn.milliseconds, points: Array.from(drawn.points) },
      ngraph: { milliseconds: total, points },
    },
  };
}

export function measureLarge(page, { code, wasm }) {
  return page.evaluate(measureInPage, { code, wasm, size: SIZE });
}
