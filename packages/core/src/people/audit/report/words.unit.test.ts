import { procedures } from "@caretype/test-api/procedures";
import { describe, expect, it } from "vitest";
import { errorDefinitions } from "../../../kernel/error/definitions.ts";
import { actions as knownActions, type View } from "./action-descriptions.ts";
import { describeActor, describeEntry, effectOf, roleOf } from "./words.ts";

const actions = knownActions();
const basis = "owner patient:update";
const done = { outcome: "ok", basis };
const replayed = { outcome: "ok", basis: `${basis}, replayed` };
const unchanged = { outcome: "ok", basis: `${basis}, unchanged` };
const denied = { outcome: "PERMISSION_DENIED", basis };
const toPatient = (action: string, how: { outcome: string; basis: string | null }) =>
  describeEntry({ action, ...how }, "patient");

describe("the description of an entry", () => {
  describe.each<View>(["practice", "patient"])("to the %s", (view) => {
    it.each(actions.map((action) => [action]))("is a sentence for each outcome of %s", (action) => {
      const describeIt = (how: { outcome: string; basis: string }) => describeEntry({ action, ...how }, view);
      expect(describeIt(done)).toMatch(/^[A-Z][a-z]+ [a-z]/);
      expect(describeIt(replayed)).toMatch(/^Sent the same call again, to [a-z]+ .+; nothing more was done$/);
      expect(describeIt(unchanged)).toMatch(/^Asked to [a-z]+ .+, which changed nothing$/);
      for (const outcome of Object.keys(errorDefinitions)) {
        expect(describeIt({ outcome, basis })).toMatch(
          /^Tried to [a-z]+ .+, (and was refused|but it failed): [a-z]/,
        );
        expect(describeIt({ ...replayed, outcome })).toMatch(
          /^Sent the same call again, to [a-z]+ .+: [a-z]/,
        );
      }
    });
  });

  it("names no single patient to the practice, as an entry may have none or many", () => {
    for (const action of actions)
      for (const how of [done, replayed, unchanged, denied])
        expect(describeEntry({ action, ...how }, "practice")).not.toMatch(/\bthe (removed )?patient\b/);
  });

  const noSubjects = new Set(
    procedures.filter(({ meta }) => meta.noSubjects !== undefined).map(({ path }) => path),
  );
  const isAbout = (action: string) => /^(patient|assignment)\./.test(action) || action === "erase.patient";
  /** Its entry names the doctor of the filter, and no patient. */
  const ofDoctors = new Set(["patient.count"]);
  const about = actions.filter(
    (action) => isAbout(action) && !noSubjects.has(action) && !ofDoctors.has(action),
  );

  it.each(about.map((action) => [action]))("names the patient in a patient's report: %s", (action) => {
    expect(toPatient(action, done)).toMatch(/\bthe (removed )?patient\b/);
  });

  it("is a plain sentence", () => {
    expect(toPatient("patient.byId", done)).toBe("Read the patient's record");
    expect(toPatient("patient.remove", denied)).toBe(
      "Tried to remove the patient, and was refused: you do not have the permission for this",
    );
    expect(toPatient("patient.list", { ...done, outcome: "SERVICE_UNAVAILABLE" })).toBe(
      "Tried to see the patient in a list, but it failed: temporarily unavailable",
    );
    expect(toPatient("patient.remove", replayed)).toBe(
      "Sent the same call again, to remove the patient; nothing more was done",
    );
    expect(toPatient("patient.remove", { ...replayed, outcome: "PATIENT_HAS_ASSIGNMENTS" })).toBe(
      "Sent the same call again, to remove the patient, and was refused as before: a doctor is still assigned to this patient",
    );
    expect(toPatient("patient.update", unchanged)).toBe(
      "Asked to change the patient's record, which changed nothing",
    );
  });

  it("notes that an import's entry may cover a part, unless nothing was imported", () => {
    const ofImport = (outcome: string, basis: string) =>
      describeEntry({ action: "import.synthea", outcome, basis }, "practice");
    expect(ofImport("ok", "command line, owner")).toBe(
      "Imported an export (all or a part of it: its entries have one request id)",
    );
    expect(ofImport("ok", "command line, owner, dry run")).toBe(
      "Asked to import an export, as a dry run, which changed nothing",
    );
    expect(ofImport("ok", "command line, owner, unchanged")).toBe(
      "Asked to import an export, which changed nothing",
    );
    expect(ofImport("INVALID_INPUT", "command line, owner")).toBe(
      "Tried to import an export, and was refused: the input is not valid",
    );
  });

  it("names an unknown action", () => {
    for (const view of ["practice", "patient"] as const) {
      expect(describeEntry({ action: "patient.gone", ...done }, view)).toBe("Called patient.gone");
      expect(describeEntry({ action: "patient.gone", outcome: "GONE", basis }, view)).toBe(
        "Tried to call patient.gone, without success: GONE",
      );
    }
  });
});

describe("the effect of an entry", () => {
  it.each([
    [done, "done"],
    [{ outcome: "ok", basis: null }, "done"],
    [denied, "nothing"],
    [unchanged, "nothing"],
    [{ action: "import.synthea", outcome: "ok", basis: "command line, owner, dry run" }, "nothing"],
    [{ action: "import.undo", outcome: "ok", basis: "command line, owner, dry run" }, "nothing"],
    [{ action: "import.synthea", outcome: "ok", basis: "command line, owner, unchanged" }, "nothing"],
    // A dry run still shows the candidates.
    [{ action: "import.duplicates", outcome: "ok", basis: "command line, owner, dry run" }, "done"],
    [replayed, "replayed"],
    [{ ...replayed, outcome: "PATIENT_NOT_FOUND" }, "replayed"],
    // The reason of an erasure is free text.
    [{ outcome: "ok", basis: "command line: asked for it, replayed" }, "done"],
    [{ outcome: "ok", basis: "command line: letter, dry run" }, "done"],
  ])("for %j is %s", (entry, effect) => {
    expect(effectOf({ action: "patient.update", ...entry })).toBe(effect);
  });
});

describe("the actor of an entry", () => {
  it.each([
    [{ name: "Dr. Ada Lovelace", nameThen: null, basis: "owner patient:read" }, "“Dr. Ada Lovelace”"],
    [{ name: "Dr. Ada Lovelace", nameThen: null, basis: null }, "“Dr. Ada Lovelace”"],
    [
      { name: "Ada Lovelace", nameThen: "Ada Byron", basis: "owner patient:read" },
      "“Ada Lovelace”, called “Ada Byron” at the time",
    ],
    [{ name: null, nameThen: null, basis: "command line" }, "somebody on the command line"],
    [{ name: null, nameThen: null, basis: null }, "unknown"],
  ])("%j is %s", (known, text) => {
    expect(describeActor(known)).toBe(text);
  });

  it.each([
    ["owner patient:update, replayed", "owner"],
    // An owner elsewhere, but not in this practice.
    ["staff staff:break-glass, break-glass 1", "staff"],
    ["command line, owner", "command line"],
    ["command line: asked for it", "command line"],
    [null, null],
  ])("with basis %j has the role %j, separate from the name", (basis, role) => {
    expect(roleOf(basis)).toBe(role);
  });

  it("cannot be imitated by a name", () => {
    const actorNamed = (name: string) =>
      describeActor({ name, nameThen: null, basis: "viewer patient:read" });
    expect(actorNamed("A Person (owner)")).toBe("“A Person (owner)”");
    expect(actorNamed("Ann”, called “Ada Byron” at the time")).toBe('“Ann", called "Ada Byron" at the time”');
    expect(actorNamed("A Person (owner)\u2067")).toBe("“A Person (owner)”");
    expect(actorNamed("\u202eennA")).toBe("“ennA”");
  });
});
