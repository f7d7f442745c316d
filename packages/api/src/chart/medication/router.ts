import { router } from "../../kernel/procedure/builder.ts";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { medicationChanges, medications, newMedication } from "./queries.ts";
import * as schema from "./schema.ts";

export const medicationRouter = router(
  recordProcedures(medications, medicationChanges, {
    create: schema.AddMedication,
    requireNew: newMedication,
    update: schema.UpdateMedication,
    enterInError: schema.EnterMedicationInError,
    says: {
      one: "a drug of a patient",
      list: "List the drugs of a patient, newest first",
      create: "Add a drug that a patient takes",
    },
  }),
);
