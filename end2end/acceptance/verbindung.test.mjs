// A line of the picture: chosen by a click or a key, told in the panel, held in the link.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, checkAccessibility, close, open, placeOf, screenshot, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const NETZ = "/k/05774/netz";
const frame = (page) => page.locator(".picture-frame");
const url = (page) => new URL(page.url()).searchParams;
const panel = (page) => page.getByRole("complementary", { name: "Angaben zur Verbindung" });

/** A point at which the card of the pointer tells of the line from one actor to another. */
async function pointOnLine(page, from, to) {
  const [a, b] = [await placeOf(page, "05774", from.id), await placeOf(page, "05774", to.id)];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const across = { x: (a.y - b.y) / length, y: (b.x - a.x) / length };
  for (let offset = 0; offset <= 60; offset += 3) {
    for (const side of [1, -1]) {
      const at = { x: (a.x + b.x) / 2 + side * offset * across.x, y: (a.y + b.y) / 2 + side * offset * across.y };
      await page.mouse.move(at.x, at.y);
      const card = page.locator(".picture-card");
      const text = (await card.count()) > 0 ? await card.innerText() : "";
      if (text.startsWith(`${from.shown} → ${to.shown}`)) return at;
    }
  }
  return null;
}

/** Referrals with both their ends, the longest in the picture first. */
async function referrals(page) {
  const graph = await (await page.request.get(`${address}/api/graph?ags=05774`)).json();
  const end = (idx) => ({ ...graph.nodes[idx], shown: graph.nodes[idx].short_name ?? graph.nodes[idx].name });
  const found = graph.edges
    .filter((edge) => edge.kind === "refers_to" && edge.from_idx !== edge.to_idx)
    .map((edge) => ({ from: end(edge.from_idx), to: end(edge.to_idx) }));
  const length = ({ from, to }) => Math.hypot(from.x - to.x, from.y - to.y);
  return found.sort((one, other) => length(other) - length(one));
}

test("a click on a line tells what lies between two actors, and Escape lets go", async () => {
  await withPage({}, async (page) => {
    await visit(page, NETZ);
    let [at, line] = [null, null];
    for (line of (await referrals(page)).slice(0, 12)) {
      at = await pointOnLine(page, line.from, line.to);
      if (at) break;
    }
    assert.ok(at, "no line could be pointed at");
    await page.mouse.click(at.x, at.y);
    await page.waitForURL(/linie=/);
    assert.equal(url(page).get("linie"), `${line.from.id}:${line.to.id}`);
    const title = panel(page).getByRole("heading", { level: 2 });
    const ends = (await title.innerText()).split("→").map((end) => end.trim());
    assert.deepEqual(ends, [line.from.name, line.to.name]);
    await panel(page).getByRole("heading", { level: 3, name: `${line.from.name} → ${line.to.name}` }).waitFor();
    await panel(page).locator(".relation-kind").first().waitFor();
    await page.getByRole("status").filter({ hasText: `${line.from.shown} → ${line.to.shown}: ` }).waitFor({ state: "attached" });
    await screenshot(page, "verbindung");

    // What the link says is there after a reload, too.
    await page.reload();
    await page.waitForSelector("body[data-hydrated]");
    await title.waitFor();
    await frame(page).focus();
    await page.keyboard.press("Escape");
    await page.waitForURL((now) => !now.searchParams.has("linie"));
    await panel(page).waitFor({ state: "detached" });
  });
});

test("the keyboard opens the line a walk is at, and goes on to its ends", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=abh-kreis`);
    await frame(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(".walk-line").getByText(/^1 von \d+: /).waitFor();
    await page.keyboard.press("r");
    await page.waitForURL(/linie=abh-kreis:/);
    assert.equal(url(page).get("akteur"), null);
    const [from, to] = url(page).get("linie").split(":");
    await panel(page).getByRole("heading", { level: 2 }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL((now) => now.searchParams.get("akteur") === to && !now.searchParams.has("linie"));
    // Where one came from is the other end.
    await page.keyboard.press("Backspace");
    await page.waitForURL((now) => now.searchParams.get("akteur") === from);
    await page.keyboard.press("ArrowDown");
    await page.locator(".walk-line").getByText(/^1 von \d+: /).waitFor();
    await page.keyboard.press("r");
    await page.waitForURL(/linie=abh-kreis:/);
    // One press lets go of the line: the walk is not at it any more.
    await page.keyboard.press("Escape");
    await page.waitForURL((now) => !now.searchParams.has("linie"));
    await page.goBack();
    await panel(page).getByRole("heading", { level: 2 }).waitFor();
    await frame(page).focus();
    await page.keyboard.press("Backspace");
    await page.waitForURL((now) => now.searchParams.get("akteur") === from);
    const actor = page.getByRole("complementary", { name: "Angaben zum Akteur" });
    await actor.getByRole("heading", { level: 3, name: "Von hier" }).click();
    await actor.getByRole("link", { name: /^Verbindung zeigen: / }).first().click();
    await page.waitForURL(/linie=abh-kreis:/);
    await panel(page).getByRole("link", { name: "Wege dorthin" }).click();
    await page.waitForURL(/\/wege\?von=abh-kreis&nach=akteur/);
  });
});

test("links of the panel lead from the state that is there, not from the one it was opened in", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=abh-kreis`);
    const actor = page.getByRole("complementary", { name: "Angaben zum Akteur" });
    await actor.getByRole("heading", { level: 3, name: "Von hier" }).click();
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    await actor.getByRole("link", { name: /^Verbindung zeigen: / }).first().click();
    await page.waitForURL(/linie=/);
    assert.equal(url(page).get("gruppe"), "health");
    await page.getByRole("checkbox", { name: /^Sprache und Bildung/ }).check();
    await page.waitForURL(/gruppe=[a-z,]*education/);
    await panel(page).getByRole("heading", { level: 2 }).getByRole("link").last().click();
    await page.waitForURL(/akteur=/);
    assert.equal(url(page).get("gruppe"), "education,health");
  });
});

test("whoever chooses faster than the panel comes sees what was chosen last", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?akteur=abh-kreis`);
    let letGo = () => {};
    const held = new Promise((go) => { letGo = go; });
    await page.route("**/api/actor?**", async (route) => {
      await held;
      await route.continue();
    });
    const actor = page.getByRole("complementary", { name: "Angaben zum Akteur" });
    await actor.getByRole("heading", { level: 3, name: "Von hier" }).click();
    const ways = actor.getByRole("link", { name: /^Verbindung zeigen: / });
    const others = actor.locator(".relations > li > a:not([class])");
    await others.nth(0).click();
    await page.waitForURL(/akteur=(?!abh-kreis)/);
    await others.nth(1).click();
    await ways.nth(1).click();
    await page.waitForURL(/linie=abh-kreis:/);
    // What stands there meanwhile is used.
    await page.getByRole("separator", { name: /^Breite der Angaben/ }).hover();
    await page.getByRole("checkbox", { name: /^Familie und Gesundheit/ }).check();
    await page.waitForURL(/gruppe=health/);
    letGo();
    await panel(page).getByRole("heading", { level: 2 }).waitFor();
    assert.match(url(page).get("linie"), /^abh-kreis:/);
  });
});

test("a line of a kind that is not drawn is drawn on demand", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?linie=abh-kreis:jobcenter`);
    const note = page.locator(".out-of-sight");
    await note.getByText("Solche Verbindungen sind im Bild gerade aus.").waitFor();
    await note.getByRole("link", { name: "Einblenden" }).click();
    await page.waitForURL(/beziehung=/);
    await note.waitFor({ state: "detached" });
    assert.equal(url(page).get("linie"), "abh-kreis:jobcenter");
    await page.keyboard.press("Control+z");
    await note.waitFor();
  });
});

test("a line that is not there is said to be none", async () => {
  await withPage({}, async (page) => {
    await visit(page, `${NETZ}?linie=ki:gibt-es-nicht`);
    await panel(page).getByText("Zwischen diesen beiden ist nichts erfasst").waitFor();
    await panel(page).getByRole("link", { name: "Auswahl aufheben" }).click();
    await page.waitForURL((now) => !now.searchParams.has("linie"));
    await visit(page, `${NETZ}?linie=unsinn`);
    await page.getByText("linie=unsinn").waitFor();
  });
});

for (const [name, options] of [
  ["hell", {}],
  ["dunkel-schmal", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
]) {
  test(`axe-core finds nothing in the panel of a line (${name})`, async () => {
    await withPage(options, async (page) => {
      await visit(page, NETZ);
      const [line] = await referrals(page);
      await visit(page, `${NETZ}?linie=${line.from.id}:${line.to.id}`);
      await panel(page).waitFor();
      await checkAccessibility(page, `verbindung-${name}`);
      await screenshot(page, `verbindung-${name}`);
    });
  });
}
