import type { Assignment, RouterInputs } from "@caretype/client";
import type { FieldViews, ValuesOf } from "../../../../records/record/field-view.ts";
import { texts as assignmentTexts } from "./texts.en.ts";

/** The editable fields of an assignment. Its patient and doctor never change. */
export type AssignmentDetails = Omit<
  RouterInputs["assignment"]["update"],
  "id" | "expectedVersion" | "patientId" | "doctorId"
>;
export type AssignmentValues = ValuesOf<keyof AssignmentDetails>;

export const assignmentFields: FieldViews<Assignment, AssignmentDetails> = {
  reasonForVisit: {
    label: assignmentTexts.reason,
    show: ({ reasonForVisit }) => reasonForVisit ?? null,
    input: {
      as: "text",
      description: assignmentTexts.reasonHint,
      minRows: 3,
      maxRows: 10,
    },
    isLong: true,
  },
};
