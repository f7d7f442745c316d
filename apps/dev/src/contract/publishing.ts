import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../copy-workspace.ts";

/** The packages that are published, by folder. */
const published = ["packages/client", "packages/testing"];

type Manifest = { name?: string; repository?: unknown; homepage?: unknown; bugs?: unknown };

/**
 * Returns what the manifests lack for npm, a line for each. Only who publishes knows the address of the repository. With
 * it, `npm publish --provenance` proves from which commit a package was built.
 */
export function missingForNpm(
  manifests: ReadonlyMap<string, Manifest> = manifestsByFolder(),
): readonly string[] {
  return [...manifests].flatMap(([folder, manifest]) => {
    const { url, directory }: { url?: unknown; directory?: unknown } = Object(manifest.repository);
    const fields = {
      'repository.url ("git+https://…")': typeof url === "string" && url.startsWith("git+https://"),
      [`repository.directory (${JSON.stringify(folder)})`]: directory === folder,
      homepage: typeof manifest.homepage === "string",
      bugs: typeof manifest.bugs === "string" || typeof Object(manifest.bugs).url === "string",
    };
    const missing = Object.entries(fields).flatMap(([field, isSet]) => (isSet ? [] : [field]));
    return missing.length === 0 ? [] : [`${folder}/package.json: set ${missing.join(", ")}.`];
  });
}

const manifestsByFolder = () =>
  new Map(
    published.map((folder): [string, Manifest] => [
      folder,
      JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")),
    ]),
  );
