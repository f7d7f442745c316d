import { Nothing } from "../../kernel/field/schemas.ts";
import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { savedViews } from "./queries.ts";
import {
  CreateSavedView,
  ListSavedViews,
  RemoveSavedView,
  SavedView,
  SavedViewById,
  SavedViewPage,
  UpdateSavedView,
} from "./schema.ts";

export const savedViewRouter = router({
  list: protectedProcedure("saved-view:read", { describes: "Listed saved views" })
    .meta(rest("GET /saved-views", "List the practice's saved views, newest first"))
    .input(ListSavedViews)
    .output(SavedViewPage)
    .query(({ ctx, input }) => savedViews.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("saved-view:read", {
    describes: "Read a saved view",
    errors: ["SAVED_VIEW_NOT_FOUND"],
  })
    .meta(rest("GET /saved-views/{id}", "Read one saved view"))
    .input(SavedViewById)
    .output(SavedView)
    .query(({ ctx, input }) => savedViews.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("saved-view:manage", {
    describes: "Added a saved view",
    errors: ["SAVED_VIEW_NAME_TAKEN"],
  })
    .meta(
      rest("POST /saved-views", "Save filters of a list under a name, for the whole practice", {
        status: 201,
        description: "Contains no search text, which would often be a patient's name.",
      }),
    )
    .input(CreateSavedView)
    .output(SavedView)
    .mutation(({ ctx, input }) => savedViews.create(ctx.db, ctx.scope, input)),

  update: protectedProcedure("saved-view:manage", {
    describes: "Changed a saved view",
    errors: ["SAVED_VIEW_NOT_FOUND", "SAVED_VIEW_NAME_TAKEN", "STALE_VERSION"],
  })
    .meta(rest("PATCH /saved-views/{id}", "Rename a saved view, or change its filters"))
    .input(UpdateSavedView)
    .output(SavedView)
    .mutation(({ ctx, input: { id, expectedVersion, ...changes } }) =>
      savedViews.update(ctx, { id, expectedVersion }, changes),
    ),

  remove: protectedProcedure("saved-view:manage", {
    describes: "Removed a saved view",
    errors: ["SAVED_VIEW_NOT_FOUND", "STALE_VERSION"],
  })
    .meta(rest("DELETE /saved-views/{id}", "Remove a saved view", { status: 204, record: SavedView }))
    .input(RemoveSavedView)
    .output(Nothing)
    .mutation(({ ctx, input }) => savedViews.remove(ctx.db, ctx.scope, input)),
});
