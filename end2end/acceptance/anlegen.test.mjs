// Founding a Kreis: from an empty database to a network with its municipalities and authorities.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, shown, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";

let own;

before(async () => {
  own = await openOwn("anlegen", ["--empty"]);
});

after(() => own?.close());

const kreis = (page) => page.getByLabel("Kreis oder kreisfreie Stadt");

test("an empty database leads to a network in a few clicks", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/", own.origin);
    await checkAccessibility(page, "empty start");
    await page.getByRole("link", { name: "Einen Kreis anlegen" }).click();
    await kreis(page).selectOption({ label: "Kreis Höxter" });
    await page.waitForURL(/kreis=05762/);
    await page.getByText("10 Kommunen").waitFor();
    await page.locator("#kommunen ~ p").filter({ hasText: "Willebadessen" }).waitFor();
    await checkAccessibility(page, "founding");
    const chosen = page.getByText(/^\d+ Stellen gewählt$/);
    const before = Number.parseInt(await chosen.innerText(), 10);
    assert.ok(before > 20, `${before} proposals are ticked`);
    await page.getByRole("checkbox", { name: "Volkshochschule", exact: false }).first().click();
    assert.notEqual(Number.parseInt(await chosen.innerText(), 10), before);
    await page.getByRole("button", { name: "Netz anlegen" }).click();
    await page.waitForURL(/\/k\/05762$/);
    await page.getByRole("heading", { name: "So geht es weiter" }).waitFor();
    await page.getByRole("link", { name: /^Angebote eintragen/ }).waitFor();
    const competent = page.getByRole("row", { name: /Bad Driburg/ });
    await competent.getByText(/ABH|Ausländerbehörde/).first().waitFor();
    await checkAccessibility(page, "a new network");
    await page.getByRole("link", { name: /^Verweise ziehen/ }).click();
    await page.waitForURL(/\/netz/);
    assert.match(await shown(page), /^\d\d+\/0$/);
  });
});

test("a network is founded once", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/neu?kreis=05762", own.origin);
    await page.getByText("Dieses Netz gibt es schon:").waitFor();
    assert.equal(await page.getByRole("button", { name: "Netz anlegen" }).count(), 0);
    const again = await page.request.post(`${own.origin}/api/found`, {
      data: { kreis: "05762", proposals: [] },
      headers: { "sec-fetch-site": "same-origin" },
    });
    assert.equal(again.status(), 409);
    const unknown = await page.request.post(`${own.origin}/api/found`, {
      data: { kreis: "05754", proposals: ["gibt-es-nicht"] },
      headers: { "sec-fetch-site": "same-origin" },
    });
    assert.equal(unknown.status(), 422);
    assert.match(await unknown.text(), /gibt es in diesem Kreis nicht/);
  });
  await withPage({ expectedStatus: 404 }, async (page) => {
    const answer = await visit(page, "/neu?kreis=99999", own.origin);
    assert.equal(answer.status(), 404);
  });
});

test("without scripts one still sees what would be founded", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${own.origin}/neu`);
    await kreis(page).selectOption({ label: "Stadt Bielefeld" });
    await page.getByRole("button", { name: "Weiter" }).click();
    await page.waitForURL(/kreis=05711/);
    await page.getByText("Ausländerbehörde der Stadt Bielefeld").first().waitFor();
  });
});
