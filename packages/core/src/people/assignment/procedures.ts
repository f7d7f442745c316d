import { ofPatient } from "../../kernel/audit-log/description.ts";
import { pageOf } from "../../kernel/field/schemas.ts";
import { protectedProcedure } from "../../kernel/procedure/builder.ts";
import { Doctor } from "../doctor/schema.ts";
import { ListPatientDoctors } from "../patient/schema.ts";
import { listAssignmentsOfPatient } from "./queries.ts";

/** Part of the patient router. */
export const doctorsOfPatient = protectedProcedure("assignment:read", {
  describes: ofPatient("Listed a patient's doctors"),
  errors: ["PATIENT_NOT_FOUND"],
})
  .rest("GET /patients/{id}/doctors", "List the doctors assigned to a patient, newest first")
  .input(ListPatientDoctors)
  .output(pageOf(Doctor))
  .query(async ({ ctx, input: { id, ...page } }) => {
    const { items, nextCursor } = await listAssignmentsOfPatient(ctx.pageReader(page), ctx.scope, {
      patientId: id,
      ...page,
    });
    return { items: items.map(({ doctor }) => doctor), nextCursor };
  });
