import { expect, vi } from "vitest";
import type { TestBackend } from "../../src/index.ts";
import { restOf } from "../rest.ts";

type World = { accessToken: string; importId: string; usedImportId: string };
type Input = Record<string, unknown>;
type Case = (world: World) => Input | Promise<Input>;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const none = () => ({});

const table = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["First", "Last", "Sex", "Born"] }],
  table: {
    mapping: { firstName: "First", lastName: "Last", gender: "Sex", dateOfBirth: "Born" },
    dateFormat: "DD.MM.YYYY",
  },
};
const part = { file: "patients.csv", rows: [{ line: 2, cells: ["Ann", "Lee", "F", "3.2.2001"] }] };

/** Inputs for each procedure of imports. */
export const importCases = ({
  url,
  database,
}: Pick<TestBackend, "url" | "database">): Record<string, Case[]> => {
  /** An undoing does not wait for what goes on in the background. */
  const nothingRuns = () =>
    vi.waitFor(async () => {
      const active = await database.reader.execute(
        "select from import_upload where state in ('checking', 'running')",
      );
      expect(active.count).toBe(0);
    }, 20_000);
  const begun = async ({ accessToken }: World) => {
    const { body } = await restOf(url, accessToken)("POST /import-uploads", {
      ...{ ...table, table: { mapping: { name: "Last", gender: "Sex" } } },
    });
    return String(Reflect.get(Object(body), "id"));
  };
  const uploaded = async (world: World) => {
    const id = await begun(world);
    await restOf(url, world.accessToken)(`POST /import-uploads/${id}/parts`, part);
    return id;
  };
  const ofUpload = (more: Input = {}): Case[] => [
    async (world) => {
      const id = await uploaded(world);
      // Whoever asks while another import is under way is told that they wait.
      await nothingRuns();
      return { id, ...more };
    },
    () => ({ id: unknownId, ...more }),
    () => ({ id: "17", ...more }),
  ];
  const asked = { rows: 1 };
  return {
    "import.list": [none, () => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    "import.undo": [
      async ({ importId }) => {
        await nothingRuns();
        return { id: importId };
      },
      () => ({ id: unknownId }),
      () => ({ id: "17" }),
      ({ usedImportId }) => ({ id: usedImportId }),
    ],
    "import.duplicates": [
      ({ importId }) => ({ id: importId }),
      () => ({ id: unknownId }),
      () => ({ id: "17", limit: 0 }),
      ({ importId }) => ({ id: importId, cursor: "x" }),
    ],
    "import.begin": [
      () => table,
      () => ({ format: "synthea", files: [{ file: "patients.csv", columns: ["Id"] }] }),
      () => ({ ...table, table: { mapping: { firstName: "Nobody", age: "Born" }, dateFormat: "D" } }),
      () => ({ ...table, table: { mapping: { dateOfBirth: "Born", gender: "Sexe" } } }),
      none,
    ],
    "import.addPart": [
      async (world) => ({ id: await begun(world), ...part }),
      async (world) => ({ id: await begun(world), file: "others.csv", rows: [] }),
      async (world) => ({ id: await begun(world), ...part, file: "others.csv" }),
      () => ({ id: unknownId, ...part }),
    ],
    "import.check": [
      ...ofUpload(asked),
      async (world) => ({ id: await uploaded(world), rows: 2 }),
      async (world) => ({
        id: await uploaded(world),
        ...asked,
        table: { mapping: { maxAppointmentsPerDay: "Sex" } },
      }),
    ],
    "import.run": [...ofUpload(asked), async (world) => ({ id: await uploaded(world), rows: 2 })],
    "import.progress": ofUpload(),
    "import.cancel": ofUpload(),
    "import.uploads": [none, () => ({ limit: 0, cursor: "x" })],
  };
};
