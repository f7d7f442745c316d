import {
  anyVersion,
  type CasesOf,
  clinical,
  createdRecord,
  none,
  nothing,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { smallPart, smallTable } from "@caretype/test-api/small-table";
import type { codesImportRouter } from "./codes-router.ts";
import type { importRouter } from "./router.ts";

const ofImport = ({ importId }: Fixture) => ({ id: importId });
const importSubjects = ({ importId }: Fixture) => [importId];
const ofUpload = {
  allowed: clinical,
  input: async ({ upload }: Fixture) => ({ id: await upload() }),
  foreign: "IMPORT_UPLOAD_NOT_FOUND",
  subjects: async ({ upload }: Fixture) => [await upload()],
} as const;
const uploadIn = ({ uploads: { id } }: PlanFixture) => ({ id });
const plansOfUpload = [{ input: uploadIn }, unknownTo(ofUpload.foreign)] as const;
const plansOfRows = [
  { input: (fixture: PlanFixture) => ({ ...uploadIn(fixture), rows: 1 }) },
  { input: () => ({ id: unknownId, rows: 1 }), refused: ofUpload.foreign },
] as const;
/** A part that the upload lacks. */
const anotherPart = { file: "patients.csv", rows: [{ line: 1_000, cells: ["Ann Lee", "F"] }] };
const allRows = async ({ upload }: Fixture) => ({ id: await upload(), rows: 2 });

const aCell = [{ column: "Sex", value: "other" }];
const correction = async ({ upload }: Fixture) => ({
  id: await upload(),
  line: 3,
  ...anyVersion,
  cells: aCell,
});

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

const checksUses = reading(
  500,
  "each restriction of the practice, and each assignment of a patient, is checked",
);

export const importCases = {
  list: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ importId, freeImportId, usedImportId }) => [importId, freeImportId, usedImportId],
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: () => ({ limit: 10 }) }],
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
    plans: [
      { input: ({ imports }) => ({ id: imports.freeId }), ...checksUses },
      { input: ({ imports }) => ({ id: imports.usedId }), refused: "IMPORT_HAS_CHANGED", ...checksUses },
      unknownTo("IMPORT_NOT_FOUND"),
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
    plans: [
      {
        input: ({ imports }) => ({ id: imports.usedId }),
        ...reading(200, "everybody born on the same day, or with the same name, is compared"),
      },
      unknownTo("IMPORT_NOT_FOUND"),
    ],
  },
  begin: {
    allowed: clinical,
    input: () => smallTable,
    foreign: "unseen",
    subjects: createdRecord,
    variants: [
      () => datedTable,
      () => ({ format: "synthea", files: [{ file: "patients.csv", columns: ["Id"] }] }),
      () => ({ ...datedTable, table: { mapping: { firstName: "Nobody", age: "Born" }, dateFormat: "D" } }),
      () => ({ ...datedTable, table: { mapping: { dateOfBirth: "Born", gender: "Sexe" } } }),
      nothing,
    ],
    plans: [{ input: () => smallTable }],
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
    plans: [
      { input: (fixture) => ({ ...uploadIn(fixture), ...anotherPart }) },
      { input: () => ({ id: unknownId, ...anotherPart }), refused: ofUpload.foreign },
    ],
  },
  invalidRows: {
    ...ofUpload,
    variants: [...wrongIds(), async ({ upload }) => ({ id: await upload(), limit: 0, cursor: "x" })],
    plans: [{ input: ({ uploads }) => ({ id: uploads.checkedId }) }, unknownTo(ofUpload.foreign)],
  },
  correctRow: {
    ...ofUpload,
    input: correction,
    variants: [
      ...wrongIds({ line: 3, ...anyVersion, cells: aCell }),
      async ({ upload }) => ({ id: await upload(), line: 2, ...anyVersion, cells: aCell }),
      async ({ upload }) => ({ id: await upload(), line: 3, expectedVersion: 9, cells: aCell }),
      async ({ upload }) => ({
        id: await upload(),
        line: 3,
        ...anyVersion,
        cells: [{ column: "Age", value: "" }],
      }),
    ],
    plans: [
      { input: ({ uploads }) => ({ id: uploads.checkedId, line: 2, ...anyVersion, cells: aCell }) },
      { input: () => ({ id: unknownId, line: 2, ...anyVersion, cells: aCell }), refused: ofUpload.foreign },
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
    plans: plansOfRows,
  },
  run: {
    ...ofUpload,
    input: allRows,
    variants: [
      ...wrongIds({ rows: 2 }),
      async ({ upload }) => ({ id: await upload(), rows: 3 }),
      async ({ upload }) => ({ id: await upload(), rows: 2, skipRows: 9 }),
    ],
    plans: plansOfRows,
  },
  progress: { ...ofUpload, variants: wrongIds(), plans: plansOfUpload },
  cancel: { ...ofUpload, variants: wrongIds(), plans: plansOfUpload },
  uploads: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: async ({ upload, emptyUpload }) => [await upload(), await emptyUpload()],
    variants: [() => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: () => ({ limit: 10 }) }],
  },
} satisfies CasesOf<typeof importRouter>;

const uri = "http://example.org/codes";
const foreign = "CODES_IMPORT_NOT_FOUND";
const concepts = [{ code: "C3", display: "Quux", synonyms: ["Zelda"] }];

export const importCodesCases = {
  start: {
    allowed: clinical,
    input: () => ({ uri: "http://example.org/other", version: "1" }),
    foreign: "unseen",
    subjects: none,
    variants: [
      async ({ codes }) => {
        await codes();
        return { uri, version: "1" };
      },
      () => ({ uri: "codes", version: "" }),
      () => ({ kind: "value-set", uri, version: "1", title: "Offered" }),
      nothing,
    ],
    plans: [{ input: () => ({ uri: "http://example.org/new", version: "1" }) }],
  },
  addConcepts: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).open, concepts }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ concepts }),
      async ({ codes }) => ({ id: (await codes()).finished, concepts }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: [] }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: [{ code: "C3" }] }),
      async ({ codes }) => ({
        id: (await codes()).open,
        concepts: [{ system: "http://example.org/other", code: "C3", display: "Quux" }],
      }),
    ],
    plans: [{ input: ({ codes }) => ({ id: codes.open, concepts }) }],
  },
  finish: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).open, concepts: 1 }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ concepts: 1 }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: 7 }),
      async ({ codes }) => ({ id: (await codes()).finished, concepts: 2 }),
    ],
    plans: [
      {
        input: ({ codes }) => ({ id: codes.open, concepts: 1 }),
        ...reading(10_000, "the codes of both versions, to retire those that are missing"),
      },
    ],
  },
  undo: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).finished }),
    foreign,
    subjects: none,
    variants: wrongIds(),
    plans: [{ input: ({ codes }) => ({ id: codes.finished }) }],
  },
} satisfies CasesOf<typeof codesImportRouter>;
