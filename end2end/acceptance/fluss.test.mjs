// How many referrals go from where to where, and the actors along the referrals.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, address, close, open, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const table = (page) => page.getByRole("group", { name: /^Wie viele von wo nach wo/ });

for (const [ags, name] of KREISE) {
  test(`the volumes of Kreis ${name}: ribbons and table say the same, gathered by group, sector or level`, async () => {
    await withPage({}, async (page) => {
      await visit(page, `/k/${ags}/netz`);
      await page.getByRole("navigation", { name: "Ansicht", exact: true }).getByRole("link", { name: "Mengen" }).click();
      await page.waitForURL(/ansicht=fluss/);
      const totals = new Set();
      for (const [code, link] of [["", ""], ["sektor", "Sektor"], ["ebene", "Ebene"]]) {
        if (code) {
          await page.getByRole("navigation", { name: "Zusammenfassen nach" }).getByRole("link", { name: link }).click();
          await page.waitForURL(new RegExp(`enden=${code}`));
        }
        const known = await table(page).locator("tbody tr").evaluateAll((rows) => rows.filter((row) => row.cells[2].textContent !== "unbekannt").length);
        assert.ok(known > 0);
        assert.equal(await page.locator(".ribbon").count(), known);
        totals.add(await page.locator(".streams p[role=status]").innerText());
      }
      assert.equal(totals.size, 1, "however they are gathered, it is as much in all");
    });
  });
}

test("a ribbon and a row lead to the actors behind them", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz?ansicht=fluss");
    await page.locator(".ribbon path").first().click({ force: true });
    await page.waitForURL(/gruppe=/);
    assert.ok(parseInt(await shown(page)) > 0);
    await page.goBack();
    await table(page).locator("tbody a").first().click();
    await page.waitForURL(/gruppe=/);
    await page.getByText(/ von 120 Akteuren/).waitFor();
  });
});

test("the volumes are complete without JavaScript", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${address}/k/05774/netz?ansicht=fluss&enden=ebene`);
    assert.ok((await page.locator(".ribbon").count()) > 3);
    await table(page).locator("tbody a").first().click();
    await page.waitForURL(/ebene=/);
  });
});
