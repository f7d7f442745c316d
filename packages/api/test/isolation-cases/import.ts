import { smallPart, smallTable } from "../uploads.ts";

type Ids = { importId: string; uploadId: string };

const nothing = () => ({});
const ofUpload = (more: object = {}) => ({
  input: ({ uploadId }: Ids) => ({ id: uploadId, ...more }),
  foreign: "IMPORT_UPLOAD_NOT_FOUND" as const,
});

/** Rows of what is about imports. */
export const importRows = {
  "import.list": { input: nothing, foreign: "unseen" },
  "import.undo": { input: ({ importId }: Ids) => ({ id: importId }), foreign: "IMPORT_NOT_FOUND" },
  "import.duplicates": { input: ({ importId }: Ids) => ({ id: importId }), foreign: "IMPORT_NOT_FOUND" },
  "import.begin": { input: () => smallTable, foreign: "unseen" },
  "import.addPart": ofUpload(smallPart),
  "import.check": ofUpload({ rows: 2 }),
  "import.run": ofUpload({ rows: 2 }),
  "import.progress": ofUpload(),
  "import.cancel": ofUpload(),
  "import.uploads": { input: nothing, foreign: "unseen" },
} as const;
