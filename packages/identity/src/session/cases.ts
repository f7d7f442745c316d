import { type CasesOf, none, signedIn, unknownTo, wrongIds } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { sessionRouter } from "./router.ts";

const ownSession = ({ ownSession }: Fixture) => [ownSession];

export const sessionCases = {
  current: { allowed: signedIn, foreign: "unseen", subjects: ownSession, plans: [{}] },
  list: {
    allowed: signedIn,
    foreign: "unseen",
    subjects: async ({ ownSession, session }) => [ownSession, await session()],
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [
      {},
      { input: ({ sessions: { cursor } }) => ({ cursor }) },
      { input: ({ sessions: { cursor } }) => ({ cursor, limit: 5 }) },
    ],
  },
  end: {
    allowed: signedIn,
    input: ({ ownSession }) => ({ id: ownSession }),
    foreign: "SESSION_NOT_FOUND",
    probe: async ({ session }) => ({ id: await session() }),
    subjects: ownSession,
    variants: [async ({ session }) => ({ id: await session() }), ...wrongIds()],
    plans: [{ input: ({ sessions: { id } }) => ({ id }) }, unknownTo("SESSION_NOT_FOUND")],
  },
  endOthers: { allowed: signedIn, foreign: "unseen", subjects: none, plans: [{}] },
} satisfies CasesOf<typeof sessionRouter>;
