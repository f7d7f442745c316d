import {
  type CasesOf,
  everybody,
  madeOne,
  madeUp,
  nothing,
  owners,
  signedIn,
  wrongIds,
} from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { invitationRouter } from "./router.ts";

const subjects = async ({ invitation }: World) => [(await invitation()).id];
const token = async ({ invitation }: World) => ({ token: (await invitation()).token });

export const invitationCases = {
  list: {
    allowed: owners,
    input: nothing,
    foreign: "unseen",
    subjects,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
  },
  create: {
    allowed: owners,
    input: () => ({ email: "guest@example.net", role: "viewer" }),
    foreign: "unseen",
    subjects: madeOne,
    variants: [({ email }) => ({ email, role: "viewer" }), () => ({ email: "nobody", role: "boss" })],
  },
  revoke: {
    allowed: owners,
    input: async ({ invitation }) => ({ id: (await invitation()).id }),
    foreign: "INVITATION_NOT_FOUND",
    subjects,
    variants: wrongIds(),
  },
  preview: {
    allowed: everybody,
    input: token,
    foreign: "open",
    subjects,
    entry: { from: "nobody" },
    variants: [madeUp, nothing],
  },
  accept: {
    allowed: signedIn,
    input: async ({ receivedInvitation }) => ({ token: (await receivedInvitation()).token }),
    foreign: "INVALID_LINK",
    probe: token,
    subjects: async ({ receivedInvitation }, made) => [made, (await receivedInvitation()).id],
    entry: { practice: (_, made) => made },
    variants: [token, madeUp, nothing],
  },
} satisfies CasesOf<typeof invitationRouter>;
