import type { Procedure } from "@caretype/client";
import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  title: "Procedures",
  empty: "No procedures.",
  add: "Add procedure",
  isAdded: (procedure: string) => withNames`${procedure} is added`,
  isSaved: (procedure: string) => withNames`${procedure} is saved`,
  isInError: (procedure: string) => withNames`${procedure} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add procedure: ${patient}`,
  editFor: (patient: string) => withNames`Edit procedure: ${patient}`,
  between: (from: string, until: string) => `${formatPartialDate(from)} – ${formatPartialDate(until)}`,

  fields: {
    code: "Procedure",
    status: "Status",
    statusReason: "Why it was not done or stopped",
    performedFrom: "Start",
    performedUntil: "End",
    doctorId: "Doctor",
    bodySite: "Site on the body",
    outcome: "Outcome",
    note: "Note",
  },
  statuses: {
    preparation: "In preparation",
    "in-progress": "In progress",
    "not-done": "Not done",
    "on-hold": "On hold",
    stopped: "Stopped",
    completed: "Completed",
  } satisfies Record<Procedure["status"], string>,
};

export const { fields } = texts;
