import { listRows } from "@caretype/core/mechanisms/record/cases";
import { anyVersion, type CasesOf, frontDesk, members, none } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { roomRouter } from "./router.ts";

const id = async ({ schedule }: Fixture) => (await schedule()).room;
const { create, update, remove, ...rows } = listRows({
  id,
  subjects: none,
  planned: ({ schedule }) => ({ id: schedule.room, cursor: schedule.roomCursor }),
  notFound: "ROOM_NOT_FOUND",
  readers: members,
  managers: frontDesk,
  given: { name: "Zelda Quux" },
  changes: { name: "Quux Two" },
});

export const roomCases = {
  ...rows,
  create: { ...create, variants: [...create.variants, () => ({ name: "Quux", isActive: 1 })] },
  update: {
    ...update,
    variants: [
      ...update.variants,
      async (fixture) => ({ id: await id(fixture), ...anyVersion, name: "quux" }),
    ],
  },
  remove: {
    ...remove,
    input: async ({ schedule }) => ({ id: (await schedule()).freeRoom, ...anyVersion }),
    variants: [...remove.variants, async (fixture) => ({ id: await id(fixture), ...anyVersion })],
    plans: [
      { input: ({ schedule }) => ({ id: schedule.freeRoom, ...anyVersion }) },
      { ...remove.plans[0], refused: "ROOM_IN_USE" },
    ],
  },
} satisfies CasesOf<typeof roomRouter>;
