import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { type CasesOf, none, nothing, reading, signedIn, unknownId, wrongIds } from "@caretype/test-api/case";
import type { notificationRouter } from "./router.ts";
import { maxCounted } from "./schema.ts";

const elsewhere = { entry: { practice: () => noPractice } };
const counted = reading(2 * maxCounted, "unread notifications are counted, up to a hundred");

export const notificationCases = {
  list: {
    allowed: signedIn,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    ...elsewhere,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [
      { ...counted },
      { input: ({ notifications: { cursor } }) => ({ cursor, limit: 10 }), ...counted },
    ],
  },
  markRead: {
    allowed: signedIn,
    input: ({ notification: id }) => ({ id }),
    foreign: "NOTIFICATION_NOT_FOUND",
    subjects: none,
    ...elsewhere,
    variants: wrongIds(),
    plans: [
      { input: ({ notifications: { id } }) => ({ id }), ...counted },
      { input: ({ notifications: { readId: id } }) => ({ id }), ...counted },
    ],
  },
  markAllRead: {
    allowed: signedIn,
    input: ({ notification: newestId }) => ({ newestId }),
    foreign: "unseen",
    subjects: none,
    ...elsewhere,
    variants: [() => ({ newestId: unknownId }), nothing],
    plans: [{ input: ({ notifications: { id } }) => ({ newestId: id }), ...counted }],
  },
} satisfies CasesOf<typeof notificationRouter>;
