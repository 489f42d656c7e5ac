// A live session: a committee looks at one network together and votes.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { checkAccessibility, screenshot, visit, withPage } from "../support/browser.mjs";
import { openOwn } from "../support/own_server.mjs";
import { bar, elsewhere, openSession, putToVote, withMember } from "../support/session.mjs";

let own;

before(async () => {
  own = await openOwn("sitzung");
});

after(() => own?.close());

const SEATS = ["Jobcenter Kreis Paderborn", "Caritasverband Paderborn", "Stadt Delbrück"];
const MOTION = "Jede Kommune nennt bis zum 31. März eine Ansprechstelle.";

const ballot = (page) => page.getByRole("group", { name: "Ihre Stimme" });

/** The page as a path, and what is chosen in it. */
const place = (page) => page.evaluate(() => decodeURIComponent(location.pathname + location.search));

test("a committee votes on what it sees, and everybody has the result", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Lenkungsgruppe, 3. Sitzung", SEATS);
    await withMember(own.origin, code, SEATS[0], async (member) => {
      await withMember(own.origin, code, SEATS[1], async (other) => {
        await chair.getByText("2 von 3 Organisationen anwesend").first().waitFor();
        await chair.getByRole("link", { name: "Zum Netz" }).click();
        await chair.waitForURL(/\/netz/);
        await putToVote(chair, MOTION);

        // The chair goes on where the form was: at the motion.
        await chair.waitForFunction(() => document.activeElement.id === "abstimmung");

        // One who votes by keyboard, changes the vote, and loads the page anew.
        await ballot(member).waitFor();
        await member.keyboard.press("v");
        await member.keyboard.press("Enter");
        await member.getByText("Ihre Stimme: Ja, gespeichert").waitFor();
        await member.keyboard.press("Tab");
        await member.keyboard.press("Enter");
        await member.getByText("Ihre Stimme: Nein, gespeichert").waitFor();
        await member.reload();
        await member.getByText("Ihre Stimme: Nein, gespeichert").waitFor();
        assert.equal(await ballot(member).getByRole("button", { name: "Nein" }).getAttribute("aria-pressed"), "true");

        // Others do not take the focus away.
        await member.keyboard.press("v");
        await ballot(other).getByRole("button", { name: "Ja" }).click();
        await member.getByText("2 von 3 haben abgestimmt").waitFor();
        assert.equal(await member.evaluate(() => document.activeElement.textContent), "Ja");
        assert.ok(!(await chair.textContent("body")).includes("Nein"), "how others vote is not told before the end");

        await bar(chair).getByRole("button", { name: "Abstimmung beenden" }).click();
        await chair.waitForFunction(() => document.activeElement.id === "ergebnis");
        for (const page of [chair, member, other]) {
          await bar(page).getByText("abgelehnt: 1 Ja, 1 Nein, 0 Enthaltungen, 1 ohne Stimme").waitFor();
        }
        await member.getByText("Stimmen einzeln").click();
        await member.getByText(`${SEATS[0]}: Nein`).waitFor();
        await member.getByRole("link", { name: "Dazu im Bild" }).click();
        await member.waitForURL(/\/k\/05774\/netz/);
        await bar(member).waitFor();
      });
    });
  });
});

test("of a secret vote the counts alone are kept, and a withdrawn motion keeps nothing", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Geheime Sitzung", SEATS);
    await withMember(own.origin, code, SEATS[2], async (member) => {
      await putToVote(chair, MOTION, { isSecret: true });
      await ballot(member).getByRole("button", { name: "Enthaltung" }).click();
      await member.getByText("Ihre Stimme: Enthaltung, gespeichert").waitFor();
      await bar(chair).getByRole("button", { name: "Abstimmung beenden" }).click();
      await bar(member).getByText("abgelehnt: 0 Ja, 0 Nein, 1 Enthaltung, 2 ohne Stimme").waitFor();
      assert.equal(await member.getByText("Stimmen einzeln").count(), 0);
      await bar(member).getByRole("button", { name: "Ergebnis ausblenden" }).click();
      await bar(member).getByText("abgelehnt").waitFor({ state: "detached" });

      await putToVote(chair, "Etwas anderes.");
      await bar(chair).getByRole("button", { name: "Zurückziehen" }).click();
      await bar(member).getByText("zurückgezogen").waitFor();
    });
  });
});

test("who follows sees what is presented, until they go their own way", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Gemeinsam schauen", SEATS);
    await withMember(own.origin, code, SEATS[0], async (member) => {
      await visit(chair, "/k/05774/netz?anordnung=ebenen", own.origin);
      await bar(chair).getByRole("button", { name: "Präsentieren" }).click();
      await bar(member).getByText("Sitzungsleitung präsentiert").waitFor();
      await member.keyboard.press("g");
      await member.waitForURL(/anordnung=ebenen/);
      await bar(chair).getByText("1 Fenster folgt").waitFor();

      // Selection, camera and other pages go along.
      await chair.goto(`${own.origin}/k/05774/netz?anordnung=ebenen&akteur=ki`);
      await member.waitForURL(/akteur=ki/);
      await member.getByRole("complementary", { name: "Angaben zum Akteur" }).waitFor();
      await chair.getByRole("button", { name: "Vergrößern" }).click();
      await chair.waitForURL(/kamera=/);
      await member.waitForURL(/kamera=/);
      await chair.getByRole("link", { name: "Engpässe" }).first().click();
      await member.waitForURL(/\/engpaesse/);
      await bar(member).getByText("Sie folgen: Sitzungsleitung").waitFor();
      assert.equal(await place(member), await place(chair));

      // One's own way ends it, and one key leads back.
      await member.getByRole("link", { name: "Abdeckung" }).first().click();
      await member.waitForURL(/\/abdeckung/);
      await bar(member).getByRole("button", { name: "Zurück zur Präsentation" }).waitFor();
      await bar(chair).getByText("Noch folgt niemand").waitFor();
      await chair.getByRole("link", { name: "Struktur" }).first().click();
      await bar(chair).getByRole("button", { name: "Präsentation beenden" }).waitFor();
      assert.match(member.url(), /\/abdeckung/);
      await member.keyboard.press("g");
      await member.waitForURL(/\/struktur/);
      await member.getByRole("heading", { level: 1, name: "Struktur" }).waitFor();
      await member.goBack();
      await member.getByRole("heading", { level: 1, name: "Abdeckung" }).waitFor();
      await bar(member).getByRole("button", { name: "Zurück zur Präsentation" }).waitFor();
      await member.keyboard.press("g");
      await member.waitForURL(/\/struktur/);

      // A presenter who loads the page anew presents on.
      await chair.reload();
      await bar(chair).getByRole("button", { name: "Präsentation beenden" }).waitFor();

      // A member takes over when nobody presents.
      await bar(chair).getByRole("button", { name: "Präsentation beenden" }).click();
      await bar(member).getByText("Gerade präsentiert niemand").waitFor();
      await bar(member).getByRole("button", { name: "Präsentieren" }).click();
      await bar(chair).getByText(`${SEATS[0]} präsentiert`).waitFor();
      await bar(chair).getByRole("button", { name: "Präsentation übernehmen" }).waitFor();
    });
  });
});

test("after a way back the address is that of the page, whatever was shown meanwhile", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Vor und zurück", SEATS);
    await withMember(own.origin, code, SEATS[0], async (member) => {
      const both = async (name, path) => {
        await chair.getByRole("link", { name }).first().click();
        await chair.waitForURL(path);
        await member.waitForURL(path);
      };
      await visit(member, "/k/05774/abdeckung", elsewhere(own.origin));
      await visit(chair, "/k/05774/engpaesse", own.origin);
      await bar(chair).getByRole("button", { name: "Präsentieren" }).click();
      await bar(member).getByText("Sitzungsleitung präsentiert").waitFor();
      await member.keyboard.press("g");
      await member.waitForURL(/\/engpaesse/);
      await both("Struktur", /\/struktur/);
      await member.goBack();
      await member.getByRole("heading", { level: 1, name: "Abdeckung" }).waitFor();
      await bar(member).getByRole("button", { name: "Zurück zur Präsentation" }).waitFor();
      await member.keyboard.press("g");
      await member.getByRole("heading", { level: 1, name: "Struktur" }).waitFor();
      await member.waitForURL(/\/struktur/);
      await member.goBack();
      await member.getByRole("heading", { level: 1, name: "Abdeckung" }).waitFor();
      assert.match(member.url(), /\/abdeckung/);
    });
  });
});

test("a vote that is cast without a connection arrives with the next one", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Schlechtes Netz", SEATS);
    await withMember(own.origin, code, SEATS[0], async (member) => {
      await putToVote(chair, MOTION);
      await ballot(member).waitFor();
      await member.context().setOffline(true);
      await member.getByText("Keine Verbindung.").waitFor();
      await chair.getByText("nicht verbunden").first().waitFor();
      await ballot(member).getByRole("button", { name: "Ja" }).click();
      await member.getByText("1 Eingabe wartet").waitFor();
      await ballot(member).getByRole("button", { name: "Enthaltung" }).click();
      await member.getByText("Ihre Stimme: Enthaltung, wird gespeichert").waitFor();
      await member.context().setOffline(false);
      await member.getByText("Ihre Stimme: Enthaltung, gespeichert").waitFor();
      await chair.getByText("1 von 3 hat abgestimmt").first().waitFor();
    });
  });
});

test("seats, hands and the end are in the hands of the chair", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Wer sitzt wo", SEATS);
    await withMember(own.origin, code, SEATS[0], async (member) => {
      assert.equal(await member.getByRole("button", { name: /freigeben/ }).count(), 0);
      assert.equal(await bar(member).getByRole("button", { name: "Abstimmen lassen" }).count(), 0);
      await bar(member).getByRole("button", { name: "Hand heben" }).click();
      await chair.getByText("Hand gehoben, Nr. 1").waitFor();
      await chair.getByRole("button", { name: "Alle Hände senken" }).click();
      await bar(member).getByRole("button", { name: "Hand heben" }).waitFor();
      await chair.getByLabel("Organisation ergänzen").fill("Stadt Büren");
      await chair.keyboard.press("Enter");
      await member.getByRole("button", { name: "Platz nehmen: Stadt Büren" }).click();
      await chair.getByRole("button", { name: "Platz freigeben: Stadt Büren" }).click();
      await member.getByRole("button", { name: "Platz nehmen: Stadt Büren" }).waitFor();
      await bar(member).getByRole("button", { name: "Sitzung verlassen" }).click();
      await bar(member).waitFor({ state: "detached" });
      await member.getByRole("button", { name: "Wieder teilnehmen" }).click();
      await bar(member).getByRole("button", { name: "Sitzung verlassen" }).click();
      await bar(member).waitFor({ state: "detached" });

      await chair.getByRole("button", { name: "Sitzung beenden" }).click();
      await chair.getByRole("button", { name: "Doch nicht" }).click();
      await chair.getByRole("button", { name: "Sitzung beenden" }).click();
      await chair.getByRole("button", { name: "Wirklich beenden" }).click();
      await chair.getByText("In dieser Sitzung wurde nicht abgestimmt.").waitFor();
      await visit(member, `/s/${code}`, elsewhere(own.origin));
      await member.getByText("Diese Sitzung ist beendet.").first().waitFor();
      assert.equal(await bar(member).count(), 0);
    });
  });
});

test("a code leads in, a wrong one says what to do, and without scripts one reads", async () => {
  await withPage({}, async (chair) => {
    const code = await openSession(chair, own.origin, "Lesen", SEATS);
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${elsewhere(own.origin)}/k/05774/sitzungen`);
      await page.getByLabel("Code der Sitzung").fill(code.toLowerCase().replace("-", " "));
      await page.getByRole("button", { name: "Teilnehmen" }).click();
      await page.getByRole("heading", { level: 1, name: "Lesen" }).waitFor();
      await page.getByText("Teilnehmen braucht JavaScript").waitFor();
      await page.getByText(SEATS[2]).waitFor();
    });
  });
  await withPage({ expectedStatus: 404 }, async (page) => {
    await visit(page, "/s/AAAAA-22222", own.origin);
    await page.getByRole("heading", { name: "Diese Sitzung gibt es nicht" }).waitFor();
    await page.getByLabel("Code der Sitzung").waitFor();
  });
});

for (const [name, options] of [
  ["hell", {}],
  ["dunkel-schmal", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
  ["kontrast-320", { forcedColors: "active", viewport: { width: 320, height: 800 } }],
]) {
  test(`axe-core finds nothing in a session (${name})`, async () => {
    await withPage(options, async (chair) => {
      await visit(chair, "/s", own.origin);
      await checkAccessibility(chair, "Teilnehmen");
      const code = await openSession(chair, own.origin, "Lenkungsgruppe, 3. Sitzung", SEATS);
      await withMember(own.origin, code, SEATS[0], async (member) => {
        await bar(chair).getByRole("button", { name: "Abstimmen lassen" }).click();
        await checkAccessibility(chair, "Sitzung mit Formular");
        await screenshot(chair, `sitzung-formular-${name}`);
        await chair.keyboard.press("Escape");
        await putToVote(chair, MOTION);
        await ballot(member).getByRole("button", { name: "Ja" }).click();
        await member.getByText("Ihre Stimme: Ja, gespeichert").waitFor();
        await checkAccessibility(member, "Sitzung mit Abstimmung");
        await screenshot(member, `sitzung-abstimmung-${name}`);
        await bar(chair).getByRole("button", { name: "Abstimmung beenden" }).click();
        await bar(chair).getByRole("button", { name: "Präsentieren" }).click();
        await bar(member).getByRole("button", { name: "Folgen" }).waitFor();
        await checkAccessibility(member, "Sitzung mit Präsentation");
        await screenshot(member, `sitzung-ergebnis-${name}`);
      }, options);
    });
  });
}
