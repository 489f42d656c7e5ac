// A page as a link: copied, as a QR code, kept under a name.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, checkAccessibility, close, open, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PATH = "/k/05774/netz?gruppe=welfare&anordnung=ebenen";

test("the link and its QR code follow the page", async () => {
  await withPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await visit(page, PATH);
    await page.getByRole("button", { name: "Teilen" }).click();
    const link = page.getByRole("textbox", { name: "Link zu dieser Ansicht" });
    assert.equal(await link.inputValue(), page.url());
    const code = page.getByRole("img", { name: "Der Link als QR-Code" }).locator("path");
    const before = await code.getAttribute("d");
    assert.ok(before.length > 1000);
    await page.getByRole("button", { name: "Kopieren" }).click();
    await page.getByText("Kopiert.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await checkAccessibility(page, "Teilen");
    // Without a pointer, which would close it.
    await page.getByRole("checkbox", { name: /KIM und Steuerung/ }).press("Space");
    await page.waitForURL(/gruppe=[a-z]+(,|%2C)[a-z]+/);
    assert.equal(await link.inputValue(), page.url());
    assert.notEqual(await code.getAttribute("d"), before);
    await link.press("Escape");
    assert.equal(await link.isVisible(), false);
  });
});

test("a view is kept under a name until it is forgotten", async () => {
  await withPage({}, async (page) => {
    await visit(page, PATH);
    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByText("Noch keine.").waitFor();
    await page.getByRole("textbox", { name: "Name der Ansicht" }).fill("Wohlfahrt nach Ebenen");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Wohlfahrt nach Ebenen" }).waitFor();

    await visit(page, "/k/05774/wege");
    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByRole("link", { name: "Wohlfahrt nach Ebenen" }).click();
    await page.waitForURL((url) => url.href === address + PATH);
    await page.getByRole("checkbox", { name: /Beratung und Wohlfahrt/ }).and(page.locator(":checked")).waitFor();

    await visit(page, "/k/05554/netz");
    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByText("Noch keine.").waitFor();

    await visit(page, PATH);
    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByRole("button", { name: "Wohlfahrt nach Ebenen: vergessen" }).click();
    await page.getByText("Noch keine.").waitFor();
  });
});

test("where the browser keeps nothing, the page works and says so", async () => {
  await withPage({}, async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
    });
    await visit(page, "/k/05774/netz?akteur=ki");
    await page.getByRole("button", { name: "Teilen" }).click();
    await page.getByRole("textbox", { name: "Name der Ansicht" }).fill("Heute");
    await page.keyboard.press("Enter");
    await page.getByText("Dieser Browser merkt sich nichts.").waitFor();
    await visit(page, "/k/05774/netz?anordnung=karte");
    await page.getByText("Die Datei bleibt in Ihrem Browser;").waitFor();
  });
});

test("on a phone the button covers nothing", async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async (page) => {
    await visit(page, "/k/05774/netz");
    const share = await page.getByRole("button", { name: "Teilen" }).boundingBox();
    for (const name of ["EN", "Dunkel", "Alle Kreise", "Überblick"]) {
      const other = await page.getByRole("link", { name, exact: true }).first().boundingBox();
      const isBeside = other.x + other.width <= share.x || share.x + share.width <= other.x;
      const isApart = other.y + other.height <= share.y || share.y + share.height <= other.y;
      assert.ok(isBeside || isApart, `${name} lies under it`);
    }
  });
});
