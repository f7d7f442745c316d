import { schema } from "@caretype/db";
import { listQueries } from "../../mechanisms/record/list-queries.ts";
import { PatientViewFilters, type SavedView } from "./schema.ts";

export const savedViews = listQueries({
  table: schema.savedView,
  kind: "savedView",
  notFound: "SAVED_VIEW_NOT_FOUND",
  // Filters that an earlier version stored, and that no longer exist, are left out with all others.
  toRecord: ({ filters, ...row }): SavedView => ({
    ...row,
    filters: PatientViewFilters.safeParse(filters).data ?? {},
  }),
});
