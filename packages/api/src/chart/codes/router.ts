import { Nothing } from "../../kernel/field/schemas.ts";
import { noSubjects, protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { maxInputBytes, withInputBounds } from "../../kernel/procedure/input-bounds.ts";
import { checkCode, listFields, setField } from "./fields.ts";
import { addConcepts, finishCodes, undoCodes } from "./import-codes.ts";
import { findCode, listTerminologies, startCodes } from "./queries.ts";
import * as schema from "./schema.ts";
import { searchCodes } from "./search-codes.ts";

const namesNobody = noSubjects("it names no person");

/** The import of codes, which the module of imports adds. */
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
      description: `Up to ${schema.codeLimits.conceptsAtOnce} codes and 1 MiB per request. To send a part again changes nothing.`,
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

export const codesRouter = router({
  list: protectedProcedure("clinical:read", { describes: "Listed imports of codes" })
    .rest("GET /code-imports", "List imported code systems and value sets, newest first")
    .meta(namesNobody)
    .input(schema.ListTerminologies)
    .output(schema.TerminologyPage)
    .query(({ ctx, input }) => listTerminologies(ctx.pageReader(input), ctx.scope, input)),

  search: protectedProcedure("clinical:read", { describes: "Searched for codes" })
    .rest("GET /codes", "Search for codes by words or parts of words")
    .meta(namesNobody)
    .input(schema.SearchCodes)
    .output(schema.FoundCodes)
    .query(({ ctx, input }) => searchCodes(ctx.searcher(), ctx.scope, input)),

  byCode: protectedProcedure("clinical:read", { describes: "Read a code", errors: ["CODE_NOT_FOUND"] })
    .rest("GET /codes/by-code", "Read one code of a code system")
    .meta(namesNobody)
    .input(schema.CodeByCode)
    .output(schema.CodeEntry)
    .query(({ ctx, input }) => findCode(ctx.db, ctx.scope, input)),

  check: protectedProcedure("clinical:read", { describes: "Checked whether a field offers a code" })
    .rest("GET /codes/check", "Say whether a field offers a code")
    .meta(namesNobody)
    .input(schema.CheckCode)
    .output(schema.CheckedCode)
    .query(({ ctx, input }) => checkCode(ctx.db, ctx.scope, input)),

  fields: protectedProcedure("clinical:read", { describes: "Read which codes fields offer" })
    .rest("GET /code-fields", "Read which codes fields offer, and what happens to others")
    .meta(namesNobody)
    .output(schema.CodeFields)
    .query(({ ctx }) => listFields(ctx.db, ctx.scope)),

  setField: protectedProcedure("practice:update", { describes: "Changed which codes a field offers" })
    .rest("PUT /code-fields", "Set which codes a field offers, and what happens to others")
    .meta(namesNobody)
    .input(schema.SetCodeField)
    .output(schema.CodeField)
    .mutation(({ ctx, input }) => setField(ctx, input)),
});
