import { router } from "@caretype/core/kernel/procedure/builder";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { newProcedure, procedureChanges, procedures } from "./queries.ts";
import * as schema from "./schema.ts";

export const clinicalProcedureRouter = router(
  recordProcedures(procedures, procedureChanges, {
    answer: schema.Procedure,
    create: schema.AddProcedure,
    requireNew: newProcedure,
    update: schema.UpdateProcedure,
    enterInError: schema.EnterProcedureInError,
    says: {
      one: "a procedure",
      list: "List what was done with a patient, newest first",
      create: "Add what was done with a patient",
    },
    named: ["DOCTOR_NOT_FOUND"],
  }),
);
