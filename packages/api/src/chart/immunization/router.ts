import { router } from "../../kernel/procedure/builder.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import { recordProcedures } from "../clinical/record-procedures.ts";
import { immunizationChanges, immunizations, newImmunization } from "./queries.ts";
import { AddImmunization, EnterImmunizationInError, Immunization, UpdateImmunization } from "./schema.ts";

export const immunizationRouter = router({
  ...recordProcedures(immunizations, immunizationChanges, {
    record: Immunization,
    create: AddImmunization,
    requireNew: newImmunization,
    update: UpdateImmunization,
    enterInError: EnterImmunizationInError,
    says: {
      one: "an immunization",
      list: "List the immunizations of a patient, newest first",
      create: "Add an immunization of a patient",
    },
  }),
  ...readHistoryProcedures(immunizations.history),
});
