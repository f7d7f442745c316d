import { v7 as uuidv7 } from "uuid";
import { insertLink } from "../../src/one-time-token/queries.ts";
import { newestMail } from "../mails.ts";
import type { createTestApi } from "../support.ts";

type Api = Awaited<ReturnType<typeof createTestApi>>;
type World = Awaited<ReturnType<Api["signUp"]>>;

const newPassword = "nine lives of a lamp";
const newAddress = () => `${uuidv7()}@example.org`;
const self = ({ account }: World) => [account.id];
const none = () => [];

/** Cases of what is done by a mailed link, or sends one. */
export const mailedLinkCases = (api: Api) =>
  ({
    "account.confirmRegistration": {
      input: async () => {
        const services = { ...api.services, registration: "verified" } as const;
        const email = newAddress();
        await api.callerWith({ services }).account.register({ email, password: newPassword });
        return { token: (await newestMail(api, email)).token, password: newPassword };
      },
      subjects: (_: World, made: string) => [made],
    },
    "account.verifyEmail": {
      input: async ({ email }: World) => ({ token: (await newestMail(api, email, "verifyEmail")).token }),
      from: "no session",
      subjects: self,
    },
    "account.unlock": {
      input: async ({ account }: World) => {
        const { linkTokens } = api.services;
        const values = { purpose: "unlock", accountId: account.id, lifetimeSeconds: 3_600 } as const;
        return { token: linkTokens.tokenOf(await insertLink(api.database.reader, linkTokens, values)) };
      },
      from: "no session",
      subjects: self,
    },
    "account.requestVerification": { subjects: none },
    "account.requestPasswordReset": {
      input: ({ email }: World) => ({ email }),
      from: "no session",
      subjects: self,
    },
    "account.resetPassword": {
      input: async ({ email }: World) => {
        await api.anonymous.account.requestPasswordReset({ email });
        return { token: (await newestMail(api, email, "resetPassword")).token, password: newPassword };
      },
      from: "no session",
      subjects: self,
    },
    "account.changePassword": {
      input: ({ password }: World) => ({ currentPassword: password, newPassword }),
      subjects: none,
    },
    "account.requestEmailChange": {
      input: ({ password }: World) => ({ newEmail: newAddress(), currentPassword: password }),
      subjects: none,
    },
    "account.confirmEmailChange": {
      input: async ({ caller, password }: World) => {
        const newEmail = newAddress();
        await caller.account.requestEmailChange({ newEmail, currentPassword: password });
        return { token: (await newestMail(api, newEmail)).token };
      },
      from: "no session",
      subjects: self,
    },
  }) as const;
