import {
  type CasesOf,
  members,
  none,
  nothing,
  owners,
  reading,
  signedIn,
  unknownId,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import type { memberRouter } from "./router.ts";

const foreign = "MEMBER_NOT_FOUND";
const subjects = async ({ colleague }: Fixture) => [await colleague()];
const everyRole = reading(2 * (filledCounts.members + 1), "the roles of the practice's members are read");

export const memberCases = {
  list: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: async ({ account, colleague }) => [account.id, await colleague()],
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ members: { memberCursor } }) => ({ cursor: memberCursor, limit: 20 }) }],
  },
  me: {
    allowed: members,
    foreign: "unseen",
    subjects: ({ account }) => [account.id],
    plans: [{}],
  },
  names: {
    allowed: members,
    input: ({ account }) => ({ ids: [account.id] }),
    foreign: "unseen",
    probe: async ({ colleague }) => ({ ids: [await colleague()] }),
    without: { ids: [unknownId] },
    subjects: none,
    variants: [
      async ({ account, colleague }) => ({ ids: [account.id, await colleague()] }),
      () => ({ ids: [unknownId] }),
      () => ({ ids: ["17"] }),
      nothing,
    ],
    plans: [
      {
        input: ({ accountId, busyElsewhereId, members: { memberId } }) => ({
          ids: [accountId, busyElsewhereId, memberId],
        }),
      },
      { input: () => ({ ids: [unknownId] }) },
    ],
  },
  updateRole: {
    allowed: owners,
    input: async ({ colleague }) => ({ accountId: await colleague(), role: "clinician" }),
    foreign,
    subjects,
    variants: [
      ({ account }) => ({ accountId: account.id, role: "clinician" }),
      () => ({ accountId: unknownId, role: "viewer" }),
      () => ({ accountId: "17", role: "boss" }),
    ],
    plans: [
      { input: ({ members: { memberId } }) => ({ accountId: memberId, role: "viewer" }), ...everyRole },
    ],
  },
  remove: {
    allowed: owners,
    input: async ({ colleague }) => ({ accountId: await colleague() }),
    foreign,
    subjects,
    variants: [
      ({ account }) => ({ accountId: account.id }),
      () => ({ accountId: unknownId }),
      () => ({ accountId: "17" }),
    ],
    plans: [{ input: ({ members: { memberId } }) => ({ accountId: memberId }), ...everyRole }],
  },
  leave: {
    allowed: signedIn,
    input: async ({ secondOwner }) => {
      await secondOwner();
    },
    foreign: "unseen",
    probe: nothing,
    subjects: none,
    variants: [nothing],
    plans: [everyRole],
  },
  linkDoctor: {
    allowed: owners,
    input: async ({ account, doctor }) => ({ accountId: account.id, doctorId: doctor }),
    foreign,
    probe: async ({ colleague }) => ({ accountId: await colleague(), doctorId: null }),
    subjects: ({ account, doctor }) => [account.id, doctor],
    variants: [
      ({ account }) => ({ accountId: account.id, doctorId: null }),
      ({ account }) => ({ accountId: account.id, doctorId: unknownId }),
      ({ doctor }) => ({ accountId: unknownId, doctorId: doctor }),
    ],
    plans: [
      {
        input: ({ members: { memberId }, freeDoctorId }) => ({
          accountId: memberId,
          doctorId: freeDoctorId,
        }),
      },
    ],
  },
} satisfies CasesOf<typeof memberRouter>;
