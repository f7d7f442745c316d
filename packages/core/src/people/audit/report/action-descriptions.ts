import { described } from "./described-actions.ts";

// An action is the path of a procedure, or the name of a command. Pure: browsers use it.

const bulkChanges: ReadonlySet<string> = new Set([
  "import.synthea",
  "import.table",
  "import.django",
  "import.undo",
]);

/** In the order of the router, and commands last. */
export const actions = (): string[] => [...described.keys()];

/** Calls that change nothing and access no patient data. An unknown action is not technical. */
export const technicalActions = (): string[] =>
  actions().filter((action) => described.get(action)?.isTechnical === true);

/** An unknown action may be a change. */
export const isRead = (action: string): boolean => described.get(action)?.isRead === true;

/** The audience: practice managers see any call, the report one patient's. */
export type View = "practice" | "patient";

export function describeAction(action: string, view: View): string {
  const descriptions = described.get(action);
  if (!descriptions) return `Called ${action}`;
  const { practice, patient = practice } = descriptions;
  return view === "patient" ? patient : practice;
}

/** A bulk change has one entry per thousand records, so an entry may cover only a part. A dry run only reads. */
export const isBulkChange = (action: string): boolean => bulkChanges.has(action);

/** Appended to the description of a bulk change. */
export const partOf = (action: string, view: View): string =>
  view === "practice" && isBulkChange(action)
    ? " (all or a part of it: its entries have one request id)"
    : "";
