import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { emitTypes, writePackage, writeTypes } from "@caretype/client/write-package";
import { build, type Plugin } from "esbuild";
import { writeContract } from "./write-contract.ts";

// `node build.ts [folder]` writes the published package: the server, the API, the database and the kit in bundles,
// the mock for browsers, the types of both, and the migrations. Other packages remain dependencies. The workspace
// itself uses the sources.

const root = import.meta.dirname;
const workspace = join(root, "../..");
const dist = join(root, "dist");
const out = resolve(process.argv[2] ?? dist);

/** Entry points, with their file in `src`. */
const entries = {
  ".": "kit/start-backend",
  "./global-setup": "kit/global-setup",
  "./mock": "mock/mock-backend",
};
const { "./mock": mock, ...kit } = entries;
/** Entry points of threads. `createPasswords` and hashes name them by their files. */
const threads = {
  worker: "../identity/src/credential/password/worker.ts",
  "verify-django-hash": "../coming-from-django/src/password/verify-django-hash.ts",
  strength: "../identity/src/credential/password/strength.ts",
};
/** Peer dependencies, so that their types are the kit's. */
const client = "@caretype/client";
/** Packages inside the bundles. */
const bundled = [
  "api",
  "chart",
  "cli",
  "coming-from-django",
  "core",
  "db",
  "identity",
  "import",
  "postgres",
  "scheduling",
  "server",
  "test-database",
].map((name) => `@caretype/${name}`);

type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** Bundles our own packages only. Rewrites names of threads to their bundles. */
const onlyOurs: Plugin = {
  name: "only-ours",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      bundled.includes(packageOf(path)) || path === `${client}/csv-cells`
        ? undefined
        : { path, external: true },
    );
    onLoad({ filter: /password\/(?:hashing|django-hash)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/(new URL\("\.\/[\w-]+)\.ts"/g, '$1.js"'),
      loader: "ts",
    }));
  },
};

/** The mock's contract becomes data and schemas, so that a browser loads no router. */
const contractAsCode: Plugin = {
  name: "contract-as-code",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(@caretype\/client|zod)$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /mock\/contract\.ts$/ }, async () => ({
      contents: await writeContract(),
      loader: "js",
    }));
  },
};

/** Without Node's modules, which esbuild rejects for a browser. */
async function bundleMock() {
  await build({
    absWorkingDir: root,
    entryPoints: [`src/${mock}.ts`],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: join(out, "lib"),
    plugins: [contractAsCode],
  });
}

/** Writes the bundles, and returns the packages that they import. */
async function bundle(): Promise<Set<string>> {
  const sources = Object.fromEntries(
    Object.values(kit).map((source) => [basename(source), `src/${source}.ts`]),
  );
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...sources, ...threads },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    metafile: true,
    outdir: join(out, "lib"),
    plugins: [onlyOurs],
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const names = imports.filter(({ external, path }) => external && !path.startsWith("node:"));
  return new Set(names.map(({ path }) => packageOf(path)));
}

/** A backend of the kit loads none of these: it has no buckets, exports no traces, and serves no API reference. */
const unused = /^@(aws-sdk|opentelemetry|scalar)\//;

/** The workspace's versions as ranges. `catalog:` refers to pnpm-workspace.yaml. */
function dependenciesOf(names: Set<string>) {
  const sources = [
    root,
    ...globSync(["packages/*/package.json", "apps/server/package.json"], { cwd: workspace }).map((file) =>
      join(workspace, dirname(file)),
    ),
  ];
  const installed = (name: string) => {
    const source = sources.find((folder) => name in (manifestIn(folder).dependencies ?? {}));
    if (!source) throw new Error(`A bundle imports ${name}, which no package of ours depends on`);
    return `^${manifestIn(join(source, "node_modules", name)).version}`;
  };
  const others = [...names].filter((name) => name !== client && !unused.test(name)).sort();
  return Object.fromEntries(others.map((name) => [name, installed(name)]));
}

function writeManifest(names: Set<string>) {
  writePackage(root, out, {
    name: "@caretype/testing",
    engines: { node: ">=24" },
    files: ["lib", "migrations"],
    exports: Object.fromEntries(
      Object.entries(entries).map(([path, source]) => [
        path,
        { types: `./lib/${basename(source)}.d.ts`, default: `./lib/${basename(source)}.js` },
      ]),
    ),
    dependencies: dependenciesOf(names),
    peerDependencies: { [client]: `^${manifestIn(join(root, "../client")).version}` },
    optionalDependencies: manifestIn(join(root, "../postgres")).optionalDependencies,
  });
}

/** The types may import the client. */
function writeKitTypes() {
  const emitted = mkdtempSync(join(tmpdir(), "caretype-testing-types-"));
  try {
    emitTypes(root, emitted);
    const typesOf = (source: string) =>
      readFileSync(join(emitted, "packages/testing/src", `${source}.d.ts`), "utf8");
    writeTypes(join(out, "lib"), { entries: Object.values(entries), typesOf, libraries: [client] });
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

if (out === dist) rmSync(dist, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeManifest(await bundle());
await bundleMock();
writeKitTypes();
const migrations = join(root, "../db/migrations");
// Includes the journal, which orders the migrations. Snapshots serve only to generate new ones.
for (const name of readdirSync(migrations, { recursive: true, encoding: "utf8" }))
  if (name.endsWith(".sql") || name.endsWith("_journal.json"))
    cpSync(join(migrations, name), join(out, "migrations", name), { recursive: true });
