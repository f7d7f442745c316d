import { listRows } from "@caretype/core/mechanisms/record/cases";
import { anyVersion, type CasesOf, frontDesk, members, none } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { visitTypeRouter } from "./router.ts";

const id = async ({ schedule }: Fixture) => (await schedule()).visitType;
const { create, update, remove, ...rows } = listRows({
  id,
  subjects: none,
  planned: ({ schedule }) => ({ id: schedule.visitType, cursor: schedule.visitTypeCursor }),
  notFound: "VISIT_TYPE_NOT_FOUND",
  readers: members,
  managers: frontDesk,
  given: { name: "Zelda Quux", minutes: 20, seats: 4 },
  changes: { name: "Quux Two" },
});

export const visitTypeCases = {
  ...rows,
  create: { ...create, variants: [...create.variants, () => ({ name: "Quux", minutes: 4, seats: 0 })] },
  update: {
    ...update,
    variants: [
      ...update.variants,
      async (fixture) => ({ id: await id(fixture), ...anyVersion, name: "quux" }),
    ],
  },
  remove: {
    ...remove,
    input: async ({ schedule }) => ({ id: (await schedule()).freeVisitType, ...anyVersion }),
    variants: [...remove.variants, async (fixture) => ({ id: await id(fixture), ...anyVersion })],
    plans: [
      { input: ({ schedule }) => ({ id: schedule.freeVisitType, ...anyVersion }) },
      { ...remove.plans[0], refused: "VISIT_TYPE_IN_USE" },
    ],
  },
} satisfies CasesOf<typeof visitTypeRouter>;
