// Draws networks in Chromium, ours as WebAssembly and those of others: layout.mjs PROBE_JS FOLDER
// Writes a picture per network and layout into the folder (the formats stand in native.rs), and
// prints what was measured of the largest network. Called by `cargo xtask bench layout`.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { bundle } from "./layout/bundle.mjs";
import { measureLarge } from "./layout/large.mjs";
import { installPeers } from "./layout/peers.mjs";

const [script, folder] = process.argv.slice(2);
const OURS = ["overview", "groups"];
const PEERS = ["forceatlas2", "d3-force", "ngraph", "fcose", "vis-network"];
/** What takes so long is drawn for so many seeds only. */
const SLOW_MS = 2_000;
const FEW_SEEDS = 3;
/** After a picture that took so long, neither other seeds nor larger networks are drawn. */
const TOO_LONG_MS = 20_000;
/** A picture that takes so long counts as none. */
const NO_END_MS = 45_000;
const PACKAGES = [
  "graphology",
  "graphology-layout-forceatlas2",
  "d3-force",
  "ngraph.graph",
  "ngraph.forcelayout",
  "cytoscape",
  "cytoscape-fcose",
  "vis-network",
];

function readNetwork(file) {
  const lines = readFileSync(join(folder, file), "utf8").trimEnd().split("\n");
  const [first, communities, ...edges] = lines.map((line) => line.split(" ").map(Number));
  return { nNodes: first[0], communities, edges, seed: Number(file.split(".")[1]) };
}

/** Runs in the page: makes ours look like the others. */
function installOurs({ wasm, names }) {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  wasm_bindgen.initSync({ module: bytes });
  for (const name of names) {
    globalThis.peers[name] = ({ nNodes, edges, communities, seed }) => {
      const { Workload } = wasm_bindgen;
      const workload = new Workload(nNodes, new Uint32Array(edges.flat()), new Uint32Array(communities));
      return () => Array.from(workload.draw(name, seed));
    };
  }
}

/** Runs in the page. What is quick is repeated, for the clock is coarse and engines warm up. */
async function measure({ name, network }) {
  const MAX_RUNS = 9;
  const ENOUGH_MS = 300;
  const times = [];
  let points;
  while (times.length < MAX_RUNS && times.reduce((sum, time) => sum + time, 0) < ENOUGH_MS) {
    const draw = globalThis.peers[name](network);
    const started = performance.now();
    points = await draw();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { points, milliseconds: times[Math.floor(times.length / 2)] };
}

function writePicture(name, { milliseconds, points }) {
  const lines = [String(milliseconds)];
  for (let idx = 0; idx < points.length; idx += 2) lines.push(`${points[idx]} ${points[idx + 1]}`);
  writeFileSync(join(folder, `${name}.points`), `${lines.join("\n")}\n`);
}

const code = readFileSync(script, "utf8");
const wasm = readFileSync(script.replace(/\.js$/, "_bg.wasm")).toString("base64");
const packages = bundle(PACKAGES);

/** A browser of its own for each layout: none inherits the memory of another, or its end. */
async function withPage(body) {
  const browser = await chromium.launch({
    executablePath: process.env.NETZLOTSE_CHROMIUM,
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    await page.evaluate(packages);
    await page.evaluate(installPeers);
    await page.evaluate(`(() => { ${code}; globalThis.wasm_bindgen = wasm_bindgen; })()`);
    await page.evaluate(installOurs, { wasm, names: OURS });
    return await body(page);
  } finally {
    await browser.close();
  }
}

/** Nothing if the page does not come to an end, or ends. */
function measured(page, name, network) {
  const limit = new Promise((done) => setTimeout(done, NO_END_MS).unref());
  return Promise.race([page.evaluate(measure, { name, network }), limit]).catch(() => undefined);
}

async function drawAll(page, name, networks) {
  // The engine compiles in haste first, and well once code has run for a while.
  const [, first] = networks.find(([file]) => file.startsWith("132."));
  await measured(page, name, first);
  const slow = new Set();
  for (const [file, network] of networks) {
    const [size] = file.split(".");
    if (network.seed > FEW_SEEDS && slow.has(size)) continue;
    const picture = await measured(page, name, network);
    if (!picture) {
      console.error(`${name}: no end at ${file}, the rest is left out`);
      return;
    }
    if (picture.milliseconds > SLOW_MS) slow.add(size);
    writePicture(`${file}.${name}`, picture);
    if (picture.milliseconds > TOO_LONG_MS) {
      console.error(`${name}: too slow after ${file}, the rest is left out`);
      return;
    }
  }
}

const files = readdirSync(folder).filter((file) => file.endsWith(".graph"));
const networks = files.sort().map((file) => [file.replace(/\.graph$/, ""), readNetwork(file)]);
networks.sort(([, a], [, b]) => a.edges.length - b.edges.length);
for (const name of [...OURS, ...PEERS]) {
  const started = performance.now();
  await withPage((page) => drawAll(page, name, networks));
  console.error(`${name}: ${Math.round((performance.now() - started) / 1000)} s in all`);
}
const large = await withPage((page) => measureLarge(page, { code, wasm }));
for (const [name, picture] of Object.entries(large.pictures)) {
  writePicture(`100000.1.${name}`, picture);
}
console.log([large.iterationMs, large.pictures.overview.milliseconds, large.longestTaskMs].join(" "));
