import type { Descriptions } from "../log/description.ts";
import { actionDescriptions } from "./described-actions.ts";

/** The path of a procedure, or the name of a command. */
type Action = keyof typeof actionDescriptions;

const bulkChanges: ReadonlySet<string> = new Set([
  ...(["import.synthea", "import.table", "import.undo"] satisfies Action[]),
]);

/**
 * In the order of the API's enum. The literal's own keys, which TypeScript gives as plain texts.
 */
export const actions = Object.keys(actionDescriptions) as Action[];

const isAction = (text: string): text is Action => Object.hasOwn(actionDescriptions, text);

/** Who is told: those who run the practice, of any call, or of what names one patient. */
export type View = "practice" | "patient";

export function describeAction(action: string, view: View): string {
  if (!isAction(action)) return `Called ${action}`;
  const { practice, patient = practice }: Descriptions = actionDescriptions[action];
  return view === "patient" ? patient : practice;
}

/**
 * A run of it has an entry for each thousand records, so that no entry tells of all of it; and it can be a dry run, of
 * which only the reading is done.
 */
export const isBulkChange = (action: string): boolean => bulkChanges.has(action);

/** Added to the description of an action of which an entry may cover a part. */
export const partOf = (action: string, view: View): string =>
  view === "practice" && isBulkChange(action)
    ? " (all or a part of it: its entries have one request id)"
    : "";
