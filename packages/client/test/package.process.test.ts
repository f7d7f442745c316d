import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { appRouter } from "@caretype/api";
import { parseSync, Visitor } from "oxc-parser";
// TypeScript 7 has no API for tools yet.
import typescript from "typescript-6";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitionOf } from "../published-schemas.ts";
import * as source from "../src/index.ts";
import { installPacked, newestTypescript, oldestTypescript, typeErrors } from "./packed-project.ts";

// The published package: built, packed, and unpacked in a project without our other packages.

const root = fileURLToPath(new URL("..", import.meta.url));
const workspace = join(root, "../..");

let user: string;
let lib: string;

beforeAll(async () => {
  user = await installPacked();
  lib = join(user, "node_modules/@caretype/client/lib");
});

afterAll(() => rm(user, { recursive: true }));

/** The fields of records, inputs and answers, without those of the router's own types. */
function fieldsWithoutComment(types: string): string[] {
  const { program } = parseSync("api.d.ts", types);
  const found: string[] = [];
  let fields = 0;
  const visitor = new Visitor({
    TSPropertySignature({ start, end, typeAnnotation }) {
      const [before, field] = [types.slice(0, start).trimEnd(), types.slice(start, end)];
      const isFeature =
        typeAnnotation?.typeAnnotation.type === "TSTypeLiteral" && /: (?:Query|Mutation)</.test(field);
      const isBuilder = /^type (?:Root|Query|Mutation)\b/.test(
        before.slice(before.lastIndexOf("\ntype ") + 1),
      );
      if (isFeature || field.startsWith('readonly "~id"') || (isBuilder && !before.includes("AppRouter")))
        return;
      fields += 1;
      if (!before.endsWith("*/")) found.push(field);
    },
  });
  visitor.visit(program);
  expect(fields).toBeGreaterThan(1_000);
  return found;
}

describe("the packed package", () => {
  it("has the code in one file per entry, its types, the licence and the README", async () => {
    const files = await readdir(join(lib, ".."));
    expect(files.sort()).toEqual(["LICENSE", "README.md", "lib", "package.json"]);
    const built = await readdir(lib);
    const code = ["csv.js", "import.js", "index.js", "react-query.js"];
    expect(built.filter((file) => !file.endsWith(".d.ts")).sort()).toEqual(
      code.flatMap((file) => [file, `${file}.map`]),
    );
    const manifest = JSON.parse(await readFile(join(lib, "../package.json"), "utf8"));
    // Ranges, so that an app has one tRPC. They begin with the tested version.
    const { version } = JSON.parse(
      await readFile(join(root, "node_modules/@trpc/client/package.json"), "utf8"),
    );
    expect(manifest.dependencies).toEqual({
      "@trpc/client": `^${version}`,
      "@trpc/server": `^${version}`,
      papaparse: "^5.7.1",
    });
    expect(manifest).toMatchObject({ engines: { node: ">=20.3" }, sideEffects: false, license: "MIT" });
  });

  it("has source maps with the client's own sources, and no others", async () => {
    for (const file of (await readdir(lib)).filter((name) => name.endsWith(".js"))) {
      expect(await readFile(join(lib, file), "utf8")).toContain(`//# sourceMappingURL=${file}.map`);
      const map: { sources: string[]; sourcesContent: string[] } = JSON.parse(
        await readFile(join(lib, `${file}.map`), "utf8"),
      );
      expect(map.sources.length).toBeGreaterThan(0);
      const others = map.sources.filter((source) => !/^\.\.\/src\/[\w-]+\.ts$/.test(source));
      expect(others).toEqual([]);
      expect(map.sourcesContent).toHaveLength(map.sources.length);
      expect(JSON.stringify(map)).not.toContain(workspace);
    }
  });

  it("contains nothing of the server", async () => {
    const server = /drizzle|postgres|fastify|bcrypt|piscina|zod|jose|node:|RequestContext|DomainError/i;
    const workspaces = /@caretype\/(?!client)|\.ts"|packages\//;
    // Source maps contain comments and type imports that the code lacks.
    for (const file of (await readdir(lib)).filter((name) => !name.endsWith(".map"))) {
      const text = await readFile(join(lib, file), "utf8");
      expect(text, file).not.toMatch(server);
      expect(text, file).not.toMatch(workspaces);
      expect(text, file).not.toContain(workspace);
      expect(text, file).not.toContain(tmpdir());
      expect(text, file).not.toMatch(/[:<|&[(=]\s*any\b/);
    }
  });

  it("documents procedures and their fields in its types", async () => {
    const types = await readFile(join(lib, "api.d.ts"), "utf8");
    const lines = types.split("\n");
    const procedures = lines.flatMap((line, index) =>
      /^\t+\w+: (?:Query|Mutation)</.test(line) ? [index] : [],
    );
    expect(procedures.length).toBeGreaterThan(40);
    const unexplained = procedures.filter((index) => !/^\t*\/\*\* .* \*\/$/.test(lines[index - 1] ?? ""));
    expect(unexplained.map((index) => lines[index])).toEqual([]);
    expect(types).toMatch(/\/\*\* The `version` of the record .* \*\/\n\t*expectedVersion: number \| "any";/);
    expect(types).toMatch(
      /\/\*\* In whole years, today in the practice's time zone\. \*\/\n\t*age: number \| null;/,
    );
    expect(fieldsWithoutComment(types)).toEqual([]);
  });

  it("exports what the sources do", async () => {
    const built = await import(pathToFileURL(join(lib, "index.js")).href);
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
    expect(built.createClient({ url: "" }).patient.list.query).toBeTypeOf("function");
    const { createQueryOptions } = await import(pathToFileURL(join(lib, "react-query.js")).href);
    const api = createQueryOptions({ client: built.createClient({ url: "" }), queryClient: {} });
    expect(api.patient.list.queryKey()).toEqual([["patient", "list"], { type: "query" }]);
  });

  it("has a README that leads to nothing outside of the package", async () => {
    const readme = await readFile(join(lib, "../README.md"), "utf8");
    const packed = await readdir(join(lib, ".."), { recursive: true });
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
    expect(links.filter((to) => !/^(?:https:|#)/.test(to) && !packed.includes(to))).toEqual([]);
    // Excludes the code, whose first line names its file for our tests.
    const sentences = readme.replaceAll(/^```[\s\S]*?^```$/gm, "").split(/(?<=[.:])\s+/);
    const paths = sentences.filter((sentence) => /`(?:packages|apps|docs)\//.test(sentence));
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((sentence) => !/\bin\s+the\s+repository\b/i.test(sentence))).toEqual([]);
  });
});

/** An editor with a user's file open. */
function editorOf(text: string) {
  const file = join(user, "shown.ts");
  const options = {
    strict: true,
    module: typescript.ModuleKind.ESNext,
    target: typescript.ScriptTarget.ES2022,
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
    types: [],
  };
  const { sys } = typescript;
  const service = typescript.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : sys.readFile(name);
      return content === undefined ? undefined : typescript.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => user,
    getCompilationSettings: () => options,
    getDefaultLibFileName: typescript.getDefaultLibFilePath,
    fileExists: (name) => name === file || sys.fileExists(name),
    readFile: sys.readFile,
    directoryExists: sys.directoryExists,
    ...(sys.realpath && { realpath: sys.realpath }),
  });
  return { service, file };
}

/** Returns hovers at these positions of a user's file. */
function hoversIn(text: string, positions: readonly number[]): string[] {
  const { service, file } = editorOf(text);
  return positions.map((position) => {
    const { displayParts } = service.getQuickInfoAtPosition(file, position) ?? {};
    return typescript.displayPartsToString(displayParts).replaceAll(/\s+/g, " ");
  });
}

/** Returns hovers for names in a user's file, and the definition of `word`. */
function shownIn(text: string, names: readonly string[], word: string) {
  const { service, file } = editorOf(text);
  const positions = names.map((name) => text.search(new RegExp(`\\b${name}\\b`)));
  const [found] = service.getDefinitionAtPosition(file, text.indexOf(word)) ?? [];
  return {
    shown: hoversIn(text, positions),
    definition: `${found?.containerName}.${found?.name} in ${found?.fileName.split("/").at(-1)}`,
  };
}

describe("its types", () => {
  it("are short in an editor, with TanStack Query and in errors, too", () => {
    const text = [
      'import { createClient, isErrorCode, isErrorOf, type Observation, type PatientId, patientId, type RouterErrors, type RouterInputs, type RouterOutputs } from "@caretype/client";',
      'import { fromCsv, readCsv, toCsv } from "@caretype/client/csv";',
      'import { runImport, uploadImport } from "@caretype/client/import";',
      'import { createQueryOptions } from "@caretype/client/react-query";',
      'import { QueryClient, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";',
      'const client = createClient({ url: "" });',
      "const queryClient = new QueryClient();",
      "const api = createQueryOptions({ client, queryClient });",
      "declare const id: PatientId;",
      'type Named = [/*h*/RouterInputs["patient"], /*h*/RouterOutputs["patient"], /*h*/RouterErrors["patient"]];',
      "declare const caught: unknown;",
      "const byId = api.patient.byId./*h*/queryOptions({ id });",
      "const list = api.appointment.list./*h*/queryOptions();",
      "const created = api.patient.create./*h*/mutationOptions();",
      "const next = { getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor };",
      "const pages = api.patient.list./*h*/infiniteQueryOptions({ limit: 5 }, next);",
      "const key = api.patient.byId./*h*/queryKey({ id });",
      "const filter = api.patient.list./*h*/queryFilter();",
      "const mutationKey = api.patient.create./*h*/mutationKey();",
      "const path = api.patient./*h*/pathFilter();",
      "/*h*/byId; /*h*/list; /*h*/created; /*h*/pages; /*h*/key; /*h*/filter;",
      "const { data: /*h*/patient, error: /*h*/readError } = useQuery(byId);",
      "const { data: /*h*/read } = useInfiniteQuery(pages);",
      "const { mutate: /*h*/create, error: /*h*/createError } = useMutation(created);",
      "const status = readError?./*h*/status;",
      'if (isErrorCode(caught, "PATIENT_NOT_FOUND")) caught./*h*/data;',
      'if (isErrorCode(caught, "INVALID_INPUT")) caught.data./*h*/errors;',
      'if (isErrorCode(caught, "STALE_VERSION")) caught.data./*h*/requestId;',
      'if (isErrorCode(caught, "PERMISSION_DENIED")) caught.data./*h*/permission;',
      'if (isErrorOf(caught, "room.create")) caught./*h*/message;',
      "const { items: /*h*/found } = await client.patient.list./*h*/query();",
      "client./*h*/patient; client.patient./*h*/list; client.patient./*h*/byId; client./*h*/account;",
      "client.patient.list./*h*/pages; client.patient.history./*h*/pages; client.appointment./*h*/book;",
      "api./*h*/patient; api.patient./*h*/list; api.patient./*h*/history; api./*h*/account; api.account./*h*/me;",
      'if (isErrorCode(caught, "STALE_VERSION")) caught./*h*/data;',
      'if (isErrorCode(caught, "STALE_VERSION") && caught.data.currentKind === "patient") caught.data./*h*/current;',
      'if (isErrorCode(caught, "SLOT_TAKEN", "POSSIBLE_DUPLICATE")) caught./*h*/data;',
      'if (/*h*/isErrorOf(caught, "appointment.book")) /*h*/caught./*h*/data;',
      'if (isErrorOf(caught, "patient.update")) caught./*h*/data;',
      'if (isErrorOf(caught, "patient.remove")) caught./*h*/data;',
      'if (isErrorCode(caught, "STALE_VERSION")) { caught.data./*h*/current; caught.data./*h*/currentKind; }',
      'if (isErrorCode(caught, "STALE_VERSION", "NOT_YET")) /*h*/caught./*h*/data;',
      "const update = useMutation(api.patient.update.mutationOptions({",
      "  /*h*/onMutate: async (/*h*/input) => ({ id: input.id }),",
      "  /*h*/onSuccess: (/*h*/saved) => saved,",
      "  /*h*/onError: (error, /*h*/sent, /*h*/context) => { error./*h*/data; context?./*h*/id; },",
      "  /*h*/onSettled: (saved, /*h*/failed) => failed,",
      "}));",
      "update./*h*/variables; update./*h*/mutate; update./*h*/mutateAsync; update./*h*/context;",
      "useMutation(api.patient.create.mutationOptions({ /*h*/onError: (/*h*/error) => error }));",
      "const { data: count } = useQuery(api.patient.list./*h*/queryOptions({}, { select: (/*h*/page) => page.items.length }));",
      "/*h*/count; api.patient.list./*h*/infiniteQueryFilter(); client.account./*h*/me; client.account./*h*/update;",
      'client.patient.list.query({ /*h*/q: "", /*h*/sort: "name", /*h*/unassigned: true });',
      "useMutation(api.patient.update.mutationOptions({",
      "  async /*h*/onMutate(/*h*/input) {",
      "    const before = queryClient.getQueryData(api.patient.byId.queryKey({ id: input.id }));",
      "    return { /*h*/before, input };",
      "  },",
      "  onError: (_, __, /*h*/kept) => kept?./*h*/before,",
      "}));",
      'if (isErrorOf(caught, "room.create")) caught.data./*h*/code;',
      'if (isErrorOf(caught, "appointment.reschedule")) caught.data./*h*/code;',
      "declare const observation: Observation;",
      "observation./*h*/value; if (observation.value) observation./*h*/value; observation./*h*/components;",
      'const table = { fileName: "a.csv", columns: ["id", "name", "gender"] } as const;',
      "const csv = await /*h*/toCsv(client.patient.list.pages(), table);",
      "csv./*h*/rows; csv./*h*/columns;",
      "declare const file: File;",
      'const back = await /*h*/fromCsv(file, { name: "text" }); back[0]?./*h*/name;',
      "const tables = [await /*h*/readCsv(file)];",
      'const mapping = { name: "Name", gender: "Sex" };',
      'const begun = { format: "table", /*h*/records: "patient", tables, table: { /*h*/mapping } } as const;',
      "const upload = await /*h*/uploadImport(client, begun);",
      "const ran = await /*h*/runImport(client, upload, { /*h*/onProgress: (/*h*/progress) => progress./*h*/stage });",
      "ran./*h*/problems; ran./*h*/result; ran./*h*/state; ran./*h*/progress; ran./*h*/records; ran./*h*/table;",
      ...Object.keys(appRouter._def.procedures)
        .filter((path) => !/^account|^passkey\.login/.test(path))
        .map((path) =>
          definitionOf(appRouter, path).type === "query"
            ? `client.${path}./*h*/query; api.${path}./*h*/queryOptions; api.${path}./*h*/queryFilter;`
            : `client.${path}./*h*/mutate; api.${path}./*h*/mutationOptions();`,
        ),
    ].join("\n");
    const hovers = hoversIn(
      text,
      Array.from(text.matchAll(/\/\*h\*\//g), ({ index }) => index + 5),
    );
    expect(hovers.length).toBeGreaterThan(500);
    expect(hovers.filter((hover) => hover.length > 150 || /\bany\b/.test(hover))).toEqual([]);
    expect(hovers).toEqual(
      expect.arrayContaining([
        "(method) queryOptions(input: { id: PatientId; }): Query<Patient> (+4 overloads)",
        "const readError: CallError | null",
        "(property) permission: Permission | null",
        '(property) patient: FeatureProcedures<"patient">',
        "(property) list: ListProcedure<PatientListInput | undefined, PatientPage, Patient>",
        "(property) current: Patient",
        "(property) current: CurrentRecord<CurrentKind>",
        "(property) currentKind: CurrentKind",
        '(property) code: "APPOINTMENT_STATE" | "INVALID_INPUT" | "STALE_VERSION" | OwnCode<"appointment.reschedule">',
        "(property) onError?: OnError<PatientCreateInput, unknown> | undefined",
        "const count: number | undefined",
        "(property) Observation.value: ObservationValue | null",
        "(property) ImportUpload.result: ImportUploadResult | null",
      ]),
    );
  });

  it("have the names of the records in an editor, which finds their definitions", () => {
    const text = [
      'import { createClient } from "@caretype/client";',
      'const caretype = createClient({ url: "" });',
      "const { items } = await caretype.patient.list.query();",
      "const read = caretype.patient.byId.query;",
      "const find = caretype.appointment.list.query;",
      "const age = items[0]?.dateOfBirthApproximate;",
    ].join("\n");
    expect(shownIn(text, ["items", "read", "find"], "dateOfBirthApproximate")).toEqual({
      shown: [
        "const items: Patient[]",
        "const read: (input: { id: PatientId; }, options?: CallOptions) => Promise<Patient>",
        "const find: (input?: AppointmentListInput | undefined, options?: CallOptions) => Promise<Page<Appointment>>",
      ],
      definition: "Patient.dateOfBirthApproximate in api.d.ts",
    });
  });

  it.each([
    ["bundler", {}, newestTypescript],
    ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }, newestTypescript],
    // The README's oldest supported version. It does not know this option.
    ["TypeScript 5.7", { erasableSyntaxOnly: undefined }, oldestTypescript],
  ])(
    "compile in a user's project, also with library checks, and reject errors (%s)",
    async (_, options, version) => {
      const examples = ["browser.ts", "errors.ts", "ids.ts", "over.ts"];
      for (const file of examples) await cp(join(root, "examples", file), join(user, file));
      for (const file of ["caretype.ts", "use-patients.ts"]) {
        await cp(join(workspace, "apps/docs/examples/react-page/src", file), join(user, file));
        examples.push(file);
      }
      const wrong = [
        'import { type Doctor, isErrorCode, isErrorOf, type RouterOutputs } from "@caretype/client";',
        'import { caretype, firstPatients } from "./browser.ts";',
        "export const names = (await firstPatients()).items.map(({ nickname }) => nickname);",
        'export const created = caretype.patient.create.mutate({ name: "Jane Roe", gender: "F" });',
        'export const age: RouterOutputs["patient"]["byId"]["age"] = "41";',
        'export const missing = isErrorCode(null, "PATIENT_MISSING");',
        "export const read = ({ id }: Doctor) => caretype.patient.byId.query({ id });",
        'export const found = caretype.patient.byId.query({ id: "0198c0de-0000-7000-8000-000000000000" });',
        'export const stale = isErrorOf(null, "patient.byId", "STALE_VERSION");',
        'import { createTRPCClient } from "@trpc/client";',
        'import type { AppRouter } from "@caretype/client";',
        "export const own = createTRPCClient<AppRouter>({ links: [] }).patient.byId.mutate;",
      ];
      await writeFile(join(user, "wrong.ts"), wrong.join("\n"));
      const errors = await typeErrors(user, { files: [...examples, "wrong.ts"], options, version });
      expect(errors.map((line) => line.replace(/,\d+\): error (TS\d+): .*/, ") $1"))).toEqual([
        "wrong.ts(3) TS2339",
        "wrong.ts(4) TS2322",
        "wrong.ts(5) TS2322",
        "wrong.ts(6) TS2345",
        "wrong.ts(7) TS2322",
        "wrong.ts(8) TS2322",
        "wrong.ts(9) TS2345",
        "wrong.ts(12) TS2339",
      ]);
    },
  );

  it.each([
    ["7", newestTypescript],
    ["5.7", oldestTypescript],
  ])("say in 250 characters what is wrong in the options of a hook (TypeScript %s)", async (_, version) => {
    const wrong = [
      "create.mutationOptions({ onSucces: () => 1 })",
      "create.mutationOptions({ onSuccess: 1 })",
      'create.mutationOptions({ retry: "no" })',
      "create.mutationOptions({ mutationFn: () => 1 })",
      "create.mutationOptions({ onError: (error: string) => error })",
      "update.mutationOptions({ onMutate: 5 })",
      "update.mutationOptions({ onMutate: (input: string) => input })",
      "update.mutationOptions({ onMutate: () => 1, onErr: () => 1 })",
      "update.mutationOptions(5)",
      "list.queryOptions({}, { staleTim: 5 })",
      "list.queryOptions({}, { initialData: 5 })",
      "list.infiniteQueryOptions({}, { staleTim: 5 })",
      'list.queryFilter({ limit: "5" })',
      "list.infiniteQueryFilter({ limits: 5 }, {})",
    ];
    const head = [
      'import { createClient } from "@caretype/client";',
      'import { createQueryOptions } from "@caretype/client/react-query";',
      'import { QueryClient } from "@tanstack/react-query";',
      'const api = createQueryOptions({ client: createClient({ url: "" }), queryClient: new QueryClient() });',
    ];
    await writeFile(
      join(user, "hooks.ts"),
      [...head, ...wrong.map((call) => `api.patient.${call};`)].join("\n"),
    );
    const options = version === oldestTypescript ? { erasableSyntaxOnly: undefined } : {};
    const errors = await typeErrors(user, { files: ["hooks.ts"], options, version });
    expect(errors.map((error) => /^hooks\.ts\((\d+)/.exec(error)?.[1])).toEqual(
      wrong.map((_call, at) => String(head.length + at + 1)),
    );
    const texts = errors.map((error) => error.replace(/^.*?: error /, ""));
    expect(texts.filter((text) => text.length > 250)).toEqual([]);
  });

  it("are those of the sources, and another test shows that these have no any", async () => {
    const names =
      "RouterInputs RouterOutputs RouterErrors ErrorCode ErrorData FieldErrors Blocker Auth Client ClientOptions CaretypeError PatientId AnyId";
    const pairs = names.split(" ").map((name) => `Same<built.${name}, source.${name}>`);
    const same = [
      'import type * as built from "@caretype/client";',
      `import type * as source from ${JSON.stringify(join(root, "src/index.ts"))};`,
      "type Same<A, B> = (<V>() => V extends A ? 1 : 0) extends <V>() => V extends B ? 1 : 0 ? true : false;",
      `export const same: [${pairs.join(", ")}] = [${pairs.map(() => "true").join(", ")}];`,
      "export const other: Same<built.RouterInputs, source.RouterOutputs> = true;",
    ];
    await writeFile(join(user, "same.ts"), same.join("\n"));
    const typeRoots = [join(workspace, "node_modules/@types")];
    const options = { lib: ["ES2024", "DOM"], types: ["node"], typeRoots, skipLibCheck: true };
    const errors = await typeErrors(user, {
      files: ["same.ts"],
      options: { ...options, exactOptionalPropertyTypes: true },
    });
    expect(errors.map((line) => line.replace(/,\d+\).*/, ")"))).toEqual(["same.ts(5)"]);
  });
});
