import { expect, it } from "vitest";
import { today as texts } from "../../records/appointment/texts.en.ts";
import { tasksOf } from "./tasks-of.ts";

it("leaves out what the reader may not see, and says what was looked at", () => {
  const tasks = {
    unassignedPatients: 1,
    possibleDuplicates: { pairs: 3, compared: 200, isComplete: false },
    invitations: null,
    imports: { waiting: 2, withProblems: 1 },
  };
  expect(tasksOf(tasks).map(({ count, label, about }) => [count, label, about])).toEqual([
    [1, "unassigned patient", "Without a doctor"],
    [3, "possible duplicates", "Among the 200 newest patients"],
    [2, "waiting imports", "1 with problems to fix"],
  ]);
  const complete = { ...tasks, possibleDuplicates: { pairs: 0, compared: 200, isComplete: true } };
  expect(tasksOf(complete)[1]?.about).toBe("Among all patients");
});

it("says how long somebody waits, from an hour on in hours", () => {
  expect([0, 1, 59, 60, 197].map(texts.waits)).toEqual([
    "just arrived",
    "waiting 1 minute",
    "waiting 59 minutes",
    "waiting 1 h 0 min",
    "waiting 3 h 17 min",
  ]);
});
