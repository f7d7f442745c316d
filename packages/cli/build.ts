import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writePackage } from "@caretype/client/write-package";
import { build, type Plugin } from "esbuild";
import { features } from "./src/feature-names.ts";
import { procedureDefinitions } from "./src/procedure-definitions.ts";

// `node build.ts [folder]` writes the published package `caretype`: the program, bundled with its libraries. So `npx`
// installs one package. It also runs on Node 20: two of the libraries work there, but declare otherwise. The
// workspace itself uses the sources.

const root = import.meta.dirname;
const dist = join(root, "dist");
const out = resolve(process.argv[2] ?? dist);

/** Procedures become data, so that the bundle contains neither the router nor its schemas. */
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

/** Writes the bundle, and returns its source files. */
async function bundle(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    bundle: true,
    // Code splitting: a command loads only its own modules.
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

/** Returns the licences of the bundled libraries, which each copy must include. */
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
