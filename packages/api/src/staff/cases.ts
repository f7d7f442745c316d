import { type CasesOf, none, reading, staff, unknownId, unknownTo, wrongIds } from "../testing/case.ts";
import { filled, type PlanWorld } from "../testing/plan-world.ts";
import type { World } from "../testing/world.ts";
import type { staffRouter } from "./router.ts";

const ofStaff = { allowed: staff, foreign: { shared: "for staff alone, who are told of accounts" } };
const ofGlass = { allowed: staff, foreign: { shared: "for staff alone: the tests of breaking the glass" } };
const id = ({ account }: World) => ({ id: account.id });
const seen = ({ account, practice }: World) => [account.id, practice];
/** It is in the audit of the patient's practice. */
const practice = (world: World) => world.practice;

const ofSomebody = ({ staff: { somebodyId } }: PlanWorld) => ({ id: somebodyId });
const noAccount = unknownTo("ACCOUNT_NOT_FOUND");
const eachSession = reading(1_500, "of each account that is shown, all sessions are: there are few");
const everyAccount = reading(2 * filled.accounts + 1_500, "no trigram: every account is looked at");
const reason = "Called by the hospital";

/** The staff account of the world calls. */
export const staffCases = {
  accounts: {
    ...ofStaff,
    input: ({ account }) => ({ q: account.id }),
    subjects: none,
    variants: [({ email }) => ({ q: email }), () => ({ limit: 0, cursor: "x" })],
    plans: [
      eachSession,
      { input: () => ({ limit: 200 }), ...eachSession },
      { input: ({ staff: { cursor } }) => ({ cursor }), ...eachSession },
      { input: () => ({ q: "person" }), ...eachSession },
      {
        input: ({ staff: { email } }) => ({ q: email }),
        ...reading(50, "the trigrams' rows, of which some are others'"),
      },
      { input: () => ({ q: "nobody has this name" }) },
      { input: () => ({ q: "xq" }), ...everyAccount },
    ],
  },
  account: {
    ...ofStaff,
    input: id,
    subjects: seen,
    variants: wrongIds(),
    plans: [{ input: ofSomebody }, noAccount],
  },
  deactivate: {
    ...ofStaff,
    input: (world) => ({ ...id(world), reason: "left" }),
    subjects: seen,
    entry: { mark: () => "left" },
    variants: [...wrongIds({ reason: "left" }), ({ account }) => ({ id: account.id, reason: "dull" })],
    plans: [
      { input: (world) => ({ ...ofSomebody(world), reason: "left" }) },
      { input: (world) => ({ ...ofSomebody(world), reason: "compromised" }) },
      { input: () => ({ id: unknownId, reason: "left" }), refused: "ACCOUNT_NOT_FOUND" },
    ],
  },
  reactivate: {
    ...ofStaff,
    input: id,
    subjects: seen,
    entry: { unchanged: true },
    variants: wrongIds(),
    plans: [{ input: ofSomebody }, noAccount],
  },
  sessions: {
    ...ofStaff,
    input: id,
    subjects: ({ account, ownSession }) => [account.id, ownSession],
    variants: [...wrongIds(), ({ account }) => ({ id: account.id, limit: 500 })],
    plans: [{ input: ofSomebody }, noAccount],
  },
  endSessions: {
    ...ofStaff,
    input: id,
    subjects: ({ account }) => [account.id],
    variants: wrongIds(),
    plans: [{ input: ofSomebody }],
  },
  apiKeys: {
    ...ofStaff,
    input: async ({ account, apiKey }) => {
      await apiKey();
      return { id: account.id };
    },
    subjects: async ({ account, apiKey, practice }) => [account.id, await apiKey(), practice],
    variants: [() => ({ id: unknownId }), ({ account }) => ({ id: account.id, limit: 500 })],
    plans: [{ input: ({ accountId }) => ({ id: accountId }) }, noAccount],
  },
  revokeApiKey: {
    ...ofStaff,
    input: async ({ apiKey }) => ({ id: await apiKey() }),
    subjects: async ({ apiKey }) => [await apiKey()],
    entry: { practice, mark: async ({ apiKey }) => `api-key ${await apiKey()}` },
    variants: wrongIds(),
    plans: [{ input: ({ sessions }) => ({ id: sessions.apiKeyId }) }, unknownTo("API_KEY_NOT_FOUND")],
  },
  breakGlass: {
    ...ofGlass,
    input: ({ patient }) => ({ patientId: patient, reason: "Zelda Quux is unconscious" }),
    subjects: ({ patient, practice }, made) => [made, patient, practice],
    entry: { practice, mark: (_, made) => `break-glass ${made}` },
    variants: [
      ({ patient }) => ({ patientId: patient, reason: "short" }),
      () => ({ patientId: unknownId, reason }),
    ],
    plans: [
      { input: ({ patientId }) => ({ patientId, reason }) },
      { input: () => ({ patientId: unknownId, reason }), refused: "PATIENT_NOT_FOUND" },
    ],
  },
  patient: {
    ...ofGlass,
    input: ({ patient }) => ({ patientId: patient }),
    subjects: ({ patient, doctor }) => [patient, doctor],
    entry: { practice, mark: async ({ staff }) => `break-glass ${(await staff()).grant}` },
    variants: [({ other }) => ({ patientId: other }), () => ({ patientId: "17" })],
    plans: [
      { input: ({ patientId }) => ({ patientId }) },
      { input: () => ({ patientId: unknownId }), refused: "PATIENT_NOT_FOUND" },
    ],
  },
  grants: {
    ...ofGlass,
    subjects: async ({ staff, patient, practice }) => [(await staff()).grant, patient, practice],
    variants: [() => ({ limit: 0 })],
    plans: [{}],
  },
} satisfies CasesOf<typeof staffRouter>;
