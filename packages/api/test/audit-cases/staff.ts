/** What a staff account acts on: an owner's account, practice and patient, and a grant to read the patient. */
export type StaffWorld = {
  account: { id: string };
  /** The practices of the owner and of the staff account. */
  practice: string;
  ownPractice: string;
  patient: string;
  doctor: string;
  grant: string;
  session: string;
  /** That the owner has made. */
  apiKey: string;
};

export type StaffCase = {
  input?: (world: StaffWorld) => object;
  /** Whom and what the entry has to name; `made` is the id in the answer. */
  subjects: (world: StaffWorld, made: string) => string[];
  /** What the entry's basis says besides. */
  mark?: (world: StaffWorld, made: string) => string;
  /** It is in the audit of the patient's practice. */
  isThere?: true;
  /** What it asks for is so already. */
  changesNothing?: true;
};

const id = ({ account }: StaffWorld) => ({ id: account.id });
const seen = ({ account, practice }: StaffWorld) => [account.id, practice];

export const staffCases: Record<string, StaffCase> = {
  "staff.accounts": { input: ({ account }) => ({ q: account.id }), subjects: () => [] },
  "staff.account": { input: id, subjects: seen },
  "staff.deactivate": {
    input: (world) => ({ ...id(world), reason: "left" }),
    mark: () => "left",
    subjects: seen,
  },
  "staff.reactivate": { input: id, changesNothing: true, subjects: seen },
  "staff.sessions": { input: id, subjects: ({ account, session }) => [account.id, session] },
  "staff.endSessions": { input: id, subjects: ({ account }) => [account.id] },
  "staff.apiKeys": { input: id, subjects: ({ account, apiKey, practice }) => [account.id, apiKey, practice] },
  "staff.revokeApiKey": {
    input: ({ apiKey }) => ({ id: apiKey }),
    mark: ({ apiKey }) => `api-key ${apiKey}`,
    isThere: true,
    subjects: ({ apiKey }) => [apiKey],
  },
  "staff.breakGlass": {
    input: ({ patient }) => ({ patientId: patient, reason: "Zelda Quux is unconscious" }),
    mark: (_, made) => `break-glass ${made}`,
    isThere: true,
    subjects: ({ patient, practice }, made) => [made, patient, practice],
  },
  "staff.patient": {
    input: ({ patient }) => ({ patientId: patient }),
    mark: ({ grant }) => `break-glass ${grant}`,
    isThere: true,
    subjects: ({ patient, doctor }) => [patient, doctor],
  },
  "staff.grants": { subjects: ({ grant, patient, practice }) => [grant, patient, practice] },
};
