// The page of the structure: on whom the network rests, who brokers, who belongs together.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PAGE = "/k/05774/struktur";

test("brokers are told by sector or by Rechtskreis, and the choice is in the URL", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    const table = page.getByRole("group", { name: "Wer zwischen Gruppen vermittelt" });
    const before = await table.locator("tbody").innerText();
    await page.getByRole("link", { name: "nach Rechtskreis" }).click();
    await page.waitForURL(/gruppen=rechtskreis/);
    await page.getByText(/Ohne Gruppe und daher nicht gezählt/).waitFor();
    assert.notEqual(await table.locator("tbody").innerText(), before);
    await page.reload();
    await page.getByText(/Ohne Gruppe und daher nicht gezählt/).waitFor();
  });
});

test("a community opens and leads to its members, and every member is in one community", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    const first = page.locator(".community").first();
    await first.locator("summary").click();
    const member = first.getByRole("link").first();
    const name = await member.innerText();
    const members = await page.locator(".community li").allTextContents();
    assert.equal(new Set(members).size, members.length);
    await member.click();
    await page.waitForURL(/akteur=/);
    await page.getByRole("complementary", { name: "Angaben zum Akteur" }).getByText(name, { exact: true }).first().waitFor();
  });
});

test("communities are compared with Regionalteams, and where there are none with KIM-Kommunen", async () => {
  await withPage({}, async (page) => {
    await visit(page, PAGE);
    await page.getByText(/^Die Gemeinschaften folgen den Regionalteams/).waitFor();
    await visit(page, "/k/05974/struktur");
    await page.getByText(/^Die Gemeinschaften folgen den KIM-Kommunen/).waitFor();
  });
});
