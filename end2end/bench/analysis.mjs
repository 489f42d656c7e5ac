// Times the analyses in Chromium: analysis.mjs PROBE_JS NODES ARCS SEED RUNS NAME…
// Prints the median milliseconds by name, as JSON. Called by `cargo xtask bench analysis`.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [script, nodes, arcs, seed, runs, ...names] = process.argv.slice(2);
const wasm = readFileSync(script.replace(/\.js$/, "_bg.wasm")).toString("base64");

/** Runs in the page. The clock there is coarse, so short runs are repeated within one reading. */
function measure({ wasm, nodes, arcs, seed, runs, names }) {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  wasm_bindgen.initSync({ module: bytes });
  const workload = new wasm_bindgen.Workload(nodes, arcs, seed);
  const LEAST_MS = 20;
  const WARM_UP_MS = 300;
  const timed = (name, repeats) => {
    const started = performance.now();
    for (let run = 0; run < repeats; run += 1) {
      if (workload.run(name) === "") throw new Error(`unknown algorithm ${name}`);
    }
    return (performance.now() - started) / repeats;
  };
  const median = (name) => {
    // The engine compiles in haste first, and well once code has run for a while.
    const warmUpEnd = performance.now() + WARM_UP_MS;
    while (performance.now() < warmUpEnd) timed(name, 1);
    const first = timed(name, 1);
    const repeats = Math.max(1, Math.ceil(LEAST_MS / Math.max(first, 0.01)));
    const times = Array.from({ length: runs }, () => timed(name, repeats));
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
  };
  return Object.fromEntries(names.map((name) => [name, median(name)]));
}

const browser = await chromium.launch({
  executablePath: process.env.NETZLOTSE_CHROMIUM,
  args: ["--no-sandbox"],
});
try {
  const page = await browser.newPage();
  // Evaluated, not added as a script: an inline script has no address, which its code asks for.
  const code = readFileSync(script, "utf8");
  await page.evaluate(`(() => { ${code}; globalThis.wasm_bindgen = wasm_bindgen; })()`);
  const workload = { wasm, nodes: +nodes, arcs: +arcs, seed: +seed, runs: +runs, names };
  console.log(JSON.stringify(await page.evaluate(measure, workload)));
} finally {
  await browser.close();
}
