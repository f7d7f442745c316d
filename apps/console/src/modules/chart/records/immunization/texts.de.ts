import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Impfungen",
  empty: "Keine Impfungen.",
  add: "Impfung erfassen",
  isAdded: (vaccine) => withNames`Die Impfung mit ${vaccine} ist erfasst`,
  isSaved: (vaccine) => withNames`Die Impfung mit ${vaccine} ist gespeichert`,
  isInError: (vaccine) => withNames`Die Impfung mit ${vaccine} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Impfung erfassen: ${patient}`,
  editFor: (patient) => withNames`Impfung bearbeiten: ${patient}`,
  dose: (number) => `Dosis ${number}`,
  lot: (number) => `Charge ${number}`,
  expires: (date) => `haltbar bis ${formatPartialDate(date)}`,

  fields: {
    vaccine: "Impfstoff",
    status: "Status",
    occurred: "Verabreicht oder abgelehnt am",
    statusReason: "Grund, wenn nicht erfolgt",
    doseNumber: "Dosis Nr.",
    lotNumber: "Chargennummer",
    expires: "Haltbar bis",
    manufacturer: "Hersteller",
    site: "Körperstelle",
    route: "Verabreichungsart",
    note: "Bemerkung",
  },
  statuses: { completed: "Erfolgt", "not-done": "Nicht erfolgt" },
};
