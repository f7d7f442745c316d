import { type CasesOf, everybody, madeOne, nothing, owners, signedIn } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { invitationRouter } from "./router.ts";

const subjects = async ({ invitation }: World) => [(await invitation()).id];
const token = async ({ invitation }: World) => ({ token: (await invitation()).token });

export const invitationCases = {
  list: { allowed: owners, input: nothing, foreign: "unseen", subjects },
  create: {
    allowed: owners,
    input: () => ({ email: "guest@example.net", role: "viewer" }),
    foreign: "unseen",
    subjects: madeOne,
  },
  revoke: {
    allowed: owners,
    input: async ({ invitation }) => ({ id: (await invitation()).id }),
    foreign: "INVITATION_NOT_FOUND",
    subjects,
  },
  preview: {
    allowed: everybody,
    input: token,
    foreign: "open",
    subjects,
    entry: { from: "nobody" },
  },
  accept: {
    allowed: signedIn,
    input: async ({ receivedInvitation }) => ({ token: (await receivedInvitation()).token }),
    foreign: "INVALID_LINK",
    probe: token,
    subjects: async ({ receivedInvitation }, made) => [made, (await receivedInvitation()).id],
    entry: { practice: (_, made) => made },
  },
} satisfies CasesOf<typeof invitationRouter>;
