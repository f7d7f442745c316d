import { schema } from "@caretype/db";
import { listRecord } from "../../mechanisms/record/list-record.ts";
import { PatientViewFilters, SavedView } from "./schema.ts";

export const savedViews = listRecord({
  kind: "savedView",
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
