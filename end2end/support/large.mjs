// A network of some thousand actors: an example network many times over, each copy tied to the next.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLE = fileURLToPath(new URL("../../app/data/paderborn/", import.meta.url));
/** What is there once, and what each copy has of its own. */
const SHARED = ["regions.csv", "sources.csv"];
const COPIED = {
  "actors.csv": { references: ["id", "parent"] },
  "services.csv": { references: ["id", "actor"] },
  "relations.csv": { references: ["id", "from", "to", "service"] },
  // Enough to have full services and waits; all of them would only take time.
  "observations.csv": { references: ["id", "entity"], most: 2 },
};

/** Rows of cells (RFC 4180). */
function read(table) {
  const rows = [[]];
  const text = readFileSync(join(EXAMPLE, table), "utf8").replace(/^\uFEFF/, "");
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

const line = (cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");

/** Writes the tables into a folder; gives the number of actors. */
export function writeLarge(folder, nCopies) {
  mkdirSync(folder, { recursive: true });
  for (const table of SHARED) writeFileSync(join(folder, table), readFileSync(join(EXAMPLE, table)));
  let nActors = 0;
  for (const [table, { references, most = nCopies }] of Object.entries(COPIED)) {
    const [header, ...rows] = read(table);
    const lines = [line(header)];
    for (let copy = 1; copy <= Math.min(most, nCopies); copy += 1) {
      for (const row of rows) {
        // In the first copy everything is called as in the example.
        const renamed = row.map((cell, column) => {
          if (copy === 1 || cell === "") return cell;
          if (header[column] === "name") return `${cell} ${copy}`;
          return references.includes(header[column]) ? `${cell}-${copy}` : cell;
        });
        lines.push(line(renamed));
      }
      if (table === "actors.csv") nActors += rows.length;
    }
    if (table === "relations.csv") {
      // Who coordinates here works with who coordinates there.
      const [first] = rows;
      for (let copy = 2; copy <= nCopies; copy += 1) {
        const tie = Object.fromEntries(header.map((column, position) => [column, first[position]]));
        Object.assign(tie, { id: `zwischen-${copy}`, kind: "cooperates_with", from: copy === 2 ? "ki" : `ki-${copy - 1}`, to: `ki-${copy}` });
        for (const column of ["service", "fields", "residence_statuses", "handover_mode", "channel", "media_breaks", "required_documents", "consent_needed", "legal_basis", "agreed_days", "feedback_agreed"]) tie[column] = "";
        lines.push(line(header.map((column) => tie[column])));
      }
    }
    writeFileSync(join(folder, table), `${lines.join("\n")}\n`);
  }
  return nActors;
}
