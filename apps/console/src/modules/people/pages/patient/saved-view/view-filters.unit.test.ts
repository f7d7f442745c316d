import { expect, it } from "vitest";
import { areSame, filtersToSave } from "./view-filters.ts";

it("leaves out what is not chosen, and the order of a search", () => {
  expect(filtersToSave({ sort: "relevance", minAge: 65 })).toEqual({ minAge: 65 });
  expect(filtersToSave({ sort: "name" })).toEqual({ sort: "name" });
});

it("compares filters in any order, with the usual one for a missing order", () => {
  expect(areSame({ minAge: 65, gender: "female" }, { gender: "female", minAge: 65 })).toBe(true);
  expect(areSame({ sort: "newest" }, {})).toBe(true);
  expect(areSame({ sort: "name" }, {})).toBe(false);
  expect(areSame({ minAge: 65 }, { minAge: 64 })).toBe(false);
});
