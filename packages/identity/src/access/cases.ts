import {
  type CasesOf,
  createdRecord,
  everybody,
  madeUp,
  newPassword,
  none,
  nothing,
  reading,
  self,
  signedIn,
} from "@caretype/test-api/case";
import { v7 as uuidv7 } from "uuid";
import type { accountRouter } from "./router.ts";

const newAddress = () => `${uuidv7()}@example.org`;
/** Public procedures. The audit entry names the account. */
const open = { allowed: everybody, foreign: "open", subjects: self } as const;
const byLink = { ...open, entry: { from: "no session" } } as const;
const madeUpLink = { input: () => ({ token: "made-up" }), refused: "INVALID_LINK" } as const;
/** Verifying an address removes the reminder of it. */
const readsReminder = reading(500, "the account's notifications of 90 days are looked through");
const own = { allowed: signedIn, foreign: "unseen", subjects: none } as const;

const wrongPassword = "a wrong one";
const refused = "INVALID_CREDENTIALS";
const ownSessions = reading(100, "scans the account's own sessions to delete expired ones");

/** The example of RFC 7636, which defines PKCE, and a secret with another hash. */
const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const unknownVerifier = "another-secret-that-has-43-characters-or-more";

const proofCases = {
  completeLogin: {
    ...open,
    input: async ({ addApp, loginChallenge }) => {
      const recoveryCode = await addApp();
      return { challenge: await loginChallenge(), recoveryCode };
    },
    variants: [
      async ({ passkeyFactor }) => passkeyFactor(),
      async ({ passkeyFactor }) => ({ ...(await passkeyFactor()), challenge: "made-up" }),
      async ({ addApp, loginChallenge }) => {
        await addApp();
        return { challenge: await loginChallenge(), recoveryCode: "7KQP-M3XB-Z9TH" };
      },
      () => ({ challenge: "made-up", code: "123456" }),
      nothing,
    ],
    plans: [
      { input: ({ secondFactor: { challenge, code } }) => ({ challenge, code }) },
      { input: ({ secondFactor: { challenge, recoveryCode } }) => ({ challenge, recoveryCode }) },
      {
        input: ({ secondFactor: { challenge } }) => ({ challenge, recoveryCode: "7KQP-M3XB-Z9TH" }),
        refused: "INVALID_SECOND_FACTOR",
      },
      { input: ({ passkeys: { challenge, secondFactor } }) => ({ challenge, passkey: secondFactor }) },
    ],
  },
  reauthenticate: {
    ...own,
    input: ({ password }) => ({ password }),
    variants: [
      () => ({ password: "wrong password" }),
      async ({ addApp }) => ({ recoveryCode: await addApp() }),
      async ({ addApp, password }) => {
        await addApp();
        return { password };
      },
      async ({ passkeyProof }) => ({ passkey: await passkeyProof() }),
      nothing,
    ],
    plans: [{ input: () => ({ password: "wrong password" }), refused }],
  },
} satisfies Partial<CasesOf<typeof accountRouter>>;

const passwordCases = {
  requestPasswordReset: {
    ...byLink,
    input: ({ email }) => ({ email }),
    variants: [() => ({ email: newAddress() }), () => ({ email: "nobody" })],
    plans: [{ input: ({ email }) => ({ email }) }, { input: () => ({ email: "nobody@example.org" }) }],
  },
  resetPassword: {
    ...byLink,
    input: async ({ resetToken }) => ({ token: await resetToken(), password: newPassword }),
    variants: [
      async ({ resetToken }) => ({ token: await resetToken(), password: "password123" }),
      () => ({ token: "made-up", password: newPassword }),
      nothing,
    ],
    plans: [
      { input: ({ links }) => ({ token: links.reset, password: newPassword }) },
      { input: () => ({ token: "made-up", password: newPassword }), refused: "INVALID_LINK" },
    ],
  },
  changePassword: {
    ...own,
    input: ({ password }) => ({ currentPassword: password, newPassword }),
    variants: [
      () => ({ currentPassword: "wrong password", newPassword }),
      ({ password }) => ({ currentPassword: password, newPassword: "short" }),
      ({ password, email }) => ({ currentPassword: password, newPassword: email }),
    ],
    plans: [{ input: ({ password }) => ({ currentPassword: password, newPassword: `${newPassword} more` }) }],
  },
} satisfies Partial<CasesOf<typeof accountRouter>>;

const emailCases = {
  verifyEmail: {
    ...byLink,
    input: async ({ mailedToken }) => ({ token: await mailedToken("verifyEmail") }),
    variants: [madeUp, nothing],
    plans: [{ input: ({ links }) => ({ token: links.verify }), ...readsReminder }, madeUpLink],
  },
  requestVerification: { ...own, plans: [readsReminder] },
  requestEmailChange: {
    ...own,
    input: ({ password }) => ({ newEmail: newAddress(), currentPassword: password }),
    variants: [
      () => ({ newEmail: newAddress(), currentPassword: "wrong password" }),
      () => ({ newEmail: "nobody" }),
    ],
    plans: [
      { input: ({ password }) => ({ newEmail: "new.address@example.org", currentPassword: password }) },
    ],
  },
  confirmEmailChange: {
    ...byLink,
    input: async ({ emailChangeToken }) => ({ token: await emailChangeToken() }),
    variants: [async ({ takenAddressToken }) => ({ token: await takenAddressToken() }), madeUp, nothing],
    plans: [{ input: ({ links }) => ({ token: links.change }), ...readsReminder }, madeUpLink],
  },
} satisfies Partial<CasesOf<typeof accountRouter>>;

const codeCases = {
  createLoginCode: {
    ...own,
    input: () => ({ codeChallenge }),
    variants: [() => ({ codeChallenge: "short" }), nothing],
    plans: [{ input: () => ({ codeChallenge }) }],
  },
  logInWithCode: {
    ...open,
    input: ({ loginCode }) => loginCode(),
    variants: [
      async ({ loginCode }) => ({ ...(await loginCode()), codeVerifier: unknownVerifier }),
      () => ({ code: "made-up", codeVerifier: unknownVerifier }),
      nothing,
    ],
    plans: [
      { input: ({ loginCode }) => loginCode, ...ownSessions },
      { input: () => ({ code: "made-up", codeVerifier: unknownVerifier }), refused: "INVALID_LOGIN_CODE" },
    ],
  },
} satisfies Partial<CasesOf<typeof accountRouter>>;

export const accountCases = {
  register: {
    ...open,
    input: () => ({ email: newAddress(), password: "correct horse battery" }),
    subjects: createdRecord,
    variants: [
      ({ email }) => ({ email, password: "long enough then" }),
      () => ({ email: "nobody", password: "short" }),
      nothing,
    ],
    plans: [{ input: () => ({ email: "new@example.org", password: "long enough then" }) }],
  },
  confirmRegistration: {
    ...open,
    input: async ({ registrationToken }) => ({ token: await registrationToken(), password: newPassword }),
    subjects: createdRecord,
    variants: [() => ({ token: "made-up", password: newPassword }), nothing],
    plans: [
      { input: ({ links }) => ({ token: links.register, password: newPassword }) },
      { input: () => ({ token: "made-up", password: newPassword }), refused: "INVALID_LINK" },
    ],
  },
  login: {
    ...open,
    input: ({ email, password }) => ({ email, password }),
    variants: [({ email }) => ({ email, password: "wrong password" }), nothing],
    plans: [
      { input: ({ email, password }) => ({ email, password }), ...ownSessions },
      {
        input: ({ email, password }) => ({ username: email.replace(/@.*/, ""), password }),
        ...ownSessions,
      },
      { input: ({ email }) => ({ email, password: wrongPassword }), refused },
      { input: () => ({ email: "nobody@example.org", password: wrongPassword }), refused },
      { input: () => ({ username: "nobody", password: wrongPassword }), refused },
    ],
  },
  ...proofCases,
  ...codeCases,
  ...passwordCases,
  ...emailCases,
  unlock: {
    ...byLink,
    input: async ({ unlockToken }) => ({ token: await unlockToken() }),
    variants: [madeUp, nothing],
    plans: [{ input: ({ links }) => ({ token: links.unlock }) }, madeUpLink],
  },
  refresh: {
    ...open,
    input: ({ refresh }) => ({ refresh }),
    variants: [() => ({ refresh: "made-up" }), nothing],
    plans: [{ input: ({ refresh }) => ({ refresh }) }],
  },
  me: { ...own, subjects: self, plans: [{}] },
  update: {
    ...own,
    input: () => ({ name: "Quux" }),
    subjects: self,
    variants: [
      () => ({ name: "  New Name " }),
      () => ({ unitSystem: "us" }),
      () => ({ unitSystem: "imperial" }),
      () => ({ name: "" }),
      () => ({ name: "x".repeat(201) }),
      nothing,
    ],
    plans: [{ input: () => ({ name: "New Name" }) }],
  },
  logout: {
    ...own,
    input: nothing,
    variants: [({ refresh }) => ({ refresh })],
    plans: [{}, { input: ({ refresh }) => ({ refresh }) }],
  },
  logoutEverywhere: { ...own, plans: [{}] },
} satisfies CasesOf<typeof accountRouter>;
