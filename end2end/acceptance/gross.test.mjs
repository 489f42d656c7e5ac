// A network of 2,000 actors: the eight core tasks by keyboard alone, each in at most twelve presses.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, shown, visit, withPage } from "../support/browser.mjs";
import { writeLarge } from "../support/large.mjs";
import { openOwn } from "../support/own_server.mjs";
import { bar, elsewhere, openSession, putToVote, withMember } from "../support/session.mjs";
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

test("vote, from the picture", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Lenkungsgruppe", ["Jobcenter", "Caritas"]);
    await withMember(own.origin, code, "Jobcenter", async (member) => {
      await visit(member, "/k/05774/netz", elsewhere(own.origin));
      await bar(member).waitFor();
      await putToVote(chair, "Jede Kommune nennt eine Ansprechstelle.");
      await member.getByRole("group", { name: "Ihre Stimme" }).waitFor();
      const presses = ["v", "Tab", "Enter"];
      for (const key of presses) await member.keyboard.press(key);
      await member.getByText("Ihre Stimme: Nein, gespeichert").waitFor();
      assert.ok(presses.length <= MOST_PRESSES);
    });
  });
});

test("follow the presenter, and stop", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Lenkungsgruppe", ["Jobcenter", "Caritas"]);
    await withMember(own.origin, code, "Jobcenter", async (member) => {
      await visit(chair, "/k/05774/netz?akteur=ki", own.origin);
      await bar(chair).getByRole("button", { name: "Präsentieren" }).click();
      await bar(member).getByRole("button", { name: "Folgen" }).waitFor();
      await member.keyboard.press("g");
      await panel(member).getByRole("heading", { level: 2 }).waitFor();
      assert.match(await shown(member), new RegExp(`^${nActors}/`));
      await chair.getByRole("link", { name: "Auswahl aufheben" }).click();
      await member.waitForURL((url) => !url.search.includes("akteur="));
      await member.keyboard.press("g");
      await bar(chair).getByText("Noch folgt niemand").waitFor();
    });
  });
});
