import type { Descriptions } from "../../../kernel/audit-log/description.ts";
import { actionDescriptions } from "./described-actions.ts";

/** The path of a procedure, or the name of a command. */
type Action = keyof typeof actionDescriptions;

export type DescribedActions = typeof actionDescriptions;

const bulkChanges: ReadonlySet<string> = new Set([
  "import.synthea",
  "import.table",
  "import.django",
  "import.undo",
] satisfies Action[]);

/** In the order of the API's enum. The literal's own keys, which TypeScript types as strings. */
export const actions = Object.keys(actionDescriptions) as Action[];

const isTechnical = (action: Action) => "isTechnical" in actionDescriptions[action];

/** Calls that neither change anything nor access a patient's data. An unknown action is not technical. */
export const technicalActions: readonly Action[] = actions.filter(isTechnical);

const isAction = (text: string): text is Action => Object.hasOwn(actionDescriptions, text);

/** An unknown action may be a change. */
export const isRead = (action: string): boolean => isAction(action) && "isRead" in actionDescriptions[action];

/** The audience: practice managers, for any call, or the report on one patient. */
export type View = "practice" | "patient";

export function describeAction(action: string, view: View): string {
  if (!isAction(action)) return `Called ${action}`;
  const { practice, patient = practice }: Descriptions = actionDescriptions[action];
  return view === "patient" ? patient : practice;
}

/**
 * A bulk change has one entry per thousand records, so an entry may cover only a part of it. In a dry run, it only
 * reads.
 */
export const isBulkChange = (action: string): boolean => bulkChanges.has(action);

/** Appended to the description of a bulk change. */
export const partOf = (action: string, view: View): string =>
  view === "practice" && isBulkChange(action)
    ? " (all or a part of it: its entries have one request id)"
    : "";
