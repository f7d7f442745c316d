import { expect, it } from "vitest";
import { type DescribedEntry, describeIn, entryText } from "./entry-text.ts";
import { texts as german } from "./words/texts.de.ts";
import { texts as spanish } from "./words/texts.es.ts";

const entry = (changes: Partial<DescribedEntry> = {}): DescribedEntry => ({
  action: "patient.byId",
  outcome: "ok",
  basis: "owner patient:read",
  effect: "done",
  what: "Read a patient's record",
  ...changes,
});
const refused = { outcome: "PATIENT_NOT_FOUND", effect: "nothing" } as const;
const dryRun = { action: "import.table", basis: "owner import:run, dry run", effect: "nothing" } as const;

it("keeps the server's words in English", () => {
  expect(entryText(entry())).toBe("Read a patient's record");
});

it("describes an entry in German", () => {
  const description = (changes?: Partial<DescribedEntry>) => describeIn(german, entry(changes));
  expect(description()).toBe("Akte eines Patienten gelesen");
  expect(description({ patientId: "ann" })).toBe("Akte des Patienten gelesen");
  expect(description(refused)).toMatch(/^Versucht: Akte eines Patienten lesen\. /);
  expect(description({ ...refused, effect: "replayed" })).toMatch(
    /^Erneut gesendet: Akte eines Patienten lesen\. Wie zuvor /,
  );
  expect(description({ effect: "nothing" })).toBe(
    "Angefordert: Akte eines Patienten lesen. Nichts geändert.",
  );
  expect(description({ effect: "replayed" })).toMatch(/Sonst nichts geändert\.$/);
  expect(description(dryRun)).toBe("Als Probelauf angefordert: Tabelle importieren. Nichts geändert.");
  expect(description({ action: "import.table" })).toMatch(/^Tabelle importiert \(ganz oder zum Teil/);
  expect(description({ action: "patient.mend" })).toBe("„patient.mend“ aufgerufen");
});

it("describes an entry in Spanish", () => {
  const description = (changes?: Partial<DescribedEntry>) => describeIn(spanish, entry(changes));
  expect(description()).toBe("Leyó la ficha de un paciente");
  expect(description({ patientId: "ann" })).toBe("Leyó la ficha del paciente");
  expect(description(refused)).toMatch(/^Intento de leer la ficha de un paciente\. /);
  expect(description(dryRun)).toBe("Pidió importar una tabla como prueba. No cambió nada.");
});

it.each([
  ["German", german],
  ["Spanish", spanish],
])("has another wording for the report on one patient wherever English has: %s", async (_, words) => {
  const { described, recordKinds } = await import("@caretype/api");
  expect(described.size).toBeGreaterThan(200);
  for (const [action, { practice, patient = practice }] of described) {
    // Lists have one wording, derived from their names.
    if (Object.hasOwn(recordKinds, action.replace(/\..*/, ""))) continue;
    const wording = words?.actions[action] ?? "";
    const isOther = typeof wording !== "string" || wording.includes("{");
    expect({ action, isOther }).toEqual({ action, isOther: patient !== practice });
  }
});
