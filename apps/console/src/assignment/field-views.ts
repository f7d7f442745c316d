import type { Assignment, RouterInputs } from "@caretype/client";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";

/** All that can be said of an assignment; whom it is between never changes. */
export type AssignmentDetails = Omit<
  RouterInputs["assignment"]["update"],
  "id" | "expectedVersion" | "patientId" | "doctorId"
>;
export type AssignmentValues = ValuesOf<keyof AssignmentDetails>;

export const assignmentFields: FieldViews<Assignment, AssignmentDetails> = {
  reasonForVisit: {
    label: "Reason",
    show: ({ reasonForVisit }) => reasonForVisit ?? null,
    input: {
      as: "text",
      description: "Why the doctor sees the patient. It may be left empty.",
      minRows: 3,
      maxRows: 10,
    },
    isLong: true,
    headings: [],
  },
};
