import { expect, it } from "vitest";
import { personLine } from "./stage-rows.ts";

const since = (birthName: string) => {
  const row = { name: "Ilse Meier", firstName: "Ilse", lastName: "Meier" };
  const parsed = { value: { externalId: null, row, birthName } };
  const staging = { line: (keys: object) => JSON.stringify(keys) };
  const read = personLine(staging, { line: 2, cells: {} }, parsed);
  return JSON.parse(read.value ?? "").last_name_since;
};

it("keeps a last name at birth that is another one", () => {
  expect(["Huber", "Meyer", "MEIER", "Meier", "Méier"].map(since)).toEqual([
    "Meier",
    "Meier",
    null,
    null,
    null,
  ]);
});
