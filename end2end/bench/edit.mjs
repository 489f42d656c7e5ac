// Times taking over a large file, and how long until another browser shows a change: edit.mjs
// Called by `cargo xtask bench edit`. The server is the one that `cargo xtask run` starts.

import { chromium } from "playwright-core";
import { startServer, stopServer } from "../support/server.mjs";

const KREIS = "05774";
const [N_ACTORS, N_RELATIONS] = [2_000, 20_000];
const N_EDITS = 15;
const TARGETS = { import: 5_000, visible: 200 };
const FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"];

const { server, address } = startServer(["--database", "mem://"]);
const origin = await address;
try {
  const example = await (await fetch(`${origin}/ausgabe/${KREIS}/json`)).json();
  await timeEdits("example Kreis", example.network.actors.length);
  await timeImport(large(example));
  await timeEdits("after the import", N_ACTORS);
} finally {
  await stopServer(server);
}

/** Actors and relations of the example many times over, as a file of ours. */
function large({ network, ...file }) {
  const nCopies = Math.ceil(N_ACTORS / network.actors.length);
  const actors = [];
  const relations = [];
  for (let copy = 1; copy <= nCopies; copy += 1) {
    const name = (id) => (copy === 1 ? id : `${id}-${copy}`);
    for (const actor of network.actors.slice(0, N_ACTORS - actors.length)) {
      actors.push({ ...actor, id: name(actor.id), name: `${actor.name} ${copy}`, parent: null });
    }
  }
  const [template] = network.relations;
  for (let n = 0; relations.length < N_RELATIONS; n += 1) {
    const [from, to] = [actors[(n * 7) % N_ACTORS], actors[(n * 7 + 1 + ((n * 131) % 400)) % N_ACTORS]];
    if (from !== to) relations.push({ ...template, id: `gross-${n}`, from: from.id, to: to.id, service: null });
  }
  const tables = Object.fromEntries(Object.entries(network).filter(([, rows]) => !Array.isArray(rows)));
  return { ...file, history: [], views: null, network: { ...tables, regions: network.regions, actors, relations, sources: network.sources } };
}

async function timeImport(file) {
  const body = JSON.stringify(file);
  const path = (action) => `${origin}/api/${action}/${KREIS}?name=gross.json&command=bench-import-0001`;
  const post = async (action) => {
    const start = performance.now();
    const answer = await fetch(path(action), { method: "POST", body, headers: { "sec-fetch-site": "same-origin" } });
    const told = await answer.text();
    if (!answer.ok) throw new Error(`${action}: ${answer.status} ${told.slice(0, 300)}`);
    return [performance.now() - start, JSON.parse(told)];
  };
  const [looked, preview] = await post("einlesen");
  if (preview.problems.length > 0) throw new Error(preview.problems[0].text);
  const [taken, { n_changes: nChanges }] = await post("uebernehmen");
  const megabytes = (body.length / 1e6).toFixed(1);
  console.log(`${N_ACTORS} actors, ${N_RELATIONS} relations, ${megabytes} MB: preview ${seconds(looked)}, taken over ${seconds(taken)} (${nChanges} rows); target ${seconds(TARGETS.import)}`);
}

/** One browser looks on while changes are sent as another browser sends them. */
async function timeEdits(when, nActors) {
  const browser = await chromium.launch({ executablePath: process.env.NETZLOTSE_CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${origin}/k/${KREIS}/netz?akteur=ki`);
  await page.waitForSelector("body[data-hydrated]");
  await page.locator(".panel h2").waitFor();
  await page.locator(".picture-frame canvas").waitFor();
  const run = `${when.replaceAll(" ", "-").toLowerCase()}-${nActors}`;

  /** Until the page says so of itself; it looks with each frame it draws. */
  const seen = (selector, what, expected) =>
    page.waitForFunction(
      ([selector, what, expected]) => {
        const it = document.querySelector(selector);
        return it && (what === "text" ? it.textContent.includes(expected) : it.getAttribute(what) === expected);
      },
      [selector, what, expected],
      { polling: "raf" },
    );

  const inPanel = await timed(async (n) => {
    const { row, revision } = await form("actors", "ki");
    const name = `Integrationszentrum ${run} ${n}`;
    const change = { key: { table: "actors", id: "ki" }, before: row, after: { ...row, row: { ...row.row, name } } };
    return [`${run}-name-${n}`, revision, change, seen(".panel h2", "text", name)];
  });

  const { row: template } = await form("relations", await anyReferral());
  const shown = await page.locator(".picture-frame").getAttribute("data-shown");
  const [nShown, nLines] = shown.split("/").map(Number);
  const inPicture = await timed(async (n) => {
    const { revision } = await form("actors", "ki");
    const id = `${run}-neu-${n}`;
    const after = { table: "relations", row: { ...template.row, id } };
    const change = { key: { table: "relations", id }, before: null, after };
    return [`${run}-relation-${n}`, revision, change, seen(".picture-frame", "data-shown", `${nShown}/${nLines + n + 1}`)];
  });
  await browser.close();
  report(when, nActors, "the panel", inPanel);
  report(when, nActors, "the picture", inPicture);
}

async function form(table, id) {
  return (await fetch(`${origin}/api/form?ags=${KREIS}&table=${table}&id=${id}`)).json();
}

/** Some relation that the picture shows at first: a referral. */
async function anyReferral() {
  const graph = await (await fetch(`${origin}/api/graph?ags=${KREIS}`)).json();
  return graph.edges.find((edge) => edge.kind === "refers_to").id;
}

/** Sends one change after the other; gives the milliseconds until each is seen, in order. */
async function timed(prepare) {
  const took = [];
  for (let n = 0; n < N_EDITS; n += 1) {
    const [id, revision, change, isSeen] = await prepare(n);
    const command = { id, base_revision: revision, intent: { save: [change] }, note: null };
    const start = performance.now();
    const answer = await fetch(`${origin}/api/command`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ ags: KREIS, command }),
    });
    if (!answer.ok) throw new Error(`command: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    await isSeen;
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}

function report(when, nActors, where, took) {
  const at = (share) => `${took[Math.floor((took.length - 1) * share)].toFixed(0)} ms`;
  console.log(`${when} (${nActors} actors): seen elsewhere in ${where} after ${at(0.5)} (p95 ${at(0.95)}); target ${TARGETS.visible} ms`);
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(2)} s`;
}
