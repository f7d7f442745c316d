import { deprecated } from "@caretype/core/kernel/field/deprecation";
import { pageOf } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { z } from "zod";

const toy = { describes: "Read a toy" } as const;

const Toy = z
  .object({
    id: z.string().describe("Its number"),
    fullName: z
      .string()
      .describe("Its name")
      .meta(deprecated({ since: "2026-11-01", use: "shownName" })),
    shownName: z.string().describe("How it is shown"),
  })
  .meta({ id: "Toy", description: "A toy" });

const toyOf = (id: string) => ({ id, fullName: "Ada", shownName: "Ada" });

/** Procedures and fields, each deprecated in another way. */
export const deprecatedRouter = router({
  toy: router({
    find: protectedProcedure("patient:read", {
      ...toy,
      deprecated: { since: "2026-11-01", sunset: "2027-05-01", use: "toy.list" },
    })
      .rest("GET /toys/find", "Find toys")
      .input(
        z.strictObject({
          cursor: z.string().optional().describe("Where to go on"),
          nameText: z
            .string()
            .optional()
            .describe("A name")
            .meta(deprecated({ since: "2026-11-01" })),
        }),
      )
      .output(pageOf(Toy))
      .query(() => ({ items: [toyOf("1")], nextCursor: "2" })),
    get: protectedProcedure("patient:read", {
      ...toy,
      errors: ["PATIENT_NOT_FOUND"],
      deprecated: { since: "2026-12-01", sunset: "2027-02-01", use: "toy.byId" },
    })
      .rest("GET /toys/get/{id}", "Get a toy")
      .input(z.strictObject({ id: z.string() }))
      .output(Toy)
      .query(({ input }) => toyOf(input.id)),
    list: protectedProcedure("patient:read", toy)
      .rest("GET /toys", "List toys")
      .output(pageOf(Toy))
      .query(() => ({ items: [], nextCursor: null })),
    byId: protectedProcedure("patient:read", toy)
      .rest("GET /toys/{id}", "Read a toy")
      .input(z.strictObject({ id: z.string() }))
      .output(Toy)
      .query(({ input }) => toyOf(input.id)),
    clear: publicProcedure({ ...toy, deprecated: { since: "2020-01-01", sunset: "2021-01-01" } })
      .rest("DELETE /toys", "Remove all", { status: 204 })
      .output(z.void())
      .mutation(() => undefined),
  }),
});
