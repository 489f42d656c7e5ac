// Times how the picture is drawn, beside sigma, vis-network and cytoscape, in Chromium without a
// GPU: render.mjs PROBE_JS [FOLDER_FOR_PICTURES]. Called by `cargo xtask bench render`.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [script, folder] = process.argv.slice(2);
const here = new URL("render/", import.meta.url);
const packages = new URL("node_modules/", import.meta.url);

const SMALL = [132, 710];
const MEDIUM = [2_000, 20_000];
const LARGE = [100_000, 1_000_000];
const SIZES = [SMALL, MEDIUM, LARGE];
const PEERS = {
  sigma: ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"],
  "vis-network": ["vis-network/standalone/umd/vis-network.min.js"],
  cytoscape: ["cytoscape/dist/cytoscape.min.js"],
};
// Without a GPU the renderer takes Canvas2D by itself; WebGL2 is what it takes with one.
const OURS = ["Canvas2D", "WebGL2"];
const N_FRAMES = 60;
const N_SELECTIONS = 1_000;
const FLAGS = [
  "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--no-first-run", "--enable-precise-memory-info",
  "--js-flags=--expose-gc",
];

const browser = await chromium.launch({ executablePath: process.env.NETZLOTSE_CHROMIUM, args: FLAGS });

/** A page with ours, and the scripts of a peer. */
async function page(scripts = []) {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await opened.addStyleTag({ content: "body { margin: 0 }" });
  const code = readFileSync(script, "utf8");
  await opened.evaluate(`(() => { ${code}; globalThis.wasm_bindgen = wasm_bindgen; })()`);
  await opened.addScriptTag({ content: readFileSync(new URL("page.js", here), "utf8") });
  const wasm = readFileSync(script.replace(/\.js$/, "_bg.wasm")).toString("base64");
  await opened.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    bench.memory = wasm_bindgen.initSync({ module: bytes }).memory;
  }, wasm);
  for (const path of scripts) await opened.addScriptTag({ path: new URL(path, packages).pathname });
  await opened.addScriptTag({ content: readFileSync(new URL("peers.js", here), "utf8") });
  return opened;
}

const ms = (number) => (number === undefined ? "-" : number.toFixed(number < 10 ? 1 : 0)).padStart(7);
const label = ([nNodes, nEdges]) => `${nNodes}/${nEdges}`;

function row(name, { moving, free, firstPaint, complete, pick }) {
  const cells = [moving.p50, moving.p95, free.p50, free.p95, firstPaint, complete, pick?.p95, pick?.most];
  console.log(`${name.padEnd(16)}${cells.map(ms).join(" ")}`);
}

/** The picture that stands in a page. */
async function picture(opened, how, file) {
  await opened.evaluate((how) => bench.stand(how), how);
  const png = await opened.screenshot();
  if (folder && file) writeFileSync(join(folder, `${file}.png`), png);
  return png.toString("base64");
}

async function atRest(opened, size, wish) {
  const how = { size, wish, moment: 0.37, hasTravelled: true };
  const travelled = await picture(opened, how);
  const idle = await opened.evaluate(() => bench.idle());
  const anew = await picture(opened, { ...how, hasTravelled: false }, `${size[0]}-${wish}`);
  const toAnew = await opened.evaluate((both) => bench.difference(both), [travelled, anew]);
  return { idle, anew, toAnew };
}

const results = {};
const targets = [];
const target = (what, reached, value) => targets.push([what, reached, value]);

async function measureSize(size) {
  console.log(`\n${label(size)}`);
  console.log(`${"milliseconds".padEnd(16)}  frame     p95    free     p95   first    whole    pick    most`);
  const own = await page();
  for (const name of OURS) {
    const how = { size, wish: name, nFrames: N_FRAMES };
    const measured = await own.evaluate((how) => bench.measureOurs(how), how);
    results[`${name} ${label(size)}`] = measured;
    row(measured.backend, measured);
  }
  for (const [name, scripts] of Object.entries(PEERS)) {
    if (size === LARGE) continue;
    const opened = await page(scripts);
    const measured = await opened.evaluate((how) => peers.measure(how), { name, size, nFrames: N_FRAMES });
    results[`${name} ${label(size)}`] = measured;
    row(name, measured);
    await opened.close();
  }
  const rests = [];
  // Twice the largest one takes too long, and both show what the same painter has painted.
  for (const name of size === LARGE ? OURS.slice(0, 1) : OURS) {
    const { idle, anew, toAnew } = await atRest(own, size, name);
    rests.push(anew);
    console.log(
      `${name} at rest: difference from a drawing from nothing ${toAnew.mean.toFixed(4)} in the mean, ` +
        `${toAnew.most} at most (of 255); calls that draw while idle: ${idle}`,
    );
    target(`${name} ${label(size)}: complete at rest`, toAnew.most === 0, `${toAnew.most} of 255 at most`);
    target(`${name} ${label(size)}: nothing drawn while idle`, idle === 0, `${idle} calls`);
  }
  if (rests.length < 2) return own.close();
  const both = await own.evaluate((both) => bench.difference(both), rests);
  console.log(`WebGL2 and Canvas2D differ by ${both.mean.toFixed(4)} in the mean, ${both.most} at most`);
  await own.close();
}

async function measureMemory() {
  for (const name of OURS) {
    const opened = await page();
    const how = { size: SMALL, wish: name, n: N_SELECTIONS };
    const { wasm, script: inScript } = await opened.evaluate((how) => bench.selections(how), how);
    const kib = Math.round((wasm + inScript) / 1024);
    target(`${name}: memory stays over ${N_SELECTIONS} selections`, kib < 512, `${kib} KiB more`);
    await opened.close();
  }
}

async function takePictures() {
  const opened = await page();
  for (const isDark of [false, true]) {
    const name = isDark ? "dark" : "light";
    await picture(opened, { size: null, wish: "Best", isDark, moment: 0 }, `sampler-${name}`);
    await picture(opened, { size: SMALL, wish: "Best", isDark, moment: 0 }, `small-${name}`);
    await picture(opened, { size: SMALL, wish: "Best", isDark, moment: 0, selected: 3 }, `small-focus-${name}`);
    await picture(opened, { size: MEDIUM, wish: "Best", isDark, moment: 0 }, `medium-${name}`);
    await picture(opened, { size: MEDIUM, wish: "Best", isDark, moment: 0.5, selected: 5 }, `medium-close-${name}`);
  }
  await opened.close();
}

function judge() {
  for (const name of OURS) {
    const medium = results[`${name} ${label(MEDIUM)}`];
    const large = results[`${name} ${label(LARGE)}`];
    const text = (number) => `${number.toFixed(1)} ms`;
    const within = (what, number, most) => target(`${name} ${what} <= ${most} ms`, number <= most, text(number));
    within("2000/20000: frame p50", medium.moving.p50, 12);
    within("2000/20000: frame p95", medium.moving.p95, 33);
    within("2000/20000: first paint", medium.firstPaint, 250);
    within("2000/20000: picking, slowest", medium.pick.most, 2);
    within("100000/1000000: frame p95", large.moving.p95, 50);
    within("100000/1000000: picking, slowest", large.pick.most, 2);
    const ratio = results[`sigma ${label(MEDIUM)}`].moving.p50 / medium.moving.p50;
    target(`${name} 2000/20000: at least ten times faster than sigma`, ratio >= 10, `${ratio.toFixed(1)} times`);
  }
  console.log("\nTargets");
  for (const [what, reached, value] of targets) {
    console.log(`${reached ? "reached    " : "NOT reached"}  ${what}: ${value}`);
  }
}

try {
  const versions = Object.keys(PEERS).map((name) => {
    const file = new URL(`${name}/package.json`, packages);
    return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
  });
  console.log(`Software WebGL (SwiftShader), 1280x800, camera moving. Peers: ${versions.join(", ")}.`);
  console.log("frame: from the move of the camera until the GPU has drawn (gl.finish and a pixel read back), the");
  console.log("  frame before being shown already. free: from one animation frame to the next, with what the");
  console.log("  browser takes to show them. first: from data to the first picture. whole: until nothing is missing.");
  if (folder) await takePictures();
  const opened = await page();
  const floor = await opened.evaluate(() => bench.floor());
  const chosen = await opened.evaluate(() => bench.chosen());
  await opened.close();
  console.log(`By itself, the renderer takes ${chosen} here.`);
  console.log(`A canvas that is only cleared: frame ${ms(floor.moving.p50).trim()}, free ${ms(floor.free.p50).trim()} ms.`);
  for (const size of SIZES) await measureSize(size);
  await measureMemory();
  judge();
} finally {
  await browser.close();
}
