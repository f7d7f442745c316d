import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Maßnahmen",
  empty: "Keine Maßnahmen.",
  add: "Maßnahme erfassen",
  isAdded: (procedure) => withNames`${procedure} ist erfasst`,
  isSaved: (procedure) => withNames`${procedure} ist gespeichert`,
  isInError: (procedure) => withNames`${procedure} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Maßnahme erfassen: ${patient}`,
  editFor: (patient) => withNames`Maßnahme bearbeiten: ${patient}`,
  between: (from, until) => `${formatPartialDate(from)} – ${formatPartialDate(until)}`,

  fields: {
    code: "Maßnahme",
    status: "Status",
    statusReason: "Grund, wenn nicht erfolgt oder abgebrochen",
    performedFrom: "Beginn",
    performedUntil: "Ende",
    doctorId: "Arzt",
    bodySite: "Körperstelle",
    outcome: "Ergebnis",
    note: "Bemerkung",
  },
  statuses: {
    preparation: "In Vorbereitung",
    "in-progress": "Läuft",
    "not-done": "Nicht erfolgt",
    "on-hold": "Pausiert",
    stopped: "Abgebrochen",
    completed: "Abgeschlossen",
  },
};
