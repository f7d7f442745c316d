/** The infinitive of each verb, for actions that were only tried. */
const infinitives = {
  Added: "add",
  Asked: "ask",
  Assigned: "assign",
  Began: "begin",
  Broke: "break",
  Brought: "bring",
  Changed: "change",
  Compared: "compare",
  Confirmed: "confirm",
  Deactivated: "deactivate",
  Ended: "end",
  Erased: "erase",
  Imported: "import",
  Invited: "invite",
  Joined: "join",
  Left: "leave",
  Lifted: "lift",
  Logged: "log",
  Looked: "look",
  Made: "make",
  Merged: "merge",
  Proved: "prove",
  Reactivated: "reactivate",
  Read: "read",
  Registered: "register",
  Removed: "remove",
  Renamed: "rename",
  Renewed: "renew",
  Replaced: "replace",
  Reset: "reset",
  Said: "say",
  Saw: "see",
  Searched: "search",
  Took: "take",
  Turned: "turn",
  Undid: "undo",
  Verified: "verify",
} as const;

type Verb = keyof typeof infinitives;
/** What a procedure or a command does, in the past tense: `Read a patient's record`. */
export type Description = `${Verb} ${string}`;

/** The same in other words where an entry names one patient: `Read the patient's record`. */
export type Descriptions = { practice: Description; patient?: Description };

const isVerb = (word: string): word is Verb => Object.hasOwn(infinitives, word);

/** The same without a tense: `remove the patient`. */
export function infinitiveOf(description: string): string {
  const [verb = "", ...rest] = description.split(" ");
  return [isVerb(verb) ? infinitives[verb] : "call", ...rest].join(" ");
}
