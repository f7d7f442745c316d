import type { Role } from "@caretype/api";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
const entries = (count: number) => counted(count, { one: "1 entry", other: "# entries" });

export const texts = {
  title: "Audit",
  tabs: { entries: "Entries", emergencyAccess: "Emergency access" },

  columns: { when: "When", who: "Who", what: "What", record: "Record", outcome: "Outcome", from: "From" },
  outcomes: { done: "Done", unchanged: "No change", refused: "Refused", repeated: "Repeated" },
  openedRecord: "Opened the record",
  openedPage: "Opened a page",
  /** A folded row. */
  fold: (count: number, what: string) => `${what} · ${entries(count)}`,
  showTechnical: "Show technical entries",
  noMatch: "No entries match.",
  showAll: "Show all entries",
  archived: (day: string) =>
    `Entries before ${day} were archived. The server’s administrator can search the archives.`,

  actor: {
    /** Within a sentence. */
    roles: {
      owner: "owner",
      clinician: "clinician",
      reception: "reception",
      viewer: "viewer",
      service: "service",
      staff: "staff",
      "command line": "command line",
    } satisfies Record<Role | "service" | "staff" | "command line", string>,
    onCommandLine: "somebody on the command line",
    unknown: "unknown",
    called: (name: string, then: string) => withNames`${name}, called ${then} at the time`,
  },

  records: {
    removed: (name: string) => withNames`${name} (removed)`,
    erasedPatient: "Erased patient",
    erasedDoctor: "Erased doctor",
    erasedAccount: "Erased account",
    /** Ends a list of names. */
    more: (count: string) => ` and ${count} more`,
  },

  filters: {
    order: "Order",
    newest: "Newest first",
    oldest: "Oldest first",
    noMatch: "No match",
    anybody: "Anybody",
    others: "Others",
    members: "Members",
    apiKeys: "API keys",
    anything: "Anything",
    recordHint: "Patient, doctor, id",
    anyRecord: "Any record",
    recordId: (id: string) => `Record ${id}`,
    chosen: "Chosen",
    typeName: "Type part of a name",
    searching: "Searching…",
    searchFailed: "The search failed. Type again.",
    period: "Period",
    anyTime: "Any time",
    today: "Today",
    lastDays: (days: number) => `Last ${days} days`,
    customDates: "Custom dates",
    firstDay: "First day",
    lastDay: "Last day",
    isReversed: "Must not be after the last day",
    anyOutcome: "Any",
  },

  /** Groups of actions. */
  features: {
    account: "Sign-in",
    secondFactor: "Second factors",
    passkey: "Passkeys",
    session: "Sessions",
    apiKey: "API keys",
    practice: "Practice",
    member: "Members",
    invitation: "Invitations",
    patient: "Patients",
    doctor: "Doctors",
    assignment: "Assignments",
    statistics: "Statistics",
    import: "Imports",
    audit: "Audit",
    staff: "Server staff",
    admin: "Command line",
    erase: "Erasure",
    sampleData: "Sample data",
    notification: "Notifications",
    event: "Changes of records",
    savedView: "Saved views",
  },

  /** Labels of the filter. An address can name others. */
  outcomeOptions: {
    ok: "Succeeded",
    PERMISSION_DENIED: "Refused: the role does not allow it",
    PATIENT_NOT_FOUND: "Refused: patient not found",
    DOCTOR_NOT_FOUND: "Refused: doctor not found",
    INVALID_INPUT: "Refused: invalid input",
    STALE_VERSION: "Refused: changed by somebody else",
    POSSIBLE_DUPLICATE: "Refused: possible duplicate",
    REAUTHENTICATION_REQUIRED: "Refused: re-authentication required",
    RATE_LIMITED: "Refused: rate limit exceeded",
    INTERNAL: "Failed",
    SERVICE_UNAVAILABLE: "Failed: service unavailable",
  },

  entry: {
    title: "Entry",
    as: "As",
    outcome: (outcome: string, code: string) => `${outcome}: ${code}`,
    allowedBy: "Allowed by",
    commandLine: "Command line",
    procedure: "Procedure",
    requestId: "Request ID",
    clientRequestId: "Client request ID",
    allByAccount: "All entries by this account",
    allBy: (name: string) => withNames`All entries by ${name}`,
    allOfKind: "All entries of this kind",
    openPatient: "Open patient",
    openDoctor: "Open doctor",
    affected: (count: number) => counted(count, { one: "Affected record", other: "# affected records" }),
    allAbout: (id: string) => `All entries about the record ${id}`,
    moreInFile: (count: string) => `and ${count} more, listed in the CSV file`,
  },

  emergency: {
    title: "Emergency access",
    about:
      "Server staff cannot see your patients. In an emergency they can open one record for 30 minutes. They must give a reason, and the owners are notified by email at once.",
    empty: "No emergency access.",
    until: (from: string, until: string) => `${from}, until ${until}`,
    patientName: (when: string) => `Patient, ${when}`,
    entries: "Audit entries",
    entriesName: (when: string) => `Audit entries of the patient, ${when}`,
  },
};

export const { columns, emergency, entry, filters, records } = texts;
