import { deprecated } from "@caretype/core/kernel/field/deprecation";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { expect, it } from "vitest";
import { z } from "zod";
import { featurePage } from "../src/reference/feature-page.ts";
import { referencePages } from "../src/reference/pages.ts";
import { referenceProcedures } from "../src/reference/procedures.ts";

const since = { since: "2026-11-01" };

const toyRouter = router({
  toy: router({
    find: protectedProcedure("patient:read", {
      describes: "Read a toy",
      deprecated: { ...since, use: "patient.list" },
    })
      .rest("GET /toys/find", "Find a toy")
      .input(
        z.strictObject({
          name: z.string().optional().describe("A name.").meta(deprecated(since)),
        }),
      )
      .output(z.void())
      .query(() => undefined),
  }),
});

it("shows the names of fields over REST, except for those that are specified elsewhere", async () => {
  const pages = await referencePages();
  const textOf = (path: string) => pages.find((page) => page.path === path)?.text ?? "";
  expect(textOf("reference/records")).toContain("| `dateOfBirth`<br>`date_of_birth` | date or null |");
  expect(textOf("reference/patient")).toContain("| `items[].removedAt`<br>`items[].removed_at` |");
  expect(textOf("reference/records")).toContain("| `response.clientDataJSON` |");
  expect(textOf("reference/records")).toContain("| `version` |");
});

it("names what replaces a deprecated procedure, and marks deprecated fields", async () => {
  const feature = { name: "toy", description: "Toys" };
  const { text } = await featurePage(feature, referenceProcedures(toyRouter));
  expect(text).toContain(
    "**Deprecated** since 2026-11-01: use [patient.list](/reference/patient.md#patientlist).",
  );
  expect(text).toContain("A name. Deprecated since 2026-11-01.");
});
