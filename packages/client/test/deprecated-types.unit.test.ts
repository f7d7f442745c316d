import { deprecated } from "@caretype/core/kernel/field/deprecation";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { expect, it } from "vitest";
import { z } from "zod";
import { withNames } from "../published-types.ts";

const since = { since: "2026-11-01" };
const Toy = z
  .object({
    fullName: z
      .string()
      .describe("Its name")
      .meta(deprecated({ ...since, use: "shownName" })),
  })
  .meta({ id: "Toy" });

const toyRouter = router({
  toy: router({
    find: protectedProcedure("patient:read", {
      describes: "Read a toy",
      deprecated: { ...since, sunset: "2027-05-01", use: "toy.list" },
    })
      .rest("GET /toys/find", "Find a toy")
      .input(z.strictObject({ name: z.string().optional().meta(deprecated(since)) }))
      .output(Toy)
      .query(() => ({ fullName: "Ada" })),
  }),
});

/** tsc's form of a router's type. */
const declarations = `import { TRPCBuiltRouter } from "@trpc/server";
declare const appRouter: TRPCBuiltRouter<{}, Options<{
  toy: TRPCBuiltRouter<{}, Options<{
    find: Query<{ input: { name?: string }; output: { fullName: string } }>;
  }>>;
}>>;
`;

it("marks deprecated procedures and fields, which editors then strike through", () => {
  const types = withNames(declarations, toyRouter).replaceAll("\t", "");
  expect(types).toContain(
    "/** Find a toy\n@deprecated since 2026-11-01: use `toy.list`. It may be removed from 2027-05-01 on. */\n",
  );
  expect(types).toContain(
    "/** Its name\n@deprecated since 2026-11-01: use `shownName`. */\nfullName: string;",
  );
  expect(types).toContain("/** @deprecated since 2026-11-01. */\nname?: string;");
});
