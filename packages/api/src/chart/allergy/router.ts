import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { withInputBounds } from "../../kernel/procedure/input-bounds.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import {
  allergies,
  createAllergy,
  enterAllergyInError,
  listAllergies,
  newAllergy,
  recordNoneKnown,
  updateAllergy,
} from "./queries.ts";
import {
  AddAllergy,
  Allergy,
  AllergyById,
  AllergyPage,
  EnterAllergyInError,
  ListAllergies,
  RecordNoneKnown,
  UpdateAllergy,
} from "./schema.ts";

const { describes, notFound, changeErrors } = allergies;

/** Twenty reactions with long names, in which each character may be an escape of six bytes. */
const withReactions = withInputBounds({ bytes: 384 * 1_024 });

export const allergyRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .meta(
      rest("GET /allergies", "List the allergies of a patient, with what is known of them, newest first", {
        also: ["GET /patients/{patientId}/allergies"],
      }),
    )
    .input(ListAllergies)
    .output(AllergyPage)
    .query(({ ctx, input }) => listAllergies(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .meta(rest("GET /allergies/{id}", "Read one allergy or intolerance"))
    .input(AllergyById)
    .output(Allergy)
    .query(({ ctx, input }) => allergies.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: ["PATIENT_NOT_FOUND", "DUPLICATE_RECORD", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta({
      ...rest("POST /allergies", "Add an allergy or intolerance of a patient", { status: 201 }),
      ...withReactions,
    })
    .input(AddAllergy)
    .output(Allergy)
    .mutation(async ({ ctx, input }) => {
      const given = await newAllergy(ctx.db, ctx.scope, input);
      return createAllergy(ctx.db, ctx.scope, given);
    }),

  recordNoneKnown: protectedProcedure("clinical:write", {
    describes: {
      practice: "Noted that a patient has no known allergies",
      patient: "Noted that the patient has no known allergies",
    },
    errors: ["PATIENT_NOT_FOUND", "PATIENT_HAS_ALLERGIES", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(
      rest("POST /allergies/none-known", "Note that no allergy of a patient is known", {
        status: 201,
        description: "The first active allergy ends it. A later note replaces it.",
      }),
    )
    .input(RecordNoneKnown)
    .output(Allergy)
    .mutation(({ ctx, input }) => recordNoneKnown(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: changeErrors,
  })
    .meta({ ...rest("PATCH /allergies/{id}", "Change an allergy or intolerance"), ...withReactions })
    .input(UpdateAllergy)
    .output(Allergy)
    .mutation(({ ctx, input }) => updateAllergy(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
    errors: changeErrors,
  })
    .meta(
      rest(
        "POST /allergies/{id}/error",
        "Mark an allergy or intolerance as entered in error, with a reason",
        {
          description: "It leaves lists. Its history stays.",
        },
      ),
    )
    .input(EnterAllergyInError)
    .output(Allergy)
    .mutation(({ ctx, input }) => enterAllergyInError(ctx, input)),

  ...readHistoryProcedures(allergies.history),
});
