const descriptions: Readonly<Record<string, string>> = {
  account: "Registration, sign-in, and the caller's own account.",
  apiKey: "Keys with which other programs call the API.",
  appointment: "Free slots, bookings, and what happens to a visit.",
  appointmentLink: "What a patient can do by the link in an email, without an account.",
  assignment: "Which doctor treats which patient.",
  audit: "Who read or changed what.",
  calendarFeed: "Secret links to a doctor's appointments, for calendar programs.",
  codes: "Codes of terminologies that the practice imported.",
  doctor: "The directory of doctors, which all practices share.",
  import: "Files with patients, doctors and appointments, and the undo of an import.",
  invitation: "How people become members of a practice.",
  member: "The people of a practice, and their roles.",
  notification: "What an account is told of.",
  openingHours: "When doctors see patients.",
  passkey: "Passkeys, with WebAuthn.",
  patient: "Records of patients: search, versions, duplicates and merges.",
  practice: "The practices of the caller, and their settings.",
  room: "Rooms that appointments can reserve.",
  sampleData: "Invented records for a practice that tries Caretype.",
  savedView: "Filters of lists, by name.",
  secondFactor: "Authenticator apps and recovery codes.",
  session: "Where the caller is signed in.",
  staff: "For administrators of the server.",
  statistics: "Numbers of a practice.",
  visitType: "The kinds of visits that a practice offers.",
  waitlist: "Patients who wait for a free slot.",
};

/** `carePlan` is “care plans”. */
const inWords = (name: string) =>
  `${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}s`.replace(/ss$/, "s");

/** The tags of operations are features. */
export const describedTags = (names: Iterable<string>) =>
  [...new Set(names)].toSorted().map((name) => ({
    name,
    description: descriptions[name] ?? `Operations on ${inWords(name)}.`,
  }));
