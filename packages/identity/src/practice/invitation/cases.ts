import {
  type CasesOf,
  createdRecord,
  everybody,
  madeUp,
  nothing,
  owners,
  reading,
  signedIn,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { invitationRouter } from "./router.ts";

const subjects = async ({ invitation }: Fixture) => [(await invitation()).id];
const token = async ({ invitation }: Fixture) => ({ token: (await invitation()).token });

export const invitationCases = {
  list: {
    allowed: owners,
    input: nothing,
    foreign: "unseen",
    subjects,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: () => ({ limit: 1 }) }],
  },
  create: {
    allowed: owners,
    input: () => ({ email: "guest@example.net", role: "viewer" }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [({ email }) => ({ email, role: "viewer" }), () => ({ email: "nobody", role: "boss" })],
    plans: [
      { input: () => ({ email: "new@invited.example.org", role: "viewer" }) },
      { input: ({ members }) => ({ email: members.invitedEmail, role: "owner" }) },
    ],
  },
  revoke: {
    allowed: owners,
    input: async ({ invitation }) => ({ id: (await invitation()).id }),
    foreign: "INVITATION_NOT_FOUND",
    subjects,
    variants: wrongIds(),
    plans: [{ input: ({ members }) => ({ id: members.invitationId }) }],
  },
  preview: {
    allowed: everybody,
    input: token,
    foreign: "open",
    subjects,
    entry: { from: "nobody" },
    variants: [madeUp, nothing],
    plans: [
      {
        input: ({ members }) => ({ token: members.token }),
        ...reading(4, "the sender, their role, and the account with the address are looked up"),
      },
    ],
  },
  accept: {
    allowed: signedIn,
    input: async ({ receivedInvitation }) => ({ token: (await receivedInvitation()).token }),
    foreign: "INVALID_LINK",
    probe: token,
    subjects: async ({ receivedInvitation }, memberId) => [memberId, (await receivedInvitation()).id],
    entry: { practice: (_, memberId) => memberId },
    variants: [token, madeUp, nothing],
    plans: [
      {
        input: ({ members }) => ({ token: members.token }),
        ...reading(500, "the account's notifications of 90 days are looked through"),
      },
    ],
  },
} satisfies CasesOf<typeof invitationRouter>;
