import { type CasesOf, clinical, madeOne, nothing, unknownId, wrongIds } from "../testing/case.ts";
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

/** A table with dates. */
const datedTable = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["First", "Last", "Sex", "Born"] }],
  table: {
    mapping: { firstName: "First", lastName: "Last", gender: "Sex", dateOfBirth: "Born" },
    dateFormat: "DD.MM.YYYY",
  },
};

export const importCases = {
  list: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ importId, freeImportId, usedImportId }) => [importId, freeImportId, usedImportId],
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
  },
  undo: {
    allowed: clinical,
    input: ofImport,
    foreign: "IMPORT_NOT_FOUND",
    subjects: importSubjects,
    variants: [
      ({ freeImportId }) => ({ id: freeImportId }),
      ...wrongIds(),
      ({ usedImportId }) => ({ id: usedImportId }),
    ],
  },
  duplicates: {
    allowed: clinical,
    input: ofImport,
    foreign: "IMPORT_NOT_FOUND",
    subjects: importSubjects,
    variants: [
      () => ({ id: unknownId }),
      () => ({ id: "17", limit: 0 }),
      ({ importId }) => ({ id: importId, cursor: "x" }),
    ],
  },
  begin: {
    allowed: clinical,
    input: () => smallTable,
    foreign: "unseen",
    subjects: madeOne,
    variants: [
      () => datedTable,
      () => ({ format: "synthea", files: [{ file: "patients.csv", columns: ["Id"] }] }),
      () => ({ ...datedTable, table: { mapping: { firstName: "Nobody", age: "Born" }, dateFormat: "D" } }),
      () => ({ ...datedTable, table: { mapping: { dateOfBirth: "Born", gender: "Sexe" } } }),
      nothing,
    ],
  },
  addPart: {
    ...ofUpload,
    input: async ({ emptyUpload }) => ({ id: await emptyUpload(), ...smallPart }),
    subjects: async ({ emptyUpload }) => [await emptyUpload()],
    variants: [
      async ({ emptyUpload }) => ({ id: await emptyUpload(), file: "others.csv", rows: [] }),
      async ({ emptyUpload }) => ({ id: await emptyUpload(), ...smallPart, file: "others.csv" }),
      () => ({ id: unknownId, ...smallPart }),
    ],
  },
  check: {
    ...ofUpload,
    input: allRows,
    variants: [
      ...wrongIds({ rows: 2 }),
      async ({ upload }) => ({ id: await upload(), rows: 3 }),
      async ({ upload }) => ({
        id: await upload(),
        rows: 2,
        table: { mapping: { maxAppointmentsPerDay: "Sex" } },
      }),
    ],
  },
  run: {
    ...ofUpload,
    input: allRows,
    variants: [...wrongIds({ rows: 2 }), async ({ upload }) => ({ id: await upload(), rows: 3 })],
  },
  progress: { ...ofUpload, variants: wrongIds() },
  cancel: { ...ofUpload, variants: wrongIds() },
  uploads: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: async ({ upload, emptyUpload }) => [await upload(), await emptyUpload()],
    variants: [() => ({ limit: 0, cursor: "x" })],
  },
} satisfies CasesOf<typeof importRouter>;
