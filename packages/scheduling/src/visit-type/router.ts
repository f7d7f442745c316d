import { router } from "@caretype/core/kernel/procedure/builder";
import { listProcedures } from "@caretype/core/mechanisms/record/list-procedures";
import { visitTypes } from "./queries.ts";
import * as schema from "./schema.ts";

export const visitTypeRouter = router(
  listProcedures(visitTypes, {
    create: schema.CreateVisitType,
    update: schema.UpdateVisitType,
    taken: "VISIT_TYPE_NAME_TAKEN",
    inUse: "VISIT_TYPE_IN_USE",
  }),
);
