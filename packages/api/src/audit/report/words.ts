import { errorDefinitions, isErrorCode } from "../../error/definitions.ts";
import { infinitiveOf } from "../log/description.ts";
import { type Idleness, idleBasis } from "../log/entry.ts";
import { describeAction, isBulkChange, partOf, type View } from "./action-descriptions.ts";

/**
 * `nothing`: it was refused, or failed, or there was nothing to do. `replayed`: it was made before, under the same
 * `Idempotency-Key`, and was answered as it was then.
 */
export const effects = ["done", "nothing", "replayed"] as const;
type Effect = (typeof effects)[number];

type Entry = { action: string; outcome: string; basis: string | null };

const commandLine = "command line";

/** Whether the basis ends so. That of a command may end in whatever reason somebody gave. */
function isIdle(basis: string | null, why: Idleness): boolean {
  return basis !== null && !basis.startsWith(`${commandLine}:`) && basis.endsWith(idleBasis("", why));
}

const isDryRun = ({ action, basis }: Entry) => isBulkChange(action) && isIdle(basis, "dry run");

export function effectOf(entry: Entry): Effect {
  const { outcome, basis } = entry;
  if (isIdle(basis, "replayed")) return "replayed";
  return outcome !== "ok" || isIdle(basis, "unchanged") || isDryRun(entry) ? "nothing" : "done";
}

/** What somebody did, in words: `Tried to read the patient's record, and was refused: your role does not allow this`. */
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

/** Of whoever it was then: `owner`, `staff`, or `command line`; null where nobody was known. */
export function roleOf(basis: string | null): string | null {
  if (basis?.startsWith(commandLine)) return commandLine;
  return basis?.split(" ")[0] || null;
}

/**
 * Who did it, in words: the name, and the one that they had then where it was another, each between quotation marks. The
 * role stands by itself, and nobody can write it, or another name, into their own name.
 */
export function describeActor({ name, nameThen, basis }: Actor): string {
  if (name === null) return roleOf(basis) === commandLine ? `somebody on the ${commandLine}` : "unknown";
  return nameThen === null ? quoted(name) : `${quoted(name)}, called ${quoted(nameThen)} at the time`;
}

/** Between marks that are not in it, and without what changes the direction of the text after it. */
const quoted = (name: string) =>
  `“${name.replace(/[“”]/g, '"').replace(/[\u202a-\u202e\u2066-\u2069]/g, "")}”`;
