import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { appRouter } from "@caretype/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, newestTypescript, oldestTypescript, typeErrors } from "./packed-project.ts";

// A package that exports values derived from the client, as in a monorepo. Its declarations name each inferred type.

const tutorial = join(import.meta.dirname, "../../../apps/docs/examples/react-page/src");

const features = [
  ...new Set(Object.keys(appRouter._def.procedures).map((path) => path.split(".")[0] ?? "")),
].filter((feature) => feature !== "import");

const calls = `
import { type AppRouter, CallError, clientOver, createClient, currentRecord, type ErrorOf, fieldErrors, isErrorCode, isErrorOf, memoryStore, patientId, type RouterInputs, type RouterOutputs, withPages } from "@caretype/client";
import { fromCsv, readCsv, toCsv } from "@caretype/client/csv";
import { runImport, uploadImport } from "@caretype/client/import";
import { createTRPCClient } from "@trpc/client";

export const caretype = createClient({ url: "" });
export const { auth, ${features.join(", ")} } = caretype;
export const list = () => caretype.patient.list.query({ limit: 20 });
export const create = caretype.patient.create.mutate;
export const pages = caretype.patient.list.pages;
export async function* names() {
  for await (const patient of pages()) yield { name: patient.name, patient };
}
export async function load(id: RouterInputs["patient"]["byId"]["id"]) {
  const [patient, visits] = await Promise.all([caretype.patient.byId.query({ id }), caretype.appointment.list.query()]);
  return { patient, visits: visits.items, asked: { id }, options: { context: { idempotencyKey: id } } };
}
export const first = ({ items }: RouterOutputs["patient"]["list"]) => items[0];
export const { login, on } = caretype.auth;
export const stop = caretype.auth.on("mfaRequired", (event) => event);
export const toId = { patientId, parse: patientId.parse };
export const store = memoryStore();
export const logged = clientOver(caretype, (call, send) => send(call));
export const own = createTRPCClient<AppRouter>({ links: [] });
export const paged = withPages(own).doctor.list;

export const refusal = (error: unknown) => (error instanceof CallError ? error.data : null);
export const stale = (error: unknown) => (isErrorCode(error, "STALE_VERSION") ? error.data : null);
export const several = (error: unknown) => (isErrorCode(error, "SLOT_TAKEN", "INVALID_INPUT") ? error : null);
export const isUpdate = (error: unknown) => isErrorOf(error, "patient.update");
export const ofBooking = (error: ErrorOf<"appointment.book">) => error.data;
export const current = (error: unknown) => currentRecord(error, "patient") ?? fieldErrors(error);
export const retrying =
  <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
  (...args: Args) => call(...args).catch(() => call(...args));
export const change = retrying(caretype.patient.update.mutate);

export const csv = () => toCsv(caretype.patient.list.pages(), { fileName: "a.csv", columns: ["id", "name"] });
export const back = (file: File) => fromCsv(file, { name: "text" });
export const upload = async (file: File) =>
  uploadImport(caretype, { format: "table", records: "patient", tables: [await readCsv(file)] });
export const run = async (file: File) => runImport(caretype, await upload(file));

export class Patients {
  readonly calls = caretype.patient;
  get find() {
    return caretype.patient.byId.query;
  }
}
export default new Patients();
`;

const hooks = `
import type { PatientId, RouterOutputs } from "@caretype/client";
import { queryOptions, skipToken, useInfiniteQuery, useMutation, useQueries, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api, caretype, queryClient } from "./caretype.ts";

type Page = RouterOutputs["patient"]["list"];

export const { ${features.join(", ")} } = api;
export const keys = { all: api.pathKey(), list: api.patient.list.queryKey(), create: api.patient.create.mutationKey() };
export const filters = [api.patient.pathFilter(), api.patient.list.queryFilter(), api.patient.list.infiniteQueryFilter()];
export const page = (first: Page) => api.patient.list.queryOptions({}, { initialData: first });
export const names = api.patient.list.queryOptions({}, { select: ({ items }) => items.map(({ name }) => name) });
export const some = (id: PatientId | null) => api.patient.byId.queryOptions(id === null ? skipToken : { id });
export const rows = api.patient.list.infiniteQueryOptions({ limit: 5 }, { select: ({ pages }) => pages });
export const own = queryOptions({ queryKey: ["own"], queryFn: () => caretype.patient.list.query() });

export const usePatient = (id: PatientId) => useQuery(api.patient.byId.queryOptions({ id }));
export const useNames = () => useQuery(names);
export const useRows = () => useInfiniteQuery(rows);
export const useDoctors = () => useSuspenseQuery(api.doctor.list.queryOptions());
export const useBoth = () => useQueries({ queries: [api.room.list.queryOptions(), api.doctor.list.queryOptions()] });
export const useBook = () => useMutation(api.appointment.book.mutationOptions());
export const useUpdate = () =>
  useMutation(
    api.patient.update.mutationOptions({
      onMutate: ({ id }) => ({ before: queryClient.getQueryData(api.patient.byId.queryKey({ id })) }),
    }),
  );
`;

let shared: string;

beforeAll(async () => {
  shared = await installPacked();
  for (const file of ["caretype.ts", "use-patients.ts"]) await cp(join(tutorial, file), join(shared, file));
  await writeFile(join(shared, "calls.ts"), calls);
  await writeFile(join(shared, "hooks.ts"), hooks);
});

afterAll(() => rm(shared, { recursive: true }));

describe("types that cannot leave a package", () => {
  it.each([
    ["7", newestTypescript],
    ["6", import.meta.resolve("typescript-6/package.json")],
    ["5.7", oldestTypescript],
  ])(
    "are none for TypeScript %s, with calls and hooks exported as they are inferred",
    async (name, version) => {
      const emitting = {
        composite: true,
        noEmit: false,
        emitDeclarationOnly: true,
        outDir: name,
        skipLibCheck: true,
      };
      const options = { ...emitting, ...(version === oldestTypescript && { erasableSyntaxOnly: undefined }) };
      const files = ["caretype.ts", "use-patients.ts", "calls.ts", "hooks.ts"];
      expect(await typeErrors(shared, { files, options, version })).toEqual([]);
      // Imports name the package, not a file in it.
      const declared = await readFile(join(shared, name, "calls.d.ts"), "utf8");
      const specifiers = new Set(Array.from(declared.matchAll(/import\("([^"]+)"\)/g), ([, from]) => from));
      expect([...specifiers].filter((from) => !/^@(?:caretype\/client|trpc\/)/.test(String(from)))).toEqual(
        [],
      );
      expect(declared).toContain("list: () => Promise<");
    },
  );
});
