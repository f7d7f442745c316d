import { type CasesOf, frontDesk, members } from "@caretype/test-api/case";
import { listRows } from "../../mechanisms/record/cases.ts";
import type { savedViewRouter } from "./router.ts";

const { create, ...rows } = listRows({
  id: ({ savedView }) => savedView,
  planned: ({ savedView }) => savedView,
  notFound: "SAVED_VIEW_NOT_FOUND",
  readers: members,
  managers: frontDesk,
  given: { name: "Zelda Quux", filters: { gender: "female" as const, minAge: 65 } },
  changes: { name: "Quux" },
});

export const savedViewCases = {
  ...rows,
  create: { ...create, variants: [...create.variants, () => ({ name: "quux zelda", filters: {} })] },
} satisfies CasesOf<typeof savedViewRouter>;
