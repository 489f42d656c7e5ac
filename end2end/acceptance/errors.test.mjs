// What goes wrong is said in German, with the true status and a way on.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, close, open, shown, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const CASES = [
  ["/gibt-es-nicht", 404, "Diese Seite gibt es nicht"],
  ["/k/05111", 404, "Diesen Kreis gibt es hier nicht"],
  ["/k/abc/netz", 404, "Diesen Kreis gibt es hier nicht"],
  ["/k/05774/netz?akteur=gibt-es-nicht", 404, "Diesen Akteur gibt es nicht"],
  ["/k/05774/wege?kommune=05766004&nach=feld:arbeit", 404, "Diese Kommune gehört nicht zum Kreis"],
  ["/k/05774/wege?kommune=05774020&nach=feld:mars", 404, "Dieses Ziel ist unbekannt"],
  ["/k/05774/engpaesse?aenderung=zu:nirgends", 404, "Diese Änderung geht nicht"],
  ["/k/05774/wege?kommune=05774020&status=gast&nach=feld:arbeit", 404, "Diesen Aufenthaltsstatus gibt es nicht"],
];

for (const [path, status, sentence] of CASES) {
  test(`${path} answers ${status} and says what to do`, async () => {
    await withPage({ expectedStatus: status }, async (page) => {
      const response = await visit(page, path);
      assert.equal(response.status(), status);
      await page.getByRole("heading", { name: sentence }).first().waitFor();
      await checkAccessibility(page, path);
    });
  });
}

test("values that mean nothing are left out and named, the page still opens", async () => {
  await withPage({}, async (page) => {
    const response = await visit(page, "/k/05774/netz?gruppe=marsianer&kamera=oben");
    assert.equal(response.status(), 200);
    await page.getByText("Nicht verstanden und weggelassen:").waitFor();
    assert.ok(parseInt(await shown(page)) > 50);
  });
});

test("a lost server is said, and what was entered stays in the address", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/netz");
    await page.route("**/api/**", (route) => route.abort("aborted"));
    await page.keyboard.press("/");
    await page.keyboard.type("jobcenter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Keine Verbindung zum Server" }).waitFor();
    assert.match(page.url(), /akteur=/);
  });
});
