import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { repository } from "../copy-workspace.ts";

/** A release's server: its files by name, without libraries, and its newest migration. */
export type ServerBundle = { files: Record<string, string>; newestMigration: string };

/** Bundles this version's server as compressed JSON of a `ServerBundle`. `main.js` is its command line. */
export async function bundleServer(): Promise<Buffer> {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: {
      main: "apps/server/src/main.js",
      worker: "packages/identity/src/credential/password/worker.ts",
      "verify-django-hash": "packages/coming-from-django/src/password/verify-django-hash.ts",
      strength: "packages/identity/src/credential/password/strength.ts",
    },
    outdir: ".",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    write: false,
    plugins: [externalLibraries, bundledThreads],
  });
  const files = Object.fromEntries(
    outputFiles.map(({ path, text }) => [path.slice(repository.length + 1), text]),
  );
  const bundle: ServerBundle = { files, newestMigration: migrations().at(-1) ?? "" };
  return gzipSync(JSON.stringify(bundle), { level: 9 });
}

/** Oldest first. */
export const migrations = () =>
  readdirSync(join(repository, "packages/db/migrations"))
    .filter((file) => file.endsWith(".sql"))
    .toSorted();

const externalLibraries: Plugin = {
  name: "external-libraries",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@caretype/") ? undefined : { path, external: true },
    );
  },
};

/** A bundler does not follow the URL of a worker thread. */
const bundledThreads: Plugin = {
  name: "bundled-threads",
  setup({ onLoad }) {
    onLoad({ filter: /password[\\/](?:hashing|django-hash)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/(new URL\("\.\/[\w-]+)\.ts/g, "$1.js"),
      loader: "ts",
    }));
  },
};

export const serverFile = "server.json.gz";
