import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { listImports } from "./batch-queries.ts";
import { createServersPace } from "./pace.ts";
import { ImportById, ImportPage, ListImports, UndoneImport } from "./schema.ts";
import { undoImportByCall } from "./undo-import.ts";

export const importRouter = router({
  list: permit("import:read")
    .meta(rest("GET /imports", "List the practice's imports, newest first"))
    .input(ListImports)
    .output(ImportPage)
    .query(({ ctx, input }) => listImports(ctx.pageReader(input), ctx.scope, input)),

  undo: permit("import:undo", { cost: 50 })
    .meta(rest("POST /imports/{id}/undo", "Remove what an import has made, unless it was changed since"))
    .input(ImportById)
    .output(UndoneImport)
    .mutation(({ ctx, input: { id } }) => {
      const { practiceId, accountId, sessionId, role } = ctx.scope;
      const entryOf = (ids: string[]) => ({
        ...{ practiceId, accountId, sessionId, action: "import.undo", outcome: "ok" as const },
        ...{ basis: `${role} import:undo`, subjects: new Set(ids) },
        ...{ address: ctx.address, requestId: ctx.requestId },
      });
      return undoImportByCall(ctx.db, ctx.scope, { id, entryOf, pace: createServersPace() });
    }),
});
