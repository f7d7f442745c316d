import { type CasesOf, none, staff, unknownId, wrongIds } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { staffRouter } from "./router.ts";

const ofStaff = { allowed: staff, foreign: { shared: "for staff alone, who are told of accounts" } };
const ofGlass = { allowed: staff, foreign: { shared: "for staff alone: the tests of breaking the glass" } };
const id = ({ account }: World) => ({ id: account.id });
const seen = ({ account, practice }: World) => [account.id, practice];
/** It is in the audit of the patient's practice. */
const practice = (world: World) => world.practice;

/** The staff account of the world calls. */
export const staffCases = {
  accounts: {
    ...ofStaff,
    input: ({ account }) => ({ q: account.id }),
    subjects: none,
    variants: [({ email }) => ({ q: email }), () => ({ limit: 0, cursor: "x" })],
  },
  account: { ...ofStaff, input: id, subjects: seen, variants: wrongIds() },
  deactivate: {
    ...ofStaff,
    input: (world) => ({ ...id(world), reason: "left" }),
    subjects: seen,
    entry: { mark: () => "left" },
    variants: [...wrongIds({ reason: "left" }), ({ account }) => ({ id: account.id, reason: "dull" })],
  },
  reactivate: { ...ofStaff, input: id, subjects: seen, entry: { unchanged: true }, variants: wrongIds() },
  sessions: {
    ...ofStaff,
    input: id,
    subjects: ({ account, ownSession }) => [account.id, ownSession],
    variants: [...wrongIds(), ({ account }) => ({ id: account.id, limit: 500 })],
  },
  endSessions: { ...ofStaff, input: id, subjects: ({ account }) => [account.id], variants: wrongIds() },
  apiKeys: {
    ...ofStaff,
    input: async ({ account, apiKey }) => {
      await apiKey();
      return { id: account.id };
    },
    subjects: async ({ account, apiKey, practice }) => [account.id, await apiKey(), practice],
    variants: [() => ({ id: unknownId }), ({ account }) => ({ id: account.id, limit: 500 })],
  },
  revokeApiKey: {
    ...ofStaff,
    input: async ({ apiKey }) => ({ id: await apiKey() }),
    subjects: async ({ apiKey }) => [await apiKey()],
    entry: { practice, mark: async ({ apiKey }) => `api-key ${await apiKey()}` },
    variants: wrongIds(),
  },
  breakGlass: {
    ...ofGlass,
    input: ({ patient }) => ({ patientId: patient, reason: "Zelda Quux is unconscious" }),
    subjects: ({ patient, practice }, made) => [made, patient, practice],
    entry: { practice, mark: (_, made) => `break-glass ${made}` },
    variants: [
      ({ patient }) => ({ patientId: patient, reason: "short" }),
      () => ({ patientId: unknownId, reason: "Called by the hospital" }),
    ],
  },
  patient: {
    ...ofGlass,
    input: ({ patient }) => ({ patientId: patient }),
    subjects: ({ patient, doctor }) => [patient, doctor],
    entry: { practice, mark: async ({ staff }) => `break-glass ${(await staff()).grant}` },
    variants: [({ other }) => ({ patientId: other }), () => ({ patientId: "17" })],
  },
  grants: {
    ...ofGlass,
    subjects: async ({ staff, patient, practice }) => [(await staff()).grant, patient, practice],
    variants: [() => ({ limit: 0 })],
  },
} satisfies CasesOf<typeof staffRouter>;
