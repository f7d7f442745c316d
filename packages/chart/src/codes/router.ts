import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { checkCode, listFields, setField } from "./fields.ts";
import { findCode, listTerminologies } from "./queries.ts";
import * as schema from "./schema.ts";
import { searchCodes } from "./search-codes.ts";

const namesNobody = noSubjects("it names no person");

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
