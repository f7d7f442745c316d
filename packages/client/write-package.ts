import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

type Manifest = { name: string; [field: string]: unknown };

const workspace = join(import.meta.dirname, "../..");

/** Writes a published package's manifest, README and licence. */
export function writePackage(root: string, out: string, { name, ...fields }: Manifest): void {
  const { version, description, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { stdout } = spawnSync("git", ["remote", "get-url", "origin"], { cwd: root, encoding: "utf8" });
  const manifest = {
    name,
    version,
    description,
    license,
    ...addresses(stdout ?? "", `packages/${basename(root)}`),
    type: "module",
    ...fields,
    publishConfig: { access: "public" },
  };
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(root, "README.md"), join(out, "README.md"));
  cpSync(join(workspace, "LICENSE"), join(out, "LICENSE"));
}

/** Writes tsc's declarations for a package's `tsconfig.build.json`. */
export function emitTypes(root: string, folder: string): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const project = ["-p", join(root, "tsconfig.build.json"), "--outDir", folder];
  // With several threads, TypeScript 7.0.2 silently omits some files, different ones each time.
  // `verify` checks these sources. Skipping the check halves the time.
  const args = [tsc, ...project, "--singleThreaded", "--noCheck"];
  execFileSync(process.execPath, args, { stdio: "inherit" });
}

type Types = {
  entries: readonly string[];
  typesOf: (source: string) => string;
  /** Allowed imports, besides files of the same folder. */
  libraries: readonly string[];
};

/** Writes the types of the entries and of their direct and indirect imports. */
export function writeTypes(lib: string, { entries, typesOf, libraries }: Types): void {
  const sources = new Set(entries);
  for (const source of sources) {
    const types = typesOf(source);
    // Examples in comments import the published names.
    const code = types.replaceAll(/^ *\*.*$/gm, "");
    for (const [, from = ""] of code.matchAll(/\b(?:from |import\()"([^"]*)"/g)) {
      const [, file] = /^\.\/([\w-]+)\.ts$/.exec(from) ?? [];
      if (file) sources.add(join(dirname(source), file));
      else if (!libraries.includes(from)) throw new Error(`${source}.d.ts imports ${from}`);
    }
    const published = types.replaceAll(/"(\.\/[\w-]+)\.ts"/g, '"$1.js"');
    writeFileSync(join(lib, `${basename(source)}.d.ts`), published);
  }
}

/** The package's source repository: this clone's origin, if it has a web page. */
export function addresses(origin: string, directory: string) {
  const [, host, path] =
    /^(?:https:\/\/|ssh:\/\/git@|git@)([\w-]+(?:\.[\w-]+)+)[/:](\S+?)(?:\.git)?\s*$/.exec(origin) ?? [];
  if (path === undefined) return {};
  const page = `https://${host}/${path}`;
  return {
    repository: { type: "git", url: `git+${page}.git`, directory },
    homepage: `${page}#readme`,
    bugs: { url: `${page}/issues` },
  };
}
