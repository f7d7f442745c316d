import { expect, it } from "vitest";
import { parseRecent } from "./recent-records.ts";

const id = (last: number) => `0198c0de-0000-7000-8000-00000000000${last}`;

it("reads kinds and ids, at most eight, and nothing else", () => {
  const stored = Array.from({ length: 9 }, (_, last) => ({ kind: "patient", id: id(last), name: "Ann Lee" }));
  const read = parseRecent(JSON.stringify(stored));
  expect(read).toHaveLength(8);
  expect(read[0]).toEqual({ kind: "patient", id: id(0) });
});

it.each([null, "", "{}", "[1, null]", "nonsense", `[{"kind":"patient","id":"../doctors"}]`])(
  "ignores %s",
  (text) => {
    expect(parseRecent(text)).toEqual([]);
  },
);
