import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writePackage } from "@caretype/client/write-package";
import { build, type Plugin } from "esbuild";
import { features } from "./src/feature-names.ts";
import { procedureDefinitions } from "./src/procedure-definitions.ts";

// `node build.ts [folder]` writes the published package, `caretype`: the program and its libraries in a bundle. So `npx`
// installs one package, and on Node 20, too: two of the libraries run there, but say that they do not. The workspace itself
// uses the sources.

const root = import.meta.dirname;
const dist = join(root, "dist");
const out = resolve(process.argv[2] ?? dist);

/** The procedures become data, so that the bundle has neither the router nor its schemas. */
const definitionsAsData: Plugin = {
  name: "definitions-as-data",
  setup({ onLoad }) {
    const byFeature = Object.fromEntries(features.map(({ name }) => [name, procedureDefinitions(name)]));
    onLoad({ filter: /src\/procedure-definitions\.ts$/ }, () => ({
      contents: `const byFeature = ${JSON.stringify(byFeature)};
        export const procedureDefinitions = (feature) => byFeature[feature];`,
      loader: "js",
    }));
  },
};

/** Writes the bundle, and returns the files that it consists of. */
async function bundle(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    bundle: true,
    // A command loads only what it needs.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Some libraries are CommonJS.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    metafile: true,
    outdir: join(out, "lib"),
    plugins: [definitionsAsData],
  });
  return Object.keys(metafile.inputs);
}

/** Returns the licences of the libraries in the bundle. They ask for this in each copy. */
function licencesOf(files: readonly string[]): string {
  const folders = new Set(
    files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []),
  );
  const texts = Array.from(folders, (folder) => {
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${folder} has no licence`);
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    return `${name}\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
  });
  return texts.sort().join(`\n${"-".repeat(80)}\n\n`);
}

if (out === dist) rmSync(dist, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "LICENSES"), licencesOf(await bundle()));
writePackage(root, out, {
  name: "caretype",
  engines: { node: ">=20.4" },
  files: ["lib", "LICENSES"],
  bin: { caretype: "lib/main.js" },
});
