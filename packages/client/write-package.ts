import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

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
