import { type CasesOf, members, none, nothing, owners, signedIn, unknownId } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { memberRouter } from "./router.ts";

const foreign = "MEMBER_NOT_FOUND";
const subjects = async ({ colleague }: World) => [await colleague()];

export const memberCases = {
  list: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: async ({ account, colleague }) => [account.id, await colleague()],
  },
  names: {
    allowed: members,
    input: ({ account }) => ({ ids: [account.id] }),
    foreign: "unseen",
    probe: async ({ colleague }) => ({ ids: [await colleague()] }),
    without: { ids: [unknownId] },
    subjects: none,
  },
  updateRole: {
    allowed: owners,
    input: async ({ colleague }) => ({ accountId: await colleague(), role: "clinician" }),
    foreign,
    subjects,
  },
  remove: {
    allowed: owners,
    input: async ({ colleague }) => ({ accountId: await colleague() }),
    foreign,
    subjects,
  },
  leave: {
    allowed: signedIn,
    input: async ({ secondOwner }) => {
      await secondOwner();
    },
    foreign: "unseen",
    probe: nothing,
    subjects: none,
  },
  linkDoctor: {
    allowed: owners,
    input: async ({ account, doctor }) => ({ accountId: account.id, doctorId: doctor }),
    foreign,
    probe: async ({ colleague }) => ({ accountId: await colleague(), doctorId: null }),
    subjects: ({ account, doctor }) => [account.id, doctor],
  },
} satisfies CasesOf<typeof memberRouter>;
