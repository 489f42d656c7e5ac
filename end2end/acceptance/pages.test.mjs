// Every page of every Kreis: opens without complaint, accessible in light and dark, wide and narrow.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { KREISE, checkAccessibility, close, open, screenshot, visit, withPage } from "../support/browser.mjs";

before(open);
after(close);

const PAGES = [
  ["", "ueberblick", "Wer ist wo zuständig?"],
  ["/netz", "netz", "Legende"],
  ["/netz?ansicht=tabelle", "netz-tabelle", "Verweise hierher"],
  ["/netz?ansicht=matrix", "netz-matrix", "Zeilen verweisen, Spalten nehmen auf"],
  ["/netz?ansicht=fluss", "netz-mengen", "Wie viele von wo nach wo"],
  ["/wege", "wege", "Wählen Sie einen Wohnort"],
  ["/ketten", "ketten", "Welche Kette?"],
  ["/engpaesse", "engpaesse", "Auslastung der Angebote"],
  ["/abdeckung", "abdeckung", "Kommunen und Handlungsfelder"],
  ["/struktur", "struktur", "Wer zusammengehört"],
  ["/daten", "daten", "Einträge"],
  ["/daten/guete", "guete", "Ohne Beleg"],
  ["/daten/bestaetigung", "bestaetigung", "Verbindungen"],
  ["/daten/austausch", "austausch", "Ausgeben"],
  ["/daten/protokoll", "protokoll", "Protokoll wählen"],
  ["/daten/freigabe", "freigabe", "Wer veröffentlicht?"],
  ["/verlauf", "verlauf", "Einzelne Änderungen"],
  ["/sitzungen", "sitzungen", "Sitzungen dieses Kreises"],
];

for (const [ags, name] of KREISE) {
  test(`every page of Kreis ${name} opens and says which Kreis it shows`, async () => {
    await withPage({}, async (page) => {
      const titles = new Set();
      for (const [path, , text] of PAGES) {
        const response = await visit(page, `/k/${ags}${path}`);
        assert.equal(response.status(), 200);
        await page.getByText(text, { exact: false }).first().waitFor();
        titles.add(await page.title());
        await page.getByText(`Kreis ${name}`).first().waitFor();
        await page.getByText("Beispieldaten").first().waitFor();
      }
      assert.equal(titles.size, new Set(PAGES.map(([path]) => path.split("?")[0])).size, "each page has a title of its own");
    });
  });
}

const LOOKS = [
  ["light", 1440],
  ["dark", 1440],
  ["light", 390],
  ["dark", 390],
];

const SHOWN = [
  ["/", "start"],
  ["/neu", "neu"],
  ["/s", "teilnehmen"],
  ["/neu?kreis=05762", "neu-hoexter"],
  ...PAGES.map(([path, name]) => [`/k/05774${path}`, name]),
  ["/k/05774/netz?akteur=abh-kreis", "netz-akteur"],
  ["/k/05774/netz?anordnung=gruppen", "netz-gruppen"],
  ["/k/05774/netz?anordnung=ebenen", "netz-ebenen"],
  ["/k/05774/netz?anordnung=karte", "netz-karte"],
  ["/k/05774/netz?anordnung=fluss", "netz-fluss"],
  ["/k/05774/netz?ansicht=matrix&akteur=abh-kreis&beziehung=flow,cooperation,expected", "netz-matrix-akteur"],
  ["/k/05774/wege?kommune=05774020&status=duldung&nach=feld:arbeit", "wege-antwort"],
  ["/k/05774/ketten?kette=ankommen-sprache&kommune=05774020", "ketten-antwort"],
  ["/k/05774/abdeckung?feld=psychische-gesundheit&kommune=05774020&gruppe=families", "abdeckung-zelle"],
  ["/k/05774/wege?kommune=05774020&status=duldung&nach=feld:arbeit&bestaetigt=ja&meiden=fb-caritas&weg=5", "wege-bedingungen"],
  ["/k/05774/wege/zettel?kommune=05774020&status=duldung&nach=feld:arbeit", "wegzettel"],
  ["/k/05774/engpaesse?aenderung=zu:abh-kreis&nachspielen=1", "engpaesse-szenario"],
  ["/k/05774/engpaesse?feld=sprache&kommune=05774020", "engpaesse-durchfluss"],
];

for (const [colorScheme, width] of LOOKS) {
  test(`axe finds nothing on any page, ${colorScheme}, ${width} px`, async () => {
    await withPage({ colorScheme, viewport: { width, height: 900 } }, async (page) => {
      for (const [path, name] of SHOWN) {
        await visit(page, path);
        await checkAccessibility(page, `${path} ${colorScheme} ${width}`);
        await screenshot(page, `${name}-${colorScheme}-${width}`);
      }
    });
  });
}

test("nothing is wider than a phone of 360 px", async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async (page) => {
    for (const [path] of SHOWN) {
      await visit(page, path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`);
    }
  });
});

test("axe finds nothing in forced colours at 320 px", async () => {
  await withPage({ forcedColors: "active", viewport: { width: 320, height: 740 } }, async (page) => {
    for (const [path] of SHOWN) {
      await visit(page, path);
      await checkAccessibility(page, `${path} forced colours`);
    }
  });
});

test("English is complete: no German sentence of the interface is left", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/k/05774/engpaesse");
    await page.getByRole("link", { name: "EN", exact: true }).click();
    await page.getByRole("heading", { name: "Bottlenecks", exact: true }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(new URL(page.url()).pathname, "/k/05774/engpaesse");
    await page.getByRole("link", { name: "Network", exact: true }).click();
    await page.getByText("Legend", { exact: true }).waitFor();
    await checkAccessibility(page, "netz in English");
  });
});

test("the choice of colours is kept", async () => {
  await withPage({}, async (page) => {
    await visit(page, "/");
    await page.getByRole("link", { name: "Dunkel" }).click();
    await page.waitForSelector('html[data-theme="dark"]');
    await visit(page, "/k/05974");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  });
});
