import { type CasesOf, clinical, madeOne, nothing } from "../testing/case.ts";
import { smallPart, smallTable } from "../testing/small-table.ts";
import type { World } from "../testing/world.ts";
import type { importRouter } from "./router.ts";

const ofImport = ({ importId }: World) => ({ id: importId });
const importSubjects = ({ importId }: World) => [importId];
const ofUpload = {
  allowed: clinical,
  input: async ({ upload }: World) => ({ id: await upload() }),
  foreign: "IMPORT_UPLOAD_NOT_FOUND",
  subjects: async ({ upload }: World) => [await upload()],
} as const;
const allRows = async ({ upload }: World) => ({ id: await upload(), rows: 2 });

export const importCases = {
  list: { allowed: clinical, input: nothing, foreign: "unseen", subjects: importSubjects },
  undo: { allowed: clinical, input: ofImport, foreign: "IMPORT_NOT_FOUND", subjects: importSubjects },
  duplicates: { allowed: clinical, input: ofImport, foreign: "IMPORT_NOT_FOUND", subjects: importSubjects },
  begin: { allowed: clinical, input: () => smallTable, foreign: "unseen", subjects: madeOne },
  addPart: {
    ...ofUpload,
    input: async ({ emptyUpload }) => ({ id: await emptyUpload(), ...smallPart }),
    subjects: async ({ emptyUpload }) => [await emptyUpload()],
  },
  check: { ...ofUpload, input: allRows },
  run: { ...ofUpload, input: allRows },
  progress: ofUpload,
  cancel: ofUpload,
  uploads: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: async ({ upload, emptyUpload }) => [await upload(), await emptyUpload()],
  },
} satisfies CasesOf<typeof importRouter>;
