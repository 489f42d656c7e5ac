// A network of 2,000 actors: the core tasks by keyboard alone, each in at most twelve presses.
// Vote and follow come with live sessions.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, shown, visit, withPage } from "../support/browser.mjs";
import { writeLarge } from "../support/large.mjs";
import { openOwn } from "../support/own_server.mjs";
import { required } from "../support/server.mjs";

const N_COPIES = 17;
const MOST_PRESSES = 12;

let own;
let nActors;

before(async () => {
  own = await openOwn("gross", ["--empty"], (folder, data) => {
    nActors = writeLarge(join(folder, "tabellen"), N_COPIES);
    execFileSync(required("NETZLOTSE_SERVER"), ["import", join(folder, "tabellen"), data], { stdio: "pipe" });
  });
});

after(() => own?.close());

/** Counts what is pressed on the page of the network, letters too. */
async function withKeys(body) {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz", own.origin);
    let n = 0;
    const press = async (...keys) => {
      for (const key of keys) {
        n += 1;
        await page.keyboard.press(key);
      }
    };
    await body(page, press);
    assert.ok(n > 0 && n <= MOST_PRESSES, `${n} presses`);
  });
}

const panel = (page) => page.getByRole("complementary", { name: "Angaben zum Akteur" });

test("a network of 2,000 actors is drawn, and axe-core finds nothing", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz", own.origin);
    assert.ok(nActors >= 2_000);
    assert.match(await shown(page), new RegExp(`^${nActors}/`));
    await checkAccessibility(page, "Netz mit 2.000 Akteuren");
  });
});

test("find an actor", async () => {
  await withKeys(async (page, press) => {
    await press("/", "e", "b", "h", "Enter");
    await panel(page).getByRole("heading", { level: 2 }).waitFor();
  });
});

test("hear to whom an actor refers", async () => {
  await withKeys(async (page, press) => {
    await press("/", "a", "b", "h", "Enter");
    await panel(page).getByRole("heading", { level: 2 }).waitFor();
    const said = page.locator(".walk-line");
    const heard = new Set();
    for (let step = 1; step <= 5; step += 1) {
      await press("ArrowDown");
      await page.waitForFunction((step) => document.querySelector(".walk-line")?.textContent.includes(`${step} von `), step);
      heard.add(await said.textContent());
    }
    assert.equal(heard.size, 5);
  });
});

test("the best route, its comparison with others, and the second route", async () => {
  await withKeys(async (page, press) => {
    await press("Control+k", "d", "e", "l", " ", "a", "r", "b", "Enter");
    await page.getByRole("heading", { name: "Von Delbrück zu „Arbeit und Beschäftigung“" }).waitFor();
    await page.locator(".route-card").first().waitFor();
    await page.getByRole("table").first().waitFor();
    await press("2");
    await page.waitForURL(/weg=2/);
  });
});

test("the worst bottleneck", async () => {
  await withKeys(async (page, press) => {
    await press("Control+k", "e", "n", "g", "p", "Enter");
    await page.waitForURL("**/engpaesse");
    await page.locator(".strain-item").first().waitFor({ timeout: 20_000 });
  });
});
