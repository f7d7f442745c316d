import { refill } from "../permissions/refill.ts";

/** Past tense to infinitive. Actions that were only attempted use the infinitive. */
const ours = {
  Added: "add",
  Archived: "archive",
  Asked: "ask",
  Assigned: "assign",
  Began: "begin",
  Booked: "book",
  Cancelled: "cancel",
  Changed: "change",
  Checked: "check",
  Compared: "compare",
  Completed: "complete",
  Confirmed: "confirm",
  Created: "create",
  Deactivated: "deactivate",
  Enabled: "enable",
  Ended: "end",
  Erased: "erase",
  Held: "hold",
  Imported: "import",
  Invited: "invite",
  Joined: "join",
  Left: "leave",
  Lifted: "lift",
  Linked: "link",
  Listed: "list",
  Locked: "lock",
  Looked: "look",
  Marked: "mark",
  Merged: "merge",
  Moved: "move",
  Noted: "note",
  Opened: "open",
  Previewed: "preview",
  Reactivated: "reactivate",
  Read: "read",
  Refreshed: "refresh",
  Registered: "register",
  Removed: "remove",
  Renamed: "rename",
  Requested: "request",
  Reset: "reset",
  Restored: "restore",
  Restricted: "restrict",
  Reverted: "revert",
  Revoked: "revoke",
  Rotated: "rotate",
  Saw: "see",
  Searched: "search",
  Signed: "sign",
  Started: "start",
  Undid: "undo",
  Verified: "verify",
  Viewed: "view",
} as const;

type Ours = Record<keyof typeof ours, true>;

/**
 * The verbs of descriptions. Modules may add their own.
 * @public
 */
export interface Verbs extends Ours {}

type Verb = keyof Verbs & string;

const infinitives: Record<string, string> = { ...ours };

/** Replaces the verbs of modules. Those of the kernel stay. */
export const fillVerbs = (declarations: readonly { verbs?: Readonly<Record<string, string>> }[]): void =>
  refill(infinitives, [ours, ...declarations.map(({ verbs }) => verbs)]);

/** What a procedure or command does, in the past tense: `Read a patient's record`. */
export type Description = `${Verb} ${string}`;

/**
 * `patient`: the wording for an entry that names one patient, such as `Read the patient's record`. `isTechnical`:
 * overrides the default, which follows from the procedure's type and permission.
 */
export type Descriptions = { practice: Description; patient?: Description; isTechnical?: boolean };

const isVerb = (word: string): word is Verb => Object.hasOwn(infinitives, word);
const isDescription = (text: string): text is Description => isVerb(text.split(" ", 1)[0] ?? "");

/**
 * The wordings with and without a named patient: `Read a patient's record` and `Read the patient's record`. `Read an
 * assignment` becomes `Read an assignment of the patient`.
 */
export function ofPatient(practice: Description): Descriptions {
  const patient = /\ba patient\b/.test(practice)
    ? practice.replace(/\ba patient\b/, "the patient")
    : `${practice} of the patient`;
  return { practice, ...(isDescription(patient) && { patient }) };
}

/** Changes a description to the infinitive: `remove the patient`. */
export function infinitiveOf(description: string): string {
  const [verb = "", ...rest] = description.split(" ");
  return [(isVerb(verb) && infinitives[verb]) || "call", ...rest].join(" ");
}
