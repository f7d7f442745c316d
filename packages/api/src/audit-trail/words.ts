import { errorDefinitions } from "../errors.ts";

/** How a deed is told that was only tried. */
const infinitives = {
  Added: "add",
  Assigned: "assign",
  Brought: "bring",
  Changed: "change",
  Compared: "compare",
  Ended: "end",
  Erased: "erase",
  Imported: "import",
  Logged: "log",
  Made: "make",
  Merged: "merge",
  Parted: "part",
  Read: "read",
  Registered: "register",
  Removed: "remove",
  Renamed: "rename",
  Renewed: "renew",
  Saw: "see",
  Searched: "search",
  Took: "take",
  Undid: "undo",
} as const;

type Verb = keyof typeof infinitives;
type Deed = `${Verb} ${string}`;

/** What each procedure and command is to the patient whose record an entry names. */
const deeds: Readonly<Record<string, Deed>> = {
  "account.register": "Registered an account",
  "account.login": "Logged in",
  "account.refresh": "Renewed a session",
  "account.me": "Read their own account",
  "account.logout": "Logged out",
  "account.logoutEverywhere": "Ended all of their sessions",
  "practice.mine": "Read the practice's name",
  "practice.update": "Renamed the practice",
  "patient.list": "Saw the patient in a list",
  "patient.byId": "Read the patient's record",
  "patient.duplicates": "Saw the patient among possible duplicates",
  "patient.merge": "Merged the patient with another one",
  "patient.unmerge": "Parted the patient from another one again",
  "patient.merges": "Read whom the patient was merged with",
  "patient.create": "Added the patient",
  "patient.update": "Changed the patient's record",
  "patient.remove": "Removed the patient",
  "patient.doctors": "Read who treats the patient",
  "patient.removed": "Saw the patient in the list of removed ones",
  "patient.restore": "Brought the removed patient back",
  "patient.history": "Read the history of the patient's record",
  "patient.asOf": "Read the patient's record as it once was",
  "patient.diff": "Compared versions of the patient's record",
  "patient.revert": "Took the patient's record back to an older version",
  "doctor.list": "Saw doctors in a list",
  "doctor.byId": "Read a doctor's record",
  "doctor.create": "Added a doctor",
  "doctor.update": "Changed a doctor's record",
  "doctor.remove": "Removed a doctor",
  "doctor.removed": "Saw removed doctors in a list",
  "doctor.restore": "Brought a removed doctor back",
  "doctor.history": "Read the history of a doctor's record",
  "doctor.asOf": "Read a doctor's record as it once was",
  "doctor.diff": "Compared versions of a doctor's record",
  "doctor.revert": "Took a doctor's record back to an older version",
  "assignment.list": "Saw the patient in a list of assignments",
  "assignment.listForPatient": "Read the patient's assignments",
  "assignment.byId": "Read an assignment of the patient",
  "assignment.lookup": "Read an assignment of the patient",
  "assignment.create": "Assigned a doctor to the patient",
  "assignment.update": "Changed an assignment of the patient",
  "assignment.remove": "Removed an assignment of the patient",
  "assignment.removePair": "Removed an assignment of the patient",
  "assignment.removed": "Saw a removed assignment of the patient in a list",
  "assignment.restore": "Brought a removed assignment of the patient back",
  "assignment.history": "Read the history of an assignment of the patient",
  "assignment.asOf": "Read an assignment of the patient as it once was",
  "assignment.diff": "Compared versions of an assignment of the patient",
  "assignment.revert": "Took an assignment of the patient back to an older version",
  "import.list": "Saw imports in a list",
  "import.undo": "Undid the import that the patient came with",
  "audit.accessReport": "Read who has looked at the patient's record",
  "audit.list": "Searched the audit for the patient",
  "admin.create": "Made a staff account",
  "import.synthea": "Imported the patient",
  "import.duplicates": "Saw the patient among possible duplicates of an import",
  "erase.patient": "Erased the patient",
  "erase.doctor": "Erased a doctor",
};

/** The actions that have words of their own. */
export const describedActions: readonly string[] = Object.keys(deeds);

const isVerb = (word: string): word is Verb => Object.hasOwn(infinitives, word);
const isCode = (outcome: string): outcome is keyof typeof errorDefinitions =>
  Object.hasOwn(errorDefinitions, outcome);

type Told = { action: string; outcome: string };

/** What somebody did, in words: `Tried to read the patient's record, and was refused: your role does not allow this`. */
export function describeDeed({ action, outcome }: Told): string {
  const deed = deeds[action] ?? `Called ${action}`;
  if (outcome === "ok") return deed;
  const [verb = "", ...rest] = deed.split(" ");
  const tried = `Tried to ${[isVerb(verb) ? infinitives[verb] : "call", ...rest].join(" ")}`;
  if (!isCode(outcome)) return `${tried}, without success: ${outcome}`;
  const { status, title } = errorDefinitions[outcome];
  const how = status >= 500 ? "but it failed" : "and was refused";
  return `${tried}, ${how}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

const commandLine = "command line";
const none = "unknown";

/** Who did it, in words: the name, and the role that the account had then. */
export function describeActor({ name, basis }: { name: string | null; basis: string | null }): string {
  if (basis?.startsWith(commandLine))
    return name === null ? `somebody on the ${commandLine}` : `${name} (${commandLine})`;
  if (name === null) return none;
  const [role] = basis?.split(" ") ?? [];
  return role ? `${name} (${role})` : name;
}
