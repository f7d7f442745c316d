import { v7 as uuidv7 } from "uuid";
import {
  type CasesOf,
  everybody,
  madeOne,
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
  },
  reauthenticate: { ...own, input: ({ password }: World) => ({ password }) },
};

const passwordCases = {
  requestPasswordReset: { ...byLink, input: ({ email }: World) => ({ email }) },
  resetPassword: {
    ...byLink,
    input: async ({ resetToken }: World) => ({ token: await resetToken(), password: newPassword }),
  },
  changePassword: { ...own, input: ({ password }: World) => ({ currentPassword: password, newPassword }) },
};

const emailCases = {
  verifyEmail: {
    ...byLink,
    input: async ({ mailedToken }: World) => ({ token: await mailedToken("verifyEmail") }),
  },
  requestVerification: own,
  requestEmailChange: {
    ...own,
    input: ({ password }: World) => ({ newEmail: newAddress(), currentPassword: password }),
  },
  confirmEmailChange: {
    ...byLink,
    input: async ({ emailChangeToken }: World) => ({ token: await emailChangeToken() }),
  },
};

export const accountCases = {
  register: {
    ...open,
    input: () => ({ email: newAddress(), password: "correct horse battery" }),
    subjects: madeOne,
  },
  confirmRegistration: {
    ...open,
    input: async ({ registrationToken }) => ({ token: await registrationToken(), password: newPassword }),
    subjects: madeOne,
  },
  login: { ...open, input: ({ email, password }) => ({ email, password }) },
  ...proofCases,
  ...passwordCases,
  ...emailCases,
  unlock: { ...byLink, input: async ({ unlockToken }) => ({ token: await unlockToken() }) },
  refresh: { ...open, input: ({ refresh }) => ({ refresh }) },
  me: { ...own, subjects: self },
  update: { ...own, input: () => ({ name: "Quux" }), subjects: self },
  logout: { ...own, input: nothing },
  logoutEverywhere: own,
} satisfies CasesOf<typeof accountRouter>;
