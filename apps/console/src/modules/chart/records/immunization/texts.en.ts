import type { Immunization } from "@caretype/client";
import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  title: "Immunizations",
  empty: "No immunizations.",
  add: "Add immunization",
  isAdded: (vaccine: string) => withNames`The immunization with ${vaccine} is added`,
  isSaved: (vaccine: string) => withNames`The immunization with ${vaccine} is saved`,
  isInError: (vaccine: string) => withNames`The immunization with ${vaccine} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add immunization: ${patient}`,
  editFor: (patient: string) => withNames`Edit immunization: ${patient}`,
  dose: (number: number) => `dose ${number}`,
  lot: (number: string) => `lot ${number}`,
  expires: (date: string) => `expires ${formatPartialDate(date)}`,

  fields: {
    vaccine: "Vaccine",
    status: "Status",
    occurred: "Given or refused on",
    statusReason: "Why it was not done",
    doseNumber: "Dose of the series",
    lotNumber: "Lot",
    expires: "The lot expires",
    manufacturer: "Manufacturer",
    site: "Site on the body",
    route: "Route",
    note: "Note",
  },
  statuses: { completed: "Done", "not-done": "Not done" } satisfies Record<Immunization["status"], string>,
};

export const { fields } = texts;
