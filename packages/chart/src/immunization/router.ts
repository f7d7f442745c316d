import { router } from "@caretype/core/kernel/procedure/builder";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { immunizationChanges, immunizations, newImmunization } from "./queries.ts";
import * as schema from "./schema.ts";

export const immunizationRouter = router(
  recordProcedures(immunizations, immunizationChanges, {
    answer: schema.Immunization,
    create: schema.AddImmunization,
    requireNew: newImmunization,
    update: schema.UpdateImmunization,
    enterInError: schema.EnterImmunizationInError,
    says: {
      one: "an immunization",
      list: "List the immunizations of a patient, newest first",
      create: "Add an immunization of a patient",
    },
  }),
);
