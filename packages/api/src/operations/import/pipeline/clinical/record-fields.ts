import type { z } from "zod";
import type { CreateAllergy } from "../../../../chart/allergy/schema.ts";
import type { CreateProcedure } from "../../../../chart/clinical-procedure/schema.ts";
import type { CreateCondition } from "../../../../chart/condition/schema.ts";
import type { CreateEncounter } from "../../../../chart/encounter/schema.ts";
import type { CreateImmunization } from "../../../../chart/immunization/schema.ts";
import type { CreateMedication } from "../../../../chart/medication/schema.ts";
import type { CreateNoteDraft } from "../../../../chart/note-draft/schema.ts";
import type { CreateObservation } from "../../../../chart/observation/schema.ts";
import type { ImportedClinicalType } from "../staging.ts";

type Inputs = {
  encounter: z.input<typeof CreateEncounter>;
  condition: z.input<typeof CreateCondition>;
  allergy: z.input<typeof CreateAllergy>;
  observation: z.input<typeof CreateObservation>;
  medication: z.input<typeof CreateMedication>;
  immunization: z.input<typeof CreateImmunization>;
  procedure: z.input<typeof CreateProcedure>;
  note_draft: z.input<typeof CreateNoteDraft>;
};

/** Whom and what a record refers to is looked up when all rows are there. */
type LookedUp = "patientId" | "encounterId" | "doctorId" | "appointmentId";

/**
 * The fields of an input of the API, as an import reads them. A missing one does not compile. Undefined: the source has
 * none.
 */
export type RecordFields<Type extends ImportedClinicalType> = Record<
  Exclude<keyof Inputs[Type], LookedUp>,
  unknown
>;
