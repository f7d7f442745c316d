import type { AuditEntry } from "@caretype/client";
import {
  describeAction,
  isBulkChange,
  type View,
} from "@caretype/core/people/audit/report/action-descriptions";
import { texts as errorTexts } from "../../../../kit/notice/errors/texts.en.ts";
import { texts as auditTexts } from "./texts.en.ts";
import { texts as entryWords } from "./words/texts.en.ts";
import type { EntryWords } from "./words/wording.ts";

/** An entry of the audit, or of a patient's access report. */
export type DescribedEntry = Pick<AuditEntry, "action" | "outcome" | "basis" | "effect" | "what"> & {
  /** Only in the report. */
  patientId?: unknown;
};

export const actionText = (action: string, view: View): string =>
  entryWords === null ? describeAction(action, view) : wordingOf(entryWords, action, view);

function wordingOf({ actions: known, called }: EntryWords, action: string, view: View): string {
  const wording = known[action];
  if (wording === undefined) return called(action);
  const isPatient = view === "patient";
  const description = typeof wording === "string" ? wording : wording[isPatient ? 1 : 0];
  return description.replace(/\{([^{|}]*)\|([^{|}]*)\}/g, isPatient ? "$2" : "$1");
}

/** Describes an entry in the user's language, like `what` in English. */
export const entryText = (entry: DescribedEntry): string =>
  entryWords === null ? entry.what : describeIn(entryWords, entry);

export function describeIn(words: EntryWords, entry: DescribedEntry): string {
  const { action, outcome, basis, effect, patientId } = entry;
  const view = patientId === undefined ? "practice" : "patient";
  const description = wordingOf(words, action, view);
  const isBulk = isBulkChange(action);
  if (effect === "done") return isBulk && view === "practice" ? words.partOfBulk(description) : description;
  const toDo = words.infinitiveOf(description);
  if (outcome !== "ok") {
    const why = outcomeLabels[outcome] ?? words.refused(errorTitles[outcome] ?? outcome);
    return effect === "replayed" ? words.repeatedInVain(toDo, why) : words.tried(toDo, why);
  }
  if (effect === "replayed") return words.repeated(toDo);
  return isBulk && basis?.endsWith(", dry run") ? words.dryRun(toDo) : words.unchanged(toDo);
}

const outcomeLabels: Record<string, string> = auditTexts.outcomeOptions;
const errorTitles: Record<string, string> = errorTexts ?? {};

/** The role of an actor who has no account. */
export const commandLine = "command line";

const roles: Record<string, string> = auditTexts.actor.roles;

/** The role at the time, in the user's language. */
export const roleText = (role: string): string => roles[role] ?? role;
