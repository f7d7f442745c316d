import { expect, it } from "vitest";
import { byName } from "./by-name.ts";

it("sorts by name, and what is not offered last", () => {
  const offered = ["Room 10", "room 2", "Annex"].map((name) => ({ name, isActive: true }));
  const all = [{ name: "Attic", isActive: false }, ...offered];
  expect(byName(all).map(({ name }) => name)).toEqual(["Annex", "room 2", "Room 10", "Attic"]);
});
