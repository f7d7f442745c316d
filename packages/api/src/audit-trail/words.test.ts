import { describe, expect, it } from "vitest";
import { procedures } from "../../test/procedures.ts";
import { errorDefinitions } from "../errors.ts";
import { describeActor, describeDeed, describedActions } from "./words.ts";

/** What the command line writes; nothing walks that. */
const commands = ["admin.create", "import.synthea", "import.duplicates", "erase.patient", "erase.doctor"];

describe("what somebody did", () => {
  it("has words for each procedure and command, and for nothing else", () => {
    const actions = [...procedures.map(({ path }) => path), ...commands];
    expect(describedActions.toSorted()).toEqual(actions.toSorted());
  });

  it.each(describedActions)("%s: as a sentence, whatever the outcome was", (action) => {
    expect(describeDeed({ action, outcome: "ok" })).toMatch(/^[A-Z][a-z]+ [a-z]/);
    for (const outcome of Object.keys(errorDefinitions)) {
      expect(describeDeed({ action, outcome })).toMatch(
        /^Tried to [a-z]+ .+, (and was refused|but it failed): [a-z]/,
      );
    }
  });

  it("is told plainly", () => {
    expect(describeDeed({ action: "patient.byId", outcome: "ok" })).toBe("Read the patient's record");
    expect(describeDeed({ action: "patient.remove", outcome: "PERMISSION_DENIED" })).toBe(
      "Tried to remove the patient, and was refused: your role does not allow this",
    );
    expect(describeDeed({ action: "patient.list", outcome: "SERVICE_UNAVAILABLE" })).toBe(
      "Tried to see the patient in a list, but it failed: not available just now",
    );
  });

  it("is named where it has no words any more", () => {
    expect(describeDeed({ action: "patient.gone", outcome: "ok" })).toBe("Called patient.gone");
    expect(describeDeed({ action: "patient.gone", outcome: "GONE" })).toBe(
      "Tried to call patient.gone, without success: GONE",
    );
  });
});

describe("who did it", () => {
  it.each([
    [{ name: "Dr. Ada Lovelace", basis: "owner patient:read" }, "Dr. Ada Lovelace (owner)"],
    [{ name: "Dr. Ada Lovelace", basis: null }, "Dr. Ada Lovelace"],
    [{ name: "Dr. Ada Lovelace", basis: "command line, owner" }, "Dr. Ada Lovelace (command line)"],
    [{ name: null, basis: "command line" }, "somebody on the command line"],
    [{ name: null, basis: null }, "unknown"],
  ])("%j is %s", (known, told) => {
    expect(describeActor(known)).toBe(told);
  });
});
