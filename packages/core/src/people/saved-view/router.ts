import { schema } from "@caretype/db";
import { router } from "../../kernel/procedure/builder.ts";
import { listProcedures } from "../../mechanisms/record/list-procedures.ts";
import { listRecord } from "../../mechanisms/record/list-record.ts";
import { peopleKinds } from "../kinds.ts";
import { CreateSavedView, PatientViewFilters, SavedView, UpdateSavedView } from "./schema.ts";

const savedViews = listRecord({
  kind: "savedView",
  says: peopleKinds.savedView,
  table: schema.savedView,
  schema: SavedView,
  path: "/saved-views",
  permissions: { read: "saved-view:read", manage: "saved-view:manage" },
  // Filters that an earlier version stored, and that no longer exist, are left out with all others.
  toRecord: ({ filters, ...row }): SavedView => ({
    ...row,
    filters: PatientViewFilters.safeParse(filters).data ?? {},
  }),
});

export const savedViewRouter = router(
  listProcedures(savedViews, {
    create: CreateSavedView,
    update: UpdateSavedView,
    fixed: ["page"],
    taken: "SAVED_VIEW_NAME_TAKEN",
  }),
);
