import { listRows } from "../../mechanisms/record/cases.ts";
import { type CasesOf, clinical, clinicalReaders } from "../../testing/case.ts";
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
