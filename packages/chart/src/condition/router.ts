import { router } from "@caretype/core/kernel/procedure/builder";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { conditionChanges, conditions, newCondition } from "./queries.ts";
import * as schema from "./schema.ts";

export const conditionRouter = router(
  recordProcedures(conditions, conditionChanges, {
    answer: schema.Condition,
    create: schema.AddCondition,
    requireNew: newCondition,
    update: schema.UpdateCondition,
    enterInError: schema.EnterConditionInError,
    says: {
      one: "a problem or diagnosis",
      list: "List the problems and diagnoses of a patient, newest first",
      create: "Add a problem or diagnosis of a patient",
    },
  }),
);
