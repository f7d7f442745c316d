import { infinitiveOf } from "../../../kernel/audit-log/description.ts";
import { type Idleness, idleBasis } from "../../../kernel/audit-log/entry.ts";
import { errorDefinitions, isErrorCode } from "../../../kernel/error/definitions.ts";
import { describeAction, isBulkChange, partOf, type View } from "./action-descriptions.ts";

/**
 * `nothing`: refused, failed, or changed nothing. `replayed`: a repeated `Idempotency-Key`, which got the first
 * answer.
 */
export const effects = ["done", "nothing", "replayed"] as const;
type Effect = (typeof effects)[number];

type Entry = { action: string; outcome: string; basis: string | null };

const commandLine = "command line";

/** Whether the basis ends with `why`. Not for commands, whose basis may end with free text. */
function isIdle(basis: string | null, why: Idleness): boolean {
  return basis !== null && !basis.startsWith(`${commandLine}:`) && basis.endsWith(idleBasis("", why));
}

const isDryRun = ({ action, basis }: Entry) => isBulkChange(action) && isIdle(basis, "dry run");

export function effectOf(entry: Entry): Effect {
  const { outcome, basis } = entry;
  if (isIdle(basis, "replayed")) return "replayed";
  return outcome !== "ok" || isIdle(basis, "unchanged") || isDryRun(entry) ? "nothing" : "done";
}

/** Describes an entry: `Tried to read the patient's record, and was refused: you do not have the permission for this`. */
export function describeEntry(entry: Entry, view: View): string {
  const { action, outcome } = entry;
  const description = describeAction(action, view);
  const effect = effectOf(entry);
  if (effect === "done") return description + partOf(action, view);
  const toDo = infinitiveOf(description);
  const tried = effect === "replayed" ? `Sent the same call again, to ${toDo}` : `Tried to ${toDo}`;
  if (outcome !== "ok") return `${tried}, ${refusal(outcome, effect)}`;
  if (effect === "replayed") return `${tried}; nothing more was done`;
  return `Asked to ${toDo}${isDryRun(entry) ? ", as a dry run" : ""}, which changed nothing`;
}

function refusal(outcome: string, effect: Effect): string {
  if (!isErrorCode(outcome)) return `without success: ${outcome}`;
  const { status, title } = errorDefinitions[outcome];
  const was = effect === "replayed" ? "and was refused as before" : "and was refused";
  return `${status >= 500 ? "but it failed" : was}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

type Actor = { name: string | null; nameThen: string | null; basis: string | null };

/** The role at the time: `owner`, `staff`, or `command line`. Null if the caller was unknown. */
export function roleOf(basis: string | null): string | null {
  if (basis?.startsWith(commandLine)) return commandLine;
  return basis?.split(" ")[0] || null;
}

/**
 * The quoted name, with the former name if it was different at the time. The role is separate, so that a name cannot
 * imitate a role or another name.
 */
export function describeActor({ name, nameThen, basis }: Actor): string {
  if (name === null) return roleOf(basis) === commandLine ? `somebody on the ${commandLine}` : "unknown";
  return nameThen === null ? quoted(name) : `${quoted(name)}, called ${quoted(nameThen)} at the time`;
}

/** Quotes a name, without quotation marks or characters that reverse text. */
const quoted = (name: string) =>
  `“${name.replace(/[“”]/g, '"').replace(/[\u202a-\u202e\u2066-\u2069]/g, "")}”`;
