import { expect, it } from "vitest";
import { shareFields } from "../shared-fields.ts";

const line = (name: string, type = "string") => `/** ${"A description. ".repeat(4)}*/\n${name}: ${type};`;
const created = line("createdAt");

it("writes the fields that inputs of a record share once, and names them after it", () => {
  const { bases, interfaces } = shareFields(
    new Map([
      ["RoomCreateInput", { parents: [], lines: [line("name"), line("note")] }],
      ["RoomUpdateInput", { parents: ["Change"], lines: [line("id", "RoomId"), line("name"), line("note")] }],
      ["RoomListInput", { parents: ["Paging"], lines: [line("name", "number")] }],
    ]),
  );
  expect([...bases]).toEqual([["RoomFields", { parents: [], lines: [line("name"), line("note")] }]]);
  expect(Object.fromEntries(interfaces)).toEqual({
    RoomCreateInput: { parents: ["RoomFields"], lines: [] },
    RoomUpdateInput: { parents: ["Change", "RoomFields"], lines: [line("id", "RoomId")] },
    RoomListInput: { parents: ["Paging"], lines: [line("name", "number")] },
  });
});

it("keeps a record whole unless many records share a field", () => {
  const records = ["Room", "Toy", "Patient", "Doctor"];
  const share = (names: string[]) =>
    shareFields(new Map(names.map((name) => [name, { parents: [], lines: [created] }]))).bases;
  expect([...share(records.slice(1)).keys()]).toEqual([]);
  expect([...share(records).keys()]).toEqual(["WithCreatedAt"]);
});

it("names no two interfaces alike", () => {
  const names = ["Ant", "Bee", "Cat", "Dog"];
  const both = new Map(
    names.flatMap((name) => [
      [name, { parents: [], lines: [line("note")] }],
      [`${name}Summary`, { parents: [], lines: [line("note", "number")] }],
    ]),
  );
  expect([...shareFields(both).bases.keys()]).toEqual(["WithNote", "WithNote2"]);
});

it("leaves a short field where it is", () => {
  const { bases } = shareFields(
    new Map(["A", "B", "C", "D"].map((name) => [`${name}Input`, { parents: [], lines: ["id: string;"] }])),
  );
  expect(bases.size).toBe(0);
});
