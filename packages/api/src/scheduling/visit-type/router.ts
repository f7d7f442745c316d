import { Nothing } from "../../kernel/field/schemas.ts";
import { noSubjects, protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { visitTypes } from "./queries.ts";
import {
  CreateVisitType,
  ListVisitTypes,
  RemoveVisitType,
  UpdateVisitType,
  VisitType,
  VisitTypeById,
  VisitTypePage,
} from "./schema.ts";

export const visitTypeRouter = router({
  list: protectedProcedure("appointment:read", { describes: "Listed visit types" })
    .meta(rest("GET /visit-types", "List the practice's visit types, newest first"))
    .meta(noSubjects("it names no person"))
    .input(ListVisitTypes)
    .output(VisitTypePage)
    .query(({ ctx, input }) => visitTypes.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("appointment:read", {
    describes: "Read a visit type",
    errors: ["VISIT_TYPE_NOT_FOUND"],
  })
    .meta(rest("GET /visit-types/{id}", "Read one visit type"))
    .meta(noSubjects("it names no person"))
    .input(VisitTypeById)
    .output(VisitType)
    .query(({ ctx, input }) => visitTypes.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("schedule:manage", {
    describes: "Added a visit type",
    errors: ["VISIT_TYPE_NAME_TAKEN"],
  })
    .meta(rest("POST /visit-types", "Add a visit type to the practice", { status: 201 }))
    .meta(noSubjects("it names no person"))
    .input(CreateVisitType)
    .output(VisitType)
    .mutation(({ ctx, input }) => visitTypes.create(ctx.db, ctx.scope, input)),

  update: protectedProcedure("schedule:manage", {
    describes: "Changed a visit type",
    errors: ["VISIT_TYPE_NOT_FOUND", "VISIT_TYPE_NAME_TAKEN", "STALE_VERSION"],
  })
    .meta(rest("PATCH /visit-types/{id}", "Change a visit type"))
    .meta(noSubjects("it names no person"))
    .input(UpdateVisitType)
    .output(VisitType)
    .mutation(({ ctx, input: { id, expectedVersion, ...changes } }) =>
      visitTypes.update(ctx, { id, expectedVersion }, changes),
    ),

  remove: protectedProcedure("schedule:manage", {
    describes: "Removed a visit type",
    errors: ["VISIT_TYPE_NOT_FOUND", "VISIT_TYPE_IN_USE", "STALE_VERSION"],
  })
    .meta(rest("DELETE /visit-types/{id}", "Remove a visit type", { status: 204, record: VisitType }))
    .meta(noSubjects("it names no person"))
    .input(RemoveVisitType)
    .output(Nothing)
    .mutation(({ ctx, input }) => visitTypes.remove(ctx.db, ctx.scope, input)),
});
