import { addConcepts, finishCodes, undoCodes } from "@caretype/chart/codes/import-codes";
import { startCodes } from "@caretype/chart/codes/queries";
import * as schema from "@caretype/chart/codes/schema";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { maxInputBytes, withInputBounds } from "@caretype/core/kernel/procedure/input-bounds";

const namesNobody = noSubjects("it names no person");

export const codesImportRouter = router({
  start: protectedProcedure("import:run", {
    describes: "Started an import of codes",
    errors: ["TOO_MANY_UPLOADS", "CODES_IMPORTED"],
    cost: 10,
  })
    .rest("POST /code-imports", "Start an import of a code system or value set", {
      status: 201,
      description: "Then send the codes, and finish the import. Nothing finds them before.",
    })
    .meta(namesNobody)
    .input(schema.StartCodes)
    .output(schema.Terminology)
    .mutation(({ ctx, input }) => startCodes(ctx.db, ctx.scope, input)),

  addConcepts: protectedProcedure("import:run", {
    describes: "Added codes to an import",
    errors: ["CODES_IMPORT_NOT_FOUND", "CODES_IMPORT_CLOSED", "TOO_MANY_CODES"],
    cost: 10,
  })
    .rest("POST /code-imports/{id}/concepts", "Add codes to an import", {
      description: `Up to ${schema.codeLimits.conceptsAtOnce} codes and 1 MiB per request. Sending a part again changes nothing.`,
    })
    .meta({ ...withInputBounds({ bytes: maxInputBytes, members: 110_000, names: 6_000 }) })
    .meta(namesNobody)
    .input(schema.AddConcepts)
    .output(schema.AddedConcepts)
    .mutation(({ ctx, input }) => addConcepts(ctx.db, ctx.scope, input)),

  finish: protectedProcedure("import:run", {
    describes: "Completed an import of codes",
    errors: ["CODES_IMPORT_NOT_FOUND", "CODES_IMPORT_CLOSED", "CODES_INCOMPLETE", "TOO_MANY_CODES"],
    cost: 50,
  })
    .rest("POST /code-imports/{id}/finish", "Make the codes of an import available", {
      description: "Codes of the version before that are missing in a code system are retired.",
    })
    .meta(namesNobody)
    .input(schema.FinishCodes)
    .output(schema.Terminology)
    .mutation(({ ctx, input }) => finishCodes(ctx.db, ctx.scope, input)),

  undo: protectedProcedure("import:undo", {
    describes: "Undid an import of codes",
    errors: ["CODES_IMPORT_NOT_FOUND", "CODES_IN_USE"],
    cost: 50,
  })
    .rest("POST /code-imports/{id}/undo", "Remove an import of codes", {
      status: 204,
      description: "Finished or not. Records keep the codes that they have.",
    })
    .meta(namesNobody)
    .input(schema.TerminologyById)
    .output(Nothing)
    .mutation(({ ctx, input }) => undoCodes(ctx.db, ctx.scope, input.id)),
});
