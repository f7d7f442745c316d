import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  empty: "Diesem Patienten ist kein Arzt zugewiesen.",
  noReason: "Kein Grund angegeben",
  since: (instant, assignedBy) =>
    assignedBy === undefined ? withNames`Seit ${instant}` : withNames`Seit ${instant}, von ${assignedBy}`,
  changeReason: "Grund ändern",
  changeReasonOf: (doctor) => `Grund ändern, ${doctor}`,
  unassign: (doctor) => `Zuweisung aufheben: ${doctor}`,
  reasonFor: (doctor) => withNames`Grund der Zuweisung von ${doctor}`,
  isSaved: (doctor) => withNames`Der Grund für ${doctor} ist gespeichert`,
  isReverted: (doctor) => withNames`Der Grund für ${doctor} ist zurückgesetzt`,
};
