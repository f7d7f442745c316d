import { expect, it } from "vitest";
import { featureNames } from "./names.ts";

it("spells a name in all the ways that files need", () => {
  expect(featureNames("care-plan")).toEqual({
    kebab: "care-plan",
    kebabs: "care-plans",
    snake: "care_plan",
    camel: "carePlan",
    Pascal: "CarePlan",
    Pascals: "CarePlans",
    CODE: "CARE_PLAN",
    words: "care plan",
    manyWords: "care plans",
    aWords: "a care plan",
  });
});

it.each([
  ["allergy", "allergies"],
  ["day", "days"],
  ["address", "addresses"],
  ["bus", "buses"],
  ["branch", "branches"],
])("calls more than one %s %s", (name, many) => {
  expect(featureNames(name).kebabs).toBe(many);
});

it("takes another plural, and says an where that is right", () => {
  expect(featureNames("index-card", "index-cards")).toMatchObject({ aWords: "an index card" });
  expect(featureNames("diagnosis", "diagnoses")).toMatchObject({ Pascals: "Diagnoses" });
});

it.each([
  ["Note", "is no name of a feature"],
  ["care_plan", "is no name of a feature"],
  ["-note", "is no name of a feature"],
  ["2nd-note", "is no name of a feature"],
  ["n".repeat(41), "is no name of a feature"],
  ["", "is no name of a feature"],
  ["../note", "is no name of a feature"],
  ["notes", "looks like a plural"],
  ["class", "is a word of the language"],
])("refuses %s", (name, message) => {
  expect(() => featureNames(name)).toThrow(message);
});

it("refuses a plural that is no other word", () => {
  expect(() => featureNames("series", "series")).toThrow("has to differ");
  expect(() => featureNames("note", "Notes!")).toThrow("is no name of a feature");
});
