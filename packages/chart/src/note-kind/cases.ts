import { listRows } from "@caretype/core/mechanisms/record/cases";
import { type CasesOf, clinical, clinicalReaders } from "@caretype/test-api/case";
import type { noteKindRouter } from "./router.ts";

export const noteKindCases = listRows({
  id: ({ noteKind }) => noteKind,
  planned: ({ noteKind }) => noteKind,
  notFound: "NOTE_KIND_NOT_FOUND",
  readers: clinicalReaders,
  managers: clinical,
  given: { name: "Zelda Quux", template: "Palpitations" },
  changes: { name: "Quux" },
}) satisfies CasesOf<typeof noteKindRouter>;
