import { type CasesOf, none, reading, staff, unknownId, unknownTo, wrongIds } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { filledCounts, type PlanFixture } from "@caretype/test-api/plan-fixture";
import type { staffRouter } from "./router.ts";

const staffCase = { allowed: staff, foreign: { shared: "staff only, who may see all accounts" } };
const breakGlassCase = { allowed: staff, foreign: { shared: "staff only: see the break-glass tests" } };
const id = ({ account }: Fixture) => ({ id: account.id });
const seen = ({ account, practice }: Fixture) => [account.id, practice];
/** The audit of the patient's practice has the entry. */
const practice = (fixture: Fixture) => fixture.practice;

const ofSomebody = ({ staff: { somebodyId } }: PlanFixture) => ({ id: somebodyId });
const noAccount = unknownTo("ACCOUNT_NOT_FOUND");
const eachSession = reading(1_500, "all sessions of each listed account are read; there are few");
const everyAccount = reading(2 * filledCounts.accounts + 1_500, "no trigram: every account is read");
const reason = "Called by the hospital";

/** The caller is the fixture's staff account. */
export const staffCases = {
  accounts: {
    ...staffCase,
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
        ...reading(50, "the trigram index's rows, some of which do not match"),
      },
      { input: () => ({ q: "nobody has this name" }) },
      { input: () => ({ q: "xq" }), ...everyAccount },
    ],
  },
  account: {
    ...staffCase,
    input: id,
    subjects: seen,
    variants: wrongIds(),
    plans: [{ input: ofSomebody }, noAccount],
  },
  deactivate: {
    ...staffCase,
    input: (fixture) => ({ ...id(fixture), reason: "left" }),
    subjects: seen,
    entry: { mark: () => "left" },
    variants: [...wrongIds({ reason: "left" }), ({ account }) => ({ id: account.id, reason: "dull" })],
    plans: [
      { input: (fixture) => ({ ...ofSomebody(fixture), reason: "left" }) },
      { input: (fixture) => ({ ...ofSomebody(fixture), reason: "compromised" }) },
      { input: () => ({ id: unknownId, reason: "left" }), refused: "ACCOUNT_NOT_FOUND" },
    ],
  },
  reactivate: {
    ...staffCase,
    input: id,
    subjects: seen,
    entry: { unchanged: true },
    variants: wrongIds(),
    plans: [{ input: ofSomebody }, noAccount],
  },
  sessions: {
    ...staffCase,
    input: id,
    subjects: ({ account, ownSession }) => [account.id, ownSession],
    variants: [...wrongIds(), ({ account }) => ({ id: account.id, limit: 500 })],
    plans: [{ input: ofSomebody }, noAccount],
  },
  endSessions: {
    ...staffCase,
    input: id,
    subjects: ({ account }) => [account.id],
    variants: wrongIds(),
    plans: [{ input: ofSomebody }],
  },
  apiKeys: {
    ...staffCase,
    input: async ({ account, apiKey }) => {
      await apiKey();
      return { id: account.id };
    },
    subjects: async ({ account, apiKey, practice }) => [account.id, await apiKey(), practice],
    variants: [() => ({ id: unknownId }), ({ account }) => ({ id: account.id, limit: 500 })],
    plans: [{ input: ({ accountId }) => ({ id: accountId }) }, noAccount],
  },
  revokeApiKey: {
    ...staffCase,
    input: async ({ apiKey }) => ({ id: await apiKey() }),
    subjects: async ({ apiKey }) => [await apiKey()],
    entry: { practice, mark: async ({ apiKey }) => `api-key ${await apiKey()}` },
    variants: wrongIds(),
    plans: [{ input: ({ sessions }) => ({ id: sessions.apiKeyId }) }, unknownTo("API_KEY_NOT_FOUND")],
  },
  breakGlass: {
    ...breakGlassCase,
    input: ({ patient }) => ({ patientId: patient, reason: "Zelda Quux is unconscious" }),
    subjects: ({ patient, practice }, grantId) => [grantId, patient, practice],
    entry: { practice, mark: (_, grantId) => `break-glass ${grantId}` },
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
    ...breakGlassCase,
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
    ...breakGlassCase,
    subjects: async ({ staff, patient, practice }) => [(await staff()).grant, patient, practice],
    variants: [() => ({ limit: 0 })],
    plans: [{}],
  },
} satisfies CasesOf<typeof staffRouter>;
