import { globSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { patientCases } from "@caretype/core/people/removal/patient/cases";
import type { patientRouter } from "@caretype/core/people/removal/patient/router";
import type { CasesOf } from "@caretype/test-api/case";
import { expect, it } from "vitest";

const { byId, ...withoutOne } = patientCases;
// @ts-expect-error: `byId` has no row.
withoutOne satisfies CasesOf<typeof patientRouter>;
// @ts-expect-error: no such procedure.
({ ...patientCases, readAll: byId }) satisfies CasesOf<typeof patientRouter>;
// @ts-expect-error: `byId` takes an id.
({ ...patientCases, byId: { ...byId, input: () => ({ patient: "" }) } }) satisfies CasesOf<
  typeof patientRouter
>;
// @ts-expect-error: `byId` has no plans.
({ ...patientCases, byId: { ...byId, plans: [] } }) satisfies CasesOf<typeof patientRouter>;

const root = new URL("../../../", import.meta.url);
const isForTests = (file: string) =>
  /(\.test\.tsx?|\bcases\.ts)$/.test(file) ||
  // The reference uses the inputs as examples, and recorded releases use them as calls. No server imports either.
  /^apps\/(?:docs|dev)\//.test(file) ||
  /^packages\/test/.test(file);
const imported = /from "([^"$]*\/cases\.ts|@caretype\/(?:test-api\/[^"]*|[^"]*\/cases))"/g;

it("is not imported by production files", () => {
  const files = globSync("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: root }).map((file) =>
    file.replaceAll(sep, "/"),
  );
  expect(files).toContain("packages/core/src/people/removal/patient/cases.ts");
  const importing = files
    .filter((file) => !isForTests(file))
    .flatMap((file) =>
      [...readFileSync(new URL(file, root), "utf8").matchAll(imported)].map(([line]) => `${file}: ${line}`),
    );
  expect(importing).toEqual([]);
});
