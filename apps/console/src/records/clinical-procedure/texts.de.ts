import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Eingriffe",
  empty: "Keine Eingriffe.",
  add: "Eingriff erfassen",
  isAdded: (procedure) => withNames`${procedure} ist erfasst`,
  isSaved: (procedure) => withNames`${procedure} ist gespeichert`,
  isInError: (procedure) => withNames`${procedure} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Eingriff erfassen: ${patient}`,
  editFor: (patient) => withNames`Eingriff bearbeiten: ${patient}`,
  between: (from, until) => `${from} – ${until}`,

  fields: {
    code: "Eingriff",
    status: "Status",
    statusReason: "Grund, wenn nicht erfolgt oder abgebrochen",
    performedFrom: "Begonnen",
    performedUntil: "Beendet",
    doctorId: "Arzt",
    bodySite: "Körperstelle",
    outcome: "Ergebnis",
    note: "Notiz",
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
