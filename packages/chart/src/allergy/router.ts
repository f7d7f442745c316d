import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { withInputBounds } from "@caretype/core/kernel/procedure/input-bounds";
import { recordProcedures } from "../clinical/record-procedures.ts";
import {
  allergies,
  createAllergy,
  enterAllergyInError,
  listAllergies,
  newAllergy,
  recordNoneKnown,
  updateAllergy,
} from "./queries.ts";
import * as schema from "./schema.ts";

const list = "List the allergies of a patient, with what is known of them, newest first";

/** Twenty reactions with long names, in which each character may be an escape of six bytes. */
const withReactions = withInputBounds({ bytes: 384 * 1_024 });

const changes = { create: createAllergy, update: updateAllergy, enterInError: enterAllergyInError };

export const allergyRouter = router({
  ...recordProcedures(allergies, changes, {
    answer: schema.Allergy,
    create: schema.AddAllergy,
    requireNew: newAllergy,
    update: schema.UpdateAllergy,
    enterInError: schema.EnterAllergyInError,
    says: {
      one: "an allergy or intolerance",
      list,
      create: "Add an allergy or intolerance of a patient",
    },
    bounds: withReactions,
  }),

  list: protectedProcedure("clinical:read", {
    describes: allergies.describes.list,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /allergies", list, { also: ["GET /patients/{patientId}/allergies"] })
    .input(schema.ListAllergies)
    .output(schema.AllergyPage)
    .query(({ ctx, input }) => listAllergies(ctx.pageReader(input), ctx.scope, input)),

  recordNoneKnown: protectedProcedure("clinical:write", {
    describes: ofPatient("Noted that a patient has no known allergies"),
    errors: ["PATIENT_NOT_FOUND", "PATIENT_HAS_ALLERGIES", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .rest("POST /allergies/none-known", "Note that no allergy of a patient is known", {
      status: 201,
      description: "The first active allergy ends it. A later note replaces it.",
    })
    .input(schema.RecordNoneKnown)
    .output(schema.Allergy)
    .mutation(({ ctx, input }) => recordNoneKnown(ctx.db, ctx.scope, input)),
});
