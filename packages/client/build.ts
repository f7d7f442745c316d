import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { clinicalTypes, errorDefinitions, permissions, recordKinds } from "@caretype/api";
import { eventTypes } from "@caretype/core/kernel/event/events";
import { restDialects } from "@caretype/core/kernel/field/dialect";
import { build } from "esbuild";
import { withNames } from "./published-types.ts";
import { emitTypes, writePackage, writeTypes } from "./write-package.ts";

// `node build.ts [folder]` writes the published package: the code in one file, and its types. The workspace itself
// uses the sources.

const root = import.meta.dirname;
const dist = join(root, "dist");
const out = resolve(process.argv[2] ?? dist);
const lib = join(out, "lib");
const emitted = mkdtempSync(join(tmpdir(), "caretype-client-types-"));

const read = (file: string) => readFileSync(join(emitted, file), "utf8");

const ofFeature = /import\("(@caretype\/[\w/-]+\/schema|\.\/[\w/-]+\/schema\.ts)"\)\.(\w+)/g;
/** tsc's output for a file that the router's types import. */
const emittedAs = (name: string) =>
  name.startsWith(".")
    ? name.replace(".", "api/src").replace(/ts$/, "d.ts")
    : name.replace(/^@caretype\/([\w-]+)\//, "$1/src/").concat(".d.ts");

/** Returns the types that outputs refer to by name, and the types of the same file that these use. */
function namedTypes(router: string): string[] {
  const statements = new Map<string, string>();
  const add = (file: string, name: string) => {
    const statement = new RegExp(`^export type ${name}\\b[^]*?;\\n(?![\\s}])`, "m").exec(read(file))?.[0];
    if (!statement || statement === statements.get(name)) return;
    if (statements.has(name)) throw new Error(`Two published types are named ${name}`);
    if (statement.includes("z.")) throw new Error(`The published type ${name} must not use zod`);
    statements.set(name, statement);
    for (const [part = ""] of statement.matchAll(/\b[A-Z]\w+/g)) add(file, part);
  };
  for (const [, feature = "", name = ""] of router.matchAll(ofFeature)) add(emittedAs(feature), name);
  return [...statements.values()];
}

/** Types of ids, which tsc names by their package. */
const ofIds = /import\("@caretype\/db\/ids"\)\.(\w+)/g;
const ids = () =>
  readFileSync(join(root, "../db/src/ids.ts"), "utf8")
    .replace(/^\/\/.*\n/gm, "")
    .trimStart();

/** Types that are published under their own names. */
const named =
  /import\("(?:@caretype\/(?:api|core\/kernel\/error\/[\w-]+)|\.\/(?:domain-error|definitions)\.ts)"\)\.(\w+)/g;

/** Returns the error shape from the server's code, its only definition. */
function errorShape(): string {
  const [, shape] =
    /function errorShape\(.*?\): (\{\n[\s\S]*?\n\});\n/.exec(read("core/src/kernel/error/shape.d.ts")) ?? [];
  if (!shape) throw new Error("tsc's output for the error shape has a format that this script does not know");
  return shape.replaceAll(named, "$1");
}

/** In tsc's order. */
const unionOf = (names: readonly string[]) =>
  names
    .toSorted()
    .map((name) => JSON.stringify(name))
    .join(" | ");

/** Replaces `@caretype/api`: the router's type without the server's context, and the errors' details. */
function apiTypes(): string {
  // The expanded features. `AppRouter` itself refers to unpublished files.
  const spelledOut =
    /^(?:import type .* from "@trpc\/server"|export declare const appRouter: [\s\S]*?\n}>+);\n/gm;
  const router = Array.from(read("api/src/router.d.ts").matchAll(spelledOut), ([statement]) => statement)
    .join("")
    .replaceAll(/import\("@caretype\/core\/[\w/-]+"\)\.(RequestContext|ProcedureMeta)\b(?:<[^>]*>)?/g, "{}")
    .replaceAll(named, "$1")
    .replace("export declare const", "declare const");
  const carried = /^(?:\/\*\* .* \*\/\n)?export type \w+ = [\s\S]*?;\n(?![\s}])/gm;
  const parts = [
    ids(),
    ...Array.from(
      read("core/src/kernel/error/domain-error.d.ts").matchAll(carried),
      ([statement]) => statement,
    ),
    `export type ErrorShape = ${errorShape()};\n${namedTypes(router).join("")}`,
    `/** The kinds of records with a list. */\nexport type DeclaredKind = ${unionOf(Object.keys(recordKinds))};\n`,
    `export type ErrorCode = ${unionOf(Object.keys(errorDefinitions))};\nexport type Permission = ${unionOf(permissions)};\n`,
    `/** The types of events, such as \`patient.created\`. */\nexport type EventType = ${unionOf(eventTypes())};\n`,
    router.replaceAll(ofFeature, "$2"),
  ];
  const types = parts
    .join("")
    .replaceAll(ofIds, "$1")
    .replaceAll(/\bimport\("[^"]*\/permissions(?:\.ts)?"\)\.Permission\b/g, "Permission")
    .replaceAll(/\bimport\("[^"]*\/event\/events(?:\.ts)?"\)\.EventType\b/g, "EventType")
    .replaceAll(/\bimport\("[^"]*\/dialect"\)\.RestDialect\b/g, unionOf(restDialects))
    .replaceAll(/\bClinicalType\b/g, unionOf(clinicalTypes));
  return withNames(types);
}

/** Without `export {}`, all types of a file are exported implicitly. Declarations of users name them. */
const typesOf = (name: string) =>
  name === "api"
    ? apiTypes()
    : read(`client/src/${name}.d.ts`)
        .replace(/^export \{\};\n/m, "")
        .replaceAll(ofIds, 'import("./api.ts").$1')
        .replaceAll('"@caretype/api"', '"./api.ts"');

const entries = ["index", "react-query", "import", "csv"];
const libraries = [
  "@trpc/client",
  "@trpc/server",
  "@trpc/tanstack-react-query",
  "@tanstack/react-query",
  "papaparse",
];

try {
  // Inputs and outputs are expanded, without zod or the tables.
  emitTypes(root, emitted);
  if (out === dist) rmSync(dist, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  writeTypes(lib, { entries, typesOf, libraries });
} finally {
  rmSync(emitted, { recursive: true });
}
await build({
  absWorkingDir: root,
  entryPoints: entries.map((name) => `src/${name}.ts`),
  bundle: true,
  format: "esm",
  target: "es2022",
  external: libraries,
  outdir: lib,
  // Includes the sources, which the package otherwise lacks.
  sourcemap: "linked",
});
for (const name of entries) nameSources(join(lib, `${name}.js.map`));

/** Source paths relative to the package. esbuild writes them relative to the output folder. */
function nameSources(file: string) {
  const map: { sources: string[] } = JSON.parse(readFileSync(file, "utf8"));
  const sources = map.sources.map((source) =>
    source.replace(/^.*\/(?=src\/[\w-]+\.ts$|node_modules\/)/, "../"),
  );
  writeFileSync(file, JSON.stringify({ ...map, sources }));
}

const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
writePackage(root, out, {
  name: "@caretype/client",
  sideEffects: false,
  engines: { node: ">=20.3" },
  files: ["lib"],
  exports: {
    ...Object.fromEntries(
      entries.map((name) => [
        name === "index" ? "." : `./${name}`,
        { types: `./lib/${name}.d.ts`, default: `./lib/${name}.js` },
      ]),
    ),
    // Inferred types may name any of them, so a user's declarations need a path to it.
    "./types/*": { types: "./lib/*.d.ts" },
  },
  dependencies,
  peerDependencies,
  peerDependenciesMeta,
});
