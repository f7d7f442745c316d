import { router } from "@caretype/core/kernel/procedure/builder";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { medications } from "./queries.ts";
import * as schema from "./schema.ts";
import { requireHarmless, warnedChanges } from "./warned.ts";

export const medicationRouter = router(
  recordProcedures(medications, warnedChanges, {
    answer: schema.WarnedMedication,
    create: schema.AddMedication,
    requireNew: requireHarmless,
    update: schema.ChangeMedication,
    enterInError: schema.EnterMedicationInError,
    refusals: ["DRUG_WARNING"],
    says: {
      one: "a drug of a patient",
      list: "List the drugs of a patient, newest first",
      create: "Add a drug that a patient takes",
    },
  }),
);
