import { expect, it } from "vitest";
import { oncePerMinute } from "./refusal-notes.ts";

it("reports the first refusal at once, then one per minute with the number of others", () => {
  const notes: unknown[] = [];
  let now = 0;
  const note = oncePerMinute(
    (each) => void notes.push(each),
    () => now,
  );
  const refusal = { id: "a", attempts: 1, error: "ECONNREFUSED" };
  note(refusal);
  now = 59_999;
  note(refusal);
  note(refusal);
  expect(notes).toEqual([{ ...refusal, others: 0 }]);
  now = 60_000;
  note({ ...refusal, id: "b" });
  now = 120_000;
  note(refusal);
  expect(notes.slice(1)).toEqual([
    { ...refusal, id: "b", others: 2 },
    { ...refusal, others: 0 },
  ]);
});
