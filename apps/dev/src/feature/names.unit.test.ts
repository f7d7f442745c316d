import { expect, it } from "vitest";
import { featureNames } from "./names.ts";
import { requireFree } from "./new-feature.ts";

it("derives all forms of a name", () => {
  expect(featureNames("care-plan")).toEqual({
    kebab: "care-plan",
    kebabs: "care-plans",
    snake: "care_plan",
    camel: "carePlan",
    Pascal: "CarePlan",
    Pascals: "CarePlans",
    pluralCamel: "carePlans",
    CODE: "CARE_PLAN",
    words: "care plan",
    manyWords: "care plans",
    aWords: "a care plan",
    Title: "Care plan",
    Titles: "Care plans",
  });
});

it.each([
  ["allergy", "allergies"],
  ["day", "days"],
  ["address", "addresses"],
  ["bus", "buses"],
  ["branch", "branches"],
])("the plural of %s is %s", (name, many) => {
  expect(featureNames(name).kebabs).toBe(many);
});

it("accepts a given plural, and chooses the article", () => {
  expect(featureNames("index-card", "index-cards")).toMatchObject({ aWords: "an index card" });
  expect(featureNames("user")).toMatchObject({ aWords: "a user" });
  expect(featureNames("upload")).toMatchObject({ aWords: "an upload" });
  expect(featureNames("diagnosis", "diagnoses")).toMatchObject({ Pascals: "Diagnoses" });
});

it.each([
  ["Note", "is not a valid feature name"],
  ["care_plan", "is not a valid feature name"],
  ["-note", "is not a valid feature name"],
  ["2nd-note", "is not a valid feature name"],
  ["n".repeat(41), "is not a valid feature name"],
  ["", "is not a valid feature name"],
  ["../note", "is not a valid feature name"],
  ["notes", "looks like a plural"],
  ["class", "is a reserved word"],
  // They would shadow a file, or a member of every object.
  ["index", "is a reserved word"],
  ["constructor", "is a reserved word"],
])("refuses %s", (name, message) => {
  expect(() => featureNames(name)).toThrow(message);
});

it("refuses an invalid plural, or one that equals the name", () => {
  expect(() => featureNames("series", "series")).toThrow("must differ");
  expect(() => featureNames("note", "Notes!")).toThrow("is not a valid feature name");
});

it.each([
  ["mapping", "/api/mappings is a route"],
  ["known-key", "packages/db/src/schema/known-key.ts uses it"],
  ["login-failure", "packages/db/src/schema/mail.ts uses it"],
  ["refused-email", "packages/scheduling/src/module.ts uses it"],
  ["chart", "apps/console/src/modules/chart exists"],
  ["cli", "packages/cli exists"],
  ["timeline", "timeline is a tab of the patient's page"],
  ["page", "the templates use it"],
  ["row", "the templates use it"],
])("a name that is taken is refused: %s", (name, message) => {
  expect(() => requireFree(featureNames(name))).toThrow(message);
});
