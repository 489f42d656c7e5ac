// Comments on an actor: coordinators write, settle and remove them; nobody else sees any.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, screenshot, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";
import { elsewhere } from "../support/session.mjs";

let own;

before(async () => {
  own = await openOwn("kommentare");
});

after(() => own?.close());

const QUESTION = "Gilt die Nummer noch?";
const SECOND_LINE = "Bitte beim Träger nachfragen.";

const panel = (page) => page.getByRole("complementary", { name: "Angaben zum Akteur" });
const heading = (page) => page.getByRole("heading", { level: 3, name: "Kommentare", exact: true });
const section = (page) => panel(page).locator("details.panel-section").filter({ has: heading(page) });
const summary = (page) => section(page).locator("summary").first();
const nOpen = (page, n) => summary(page).locator(".count").getByText(String(n), { exact: true }).waitFor();
const field = (page) => section(page).getByRole("textbox", { name: "Neuer Kommentar" });
const comment = (page, text) => section(page).locator("li[data-comment]").filter({ hasText: text });
const said = (page, text) => section(page).getByRole("status").getByText(text).waitFor();
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName);

async function openSection(page, actor = "ki") {
  await visit(page, `/k/05774/netz?akteur=${actor}`, own.origin);
  await summary(page).click();
  await field(page).waitFor();
}

test("a coordinator comments by keyboard, settles, opens again and deletes", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?akteur=ki", own.origin);
    await summary(page).focus();
    await page.keyboard.press("Enter");
    await section(page).getByText("Noch keine.").waitFor();
    await field(page).focus();
    await page.keyboard.type(QUESTION);
    await page.keyboard.press("Enter");
    await page.keyboard.type(SECOND_LINE);
    await page.keyboard.press("Control+Enter");
    await said(page, "Kommentar gespeichert.");
    await nOpen(page, 1);
    assert.equal(await field(page).inputValue(), "");
    assert.equal(await focused(page), "TEXTAREA", "one goes on where one was");

    await openSection(page);
    const kept = comment(page, QUESTION);
    await kept.getByText(/^lokal, \d{2}\.\d{2}\.\d{4}, \d{2}:\d{2} Uhr$/).waitFor();
    assert.match(await kept.locator(".comment-text").innerText(), /\?\nBitte/, "lines are kept");
    await checkAccessibility(page, "Kommentare");
    await screenshot(page, "kommentare");

    await field(page).fill("Zweiter Kommentar.");
    await section(page).getByRole("button", { name: "Kommentar speichern" }).click();
    await nOpen(page, 2);
    await page.waitForFunction(() => document.activeElement.tagName === "TEXTAREA");

    // By keyboard from one to the next: the focus is never lost.
    await section(page).getByRole("button", { name: `Erledigt: „${QUESTION}“` }).focus();
    await page.keyboard.press("Enter");
    await said(page, "Der Kommentar ist erledigt.");
    await nOpen(page, 1);
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label")?.startsWith("Erledigt: „Zweiter"));
    await section(page).getByText("1 erledigter").click();
    await kept.getByText(/^Erledigt: lokal, /).waitFor();
    await checkAccessibility(page, "Erledigte Kommentare");
    await kept.getByRole("button", { name: /^Wieder öffnen/ }).click();
    await nOpen(page, 2);
    await section(page).getByText("1 erledigter").waitFor({ state: "hidden" });

    // The first press asks, and takes the question back.
    const remove = kept.getByRole("button", { name: `Löschen: „${QUESTION}“` });
    await remove.focus();
    await page.keyboard.press("Enter");
    await kept.getByRole("button", { name: /^Wirklich löschen/ }).waitFor();
    await page.keyboard.press("Enter");
    await kept.getByRole("button", { name: /^Wirklich löschen/ }).waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await kept.waitFor({ state: "detached" });
    await said(page, "Kommentar gelöscht.");
    await nOpen(page, 1);
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label")?.startsWith("Erledigt: „Zweiter"));
    await comment(page, "Zweiter").getByRole("button", { name: /^Löschen/ }).click();
    await comment(page, "Zweiter").getByRole("button", { name: /^Wirklich löschen/ }).click();
    await nOpen(page, 0);
    await page.waitForFunction(() => document.activeElement.tagName === "SUMMARY");

    await openSection(page);
    await section(page).getByText("Noch keine.").waitFor();
  });
});

test("a reader sees no comments, nor does anybody in a state of the past", async () => {
  await withPage({}, async (page) => {
    await openSection(page, "abh-kreis");
    await field(page).fill("Nur unter uns.");
    await page.keyboard.press("Control+Enter");
    await nOpen(page, 1);
    await withPage({}, async (reader) => {
      const asked = [];
      reader.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await visit(reader, "/k/05774/netz?akteur=abh-kreis", elsewhere(own.origin));
      await panel(reader).getByRole("heading", { level: 3, name: "Quellen" }).waitFor();
      assert.equal(await heading(reader).count(), 0);
      assert.ok(!asked.includes("/api/comments"), "what is not shown is not asked for");
      assert.ok(!(await reader.content()).includes("Nur unter uns."));
    });
    const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Berlin" }).format(new Date());
    await visit(page, `/k/05774@${today}/netz?akteur=abh-kreis`, own.origin);
    await panel(page).getByRole("heading", { level: 3, name: "Quellen" }).waitFor();
    assert.equal(await heading(page).count(), 0);
  });
});

test("what is typed stays while others change the network, and with each actor", async () => {
  await withPage({}, async (page) => {
    await withPage({}, async (other) => {
      await openSection(page);
      await field(page).fill("noch nicht fertig");
      await visit(other, "/k/05774/netz?bearbeiten=actors:ki", own.origin);
      const form = other.getByRole("complementary", { name: "Bearbeiten" });
      await form.getByLabel("Name *").fill("Kommunales Integrationszentrum, umbenannt");
      await form.getByRole("button", { name: "Speichern" }).click();
      await form.waitFor({ state: "detached" });
      // The panel waits for whoever types in it; then it is made anew.
      await field(page).blur();
      await panel(page).getByRole("heading", { level: 2, name: /umbenannt/ }).waitFor();
      assert.equal(await field(page).inputValue(), "noch nicht fertig");

      await section(page).getByRole("button", { name: "Kommentar speichern" }).click();
      await comment(page, "noch nicht fertig").waitFor();
      await field(page).fill("zum einen");
      await panel(page).getByRole("link", { name: /^Koordinierung des KIM/ }).first().click();
      await panel(page).getByRole("heading", { level: 2, name: /^Koordinierung des KIM/ }).waitFor();
      await section(page).getByText("Noch keine.").waitFor();
      assert.equal(await field(page).inputValue(), "");
      await page.goBack();
      await panel(page).getByRole("heading", { level: 2, name: /umbenannt/ }).waitFor();
      await comment(page, "noch nicht fertig").waitFor();
      assert.equal(await field(page).inputValue(), "zum einen");
      await field(page).fill("");
    });
  });
});

test("what cannot be kept is said beside the field, and nothing typed is lost", async () => {
  await withPage({ expectedStatus: 503 }, async (page) => {
    await openSection(page, "abh-kreis");
    const problem = section(page).getByRole("alert");
    await field(page).fill("  ");
    await page.keyboard.press("Control+Enter");
    await problem.getByText("Schreiben Sie zuerst etwas.").waitFor();
    await field(page).fill("x".repeat(1042));
    await page.keyboard.press("Control+Enter");
    await problem.getByText("Das sind 1.042 Zeichen, möglich sind 1.000. Kürzen Sie den Text.").waitFor();
    await checkAccessibility(page, "Kommentar, der zu lang ist");

    await field(page).fill("Kommt an.");
    const answer = { status: 503, contentType: "application/json", body: JSON.stringify({ unavailable: { incident: "00001" } }) };
    await page.route("**/api/add-comment", (route) => route.fulfill(answer));
    await page.keyboard.press("Control+Enter");
    await problem.getByText("Ihre Eingaben stehen noch da").waitFor();
    assert.equal(await field(page).inputValue(), "Kommt an.");
    await page.unroute("**/api/add-comment");
    await page.keyboard.press("Control+Enter");
    await said(page, "Kommentar gespeichert.");
    await comment(page, "Kommt an.").waitFor();
  });
});

test("comments are written on a phone", async () => {
  await withPage({ viewport: { width: 390, height: 800 }, colorScheme: "dark" }, async (page) => {
    await openSection(page, "jobcenter");
    await field(page).fill("Vom Telefon aus.");
    await section(page).getByRole("button", { name: "Kommentar speichern" }).click();
    const kept = comment(page, "Vom Telefon aus.");
    await kept.waitFor();
    for (const button of await section(page).getByRole("button").all()) {
      const box = await button.boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24, await button.innerText());
      assert.ok(box.x >= 0 && box.x + box.width <= 390, await button.innerText());
    }
    await checkAccessibility(page, "Kommentare auf dem Telefon");
  });
});
