import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  empty: "No doctor is assigned to this patient.",
  noReason: "No reason is recorded",
  since: (instant: string, assignedBy: string | undefined) =>
    assignedBy === undefined ? withNames`Since ${instant}` : withNames`Since ${instant}, by ${assignedBy}`,
  changeReason: "Change the reason",
  changeReasonOf: (doctor: string) => `Change the reason, ${doctor}`,
  unassign: (doctor: string) => `Unassign ${doctor}`,
  reasonFor: (doctor: string) => withNames`Reason for assigning ${doctor}`,
  isSaved: (doctor: string) => withNames`The reason for ${doctor} is saved`,
  isReverted: (doctor: string) => withNames`The reason for ${doctor} is reverted`,
};
