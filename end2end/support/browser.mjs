// A page that fails its test on any console error, page error, hydration warning or failed request.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const address = process.env.NETZLOTSE_ADDRESS;
export const KREISE = [
  ["05554", "Borken"],
  ["05758", "Herford"],
  ["05766", "Lippe"],
  ["05774", "Paderborn"],
  ["05974", "Soest"],
];

let browser;

export async function open() {
  browser = await chromium.launch({
    executablePath: process.env.NETZLOTSE_CHROMIUM,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      // WebGL stays emulated, the page itself is put together without it: in half the time.
      "--disable-gpu-compositing",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export async function close() {
  await browser?.close();
}

const SUSPICIOUS = /hydrat|panicked|unreachable|RuntimeError|undefined is not/i;

/**
 * Runs `body` with a fresh page and fails if the page complained.
 *
 * `expectedStatus` names a status that the test provokes on purpose; the browser logs such answers.
 */
export async function withPage(options, body) {
  const { expectedStatus, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "de-DE", ...contextOptions });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    const text = message.text();
    const isProvoked = expectedStatus && text.includes(`status of ${expectedStatus}`);
    if (!isProvoked && (message.type() === "error" || SUSPICIOUS.test(text))) complaints.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Without JavaScript the browser blocks every script, as the test wants it.
    if (contextOptions.javaScriptEnabled === false && reason === "csp") return;
    if (!reason.includes("ERR_ABORTED")) complaints.push(`request: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.status() !== expectedStatus) {
      complaints.push(`answer: ${response.url()} ${response.status()}`);
    }
  });
  try {
    await body(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Opens a path and waits until WASM has taken over the page. */
export async function visit(page, path, origin = address) {
  const response = await page.goto(origin + path, { waitUntil: "load" });
  await hydrated(page);
  return response;
}

/** The application has set `data-hydrated` on the body, and pictures have taken their measure. */
export async function hydrated(page) {
  await page.waitForSelector("body[data-hydrated]", { timeout: 20_000 });
  // What watches the size of an element is told in the frame after it began to.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** axe-core must find nothing. */
export async function checkAccessibility(page, name) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.help}\n    ${violation.nodes.map((node) => node.html.slice(0, 200)).slice(0, 5).join("\n    ")}`,
  );
  assert.deepEqual(found, [], `accessibility of ${name}`);
}

/** Writes a picture when NETZLOTSE_SCREENSHOTS names a folder. */
export async function screenshot(page, name) {
  const folder = process.env.NETZLOTSE_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** How many actors and relations the picture shows, as "120/596". */
export const shown = (page) => page.locator(".picture-frame").first().getAttribute("data-shown");

/** Where an actor is drawn, in pixels of the page. */
export async function placeOf(page, ags, id, arrangement = "overview") {
  const answer = await page.request.get(`${address}/api/graph?ags=${ags}&arrangement=${arrangement}`);
  const node = (await answer.json()).nodes.find((node) => node.id === id);
  const frame = page.locator(".picture-frame").first();
  const [x, y, scale] = (await frame.getAttribute("data-camera")).split(",").map(Number);
  const box = await frame.boundingBox();
  return { x: box.x + box.width / 2 + (node.x - x) * scale, y: box.y + box.height / 2 + (node.y - y) * scale };
}

/** Looks again and again, as often as a page may take to get there. */
export async function until(isSo, what) {
  for (let look = 0; look < 400; look += 1) {
    if (await isSo()) return;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`not seen: ${what}`);
}
