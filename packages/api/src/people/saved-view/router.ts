import { router } from "../../kernel/procedure/builder.ts";
import { listProcedures } from "../../mechanisms/record/list-procedures.ts";
import { savedViews } from "./queries.ts";
import { CreateSavedView, UpdateSavedView } from "./schema.ts";

export const savedViewRouter = router(
  listProcedures(savedViews, {
    create: CreateSavedView,
    update: UpdateSavedView,
    taken: "SAVED_VIEW_NAME_TAKEN",
  }),
);
