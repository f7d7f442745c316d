import { v7 as uuidv7 } from "uuid";
import {
  type CasesOf,
  everybody,
  madeOne,
  madeUp,
  newPassword,
  none,
  nothing,
  self,
  signedIn,
} from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { accountRouter } from "./router.ts";

const newAddress = () => `${uuidv7()}@example.org`;
/** Anybody may call it, and the entry names the account. */
const open = { allowed: everybody, foreign: "open", subjects: self } as const;
const byLink = { ...open, entry: { from: "no session" } } as const;
const own = { allowed: signedIn, foreign: "unseen", subjects: none } as const;

const proofCases = {
  completeLogin: {
    ...open,
    input: async ({ addApp, loginChallenge }: World) => {
      const recoveryCode = await addApp();
      return { challenge: await loginChallenge(), recoveryCode };
    },
    variants: [
      async ({ passkeyFactor }: World) => passkeyFactor(),
      async ({ passkeyFactor }: World) => ({ ...(await passkeyFactor()), challenge: "made-up" }),
      async ({ addApp, loginChallenge }: World) => {
        await addApp();
        return { challenge: await loginChallenge(), recoveryCode: "7KQP-M3XB-Z9TH" };
      },
      () => ({ challenge: "made-up", code: "123456" }),
      nothing,
    ],
  },
  reauthenticate: {
    ...own,
    input: ({ password }: World) => ({ password }),
    variants: [
      () => ({ password: "wrong password" }),
      async ({ addApp }: World) => ({ recoveryCode: await addApp() }),
      async ({ addApp, password }: World) => {
        await addApp();
        return { password };
      },
      async ({ passkeyProof }: World) => ({ passkey: await passkeyProof() }),
      nothing,
    ],
  },
};

const passwordCases = {
  requestPasswordReset: {
    ...byLink,
    input: ({ email }: World) => ({ email }),
    variants: [() => ({ email: newAddress() }), () => ({ email: "nobody" })],
  },
  resetPassword: {
    ...byLink,
    input: async ({ resetToken }: World) => ({ token: await resetToken(), password: newPassword }),
    variants: [
      async ({ resetToken }: World) => ({ token: await resetToken(), password: "password123" }),
      () => ({ token: "made-up", password: newPassword }),
      nothing,
    ],
  },
  changePassword: {
    ...own,
    input: ({ password }: World) => ({ currentPassword: password, newPassword }),
    variants: [
      () => ({ currentPassword: "wrong password", newPassword }),
      ({ password }: World) => ({ currentPassword: password, newPassword: "short" }),
      ({ password, email }: World) => ({ currentPassword: password, newPassword: email }),
    ],
  },
};

const emailCases = {
  verifyEmail: {
    ...byLink,
    input: async ({ mailedToken }: World) => ({ token: await mailedToken("verifyEmail") }),
    variants: [madeUp, nothing],
  },
  requestVerification: own,
  requestEmailChange: {
    ...own,
    input: ({ password }: World) => ({ newEmail: newAddress(), currentPassword: password }),
    variants: [
      () => ({ newEmail: newAddress(), currentPassword: "wrong password" }),
      () => ({ newEmail: "nobody" }),
    ],
  },
  confirmEmailChange: {
    ...byLink,
    input: async ({ emailChangeToken }: World) => ({ token: await emailChangeToken() }),
    variants: [
      async ({ takenAddressToken }: World) => ({ token: await takenAddressToken() }),
      madeUp,
      nothing,
    ],
  },
};

export const accountCases = {
  register: {
    ...open,
    input: () => ({ email: newAddress(), password: "correct horse battery" }),
    subjects: madeOne,
    variants: [
      ({ email }) => ({ email, password: "long enough then" }),
      () => ({ email: "nobody", password: "short" }),
      nothing,
    ],
  },
  confirmRegistration: {
    ...open,
    input: async ({ registrationToken }) => ({ token: await registrationToken(), password: newPassword }),
    subjects: madeOne,
    variants: [() => ({ token: "made-up", password: newPassword }), nothing],
  },
  login: {
    ...open,
    input: ({ email, password }) => ({ email, password }),
    variants: [({ email }) => ({ email, password: "wrong password" }), nothing],
  },
  ...proofCases,
  ...passwordCases,
  ...emailCases,
  unlock: {
    ...byLink,
    input: async ({ unlockToken }) => ({ token: await unlockToken() }),
    variants: [madeUp, nothing],
  },
  refresh: {
    ...open,
    input: ({ refresh }) => ({ refresh }),
    variants: [() => ({ refresh: "made-up" }), nothing],
  },
  me: { ...own, subjects: self },
  update: {
    ...own,
    input: () => ({ name: "Quux" }),
    subjects: self,
    variants: [
      () => ({ name: "  New Name " }),
      () => ({ name: "" }),
      () => ({ name: "x".repeat(201) }),
      nothing,
    ],
  },
  logout: { ...own, input: nothing, variants: [({ refresh }) => ({ refresh })] },
  logoutEverywhere: own,
} satisfies CasesOf<typeof accountRouter>;
