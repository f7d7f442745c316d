import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../copy-workspace.ts";

/** The packages that are published, by folder. */
const published = ["packages/cli", "packages/client", "packages/testing"];

type Manifest = {
  private?: unknown;
  publishConfig?: unknown;
  repository?: unknown;
  homepage?: unknown;
  bugs?: unknown;
};

/**
 * Returns what the manifests lack for npm, a line for each. Only who publishes knows the address of the repository. With
 * it, `provenance` proves from which commit a package was built. npm refuses a private package, and a scoped one is
 * published to everybody only with `access`.
 */
export function missingForNpm(
  manifests: ReadonlyMap<string, Manifest> = manifestsByFolder(),
): readonly string[] {
  return [...manifests].flatMap(([folder, manifest]) => {
    const { url, directory }: { url?: unknown; directory?: unknown } = Object(manifest.repository);
    const { access, provenance }: { access?: unknown; provenance?: unknown } = Object(manifest.publishConfig);
    const fields = {
      'repository.url ("git+https://…")': typeof url === "string" && url.startsWith("git+https://"),
      [`repository.directory (${JSON.stringify(folder)})`]: directory === folder,
      homepage: typeof manifest.homepage === "string",
      bugs: typeof manifest.bugs === "string" || typeof Object(manifest.bugs).url === "string",
      'publishConfig.access ("public")': access === "public",
      "publishConfig.provenance (true)": provenance === true,
    };
    const missing = Object.entries(fields).flatMap(([field, isSet]) => (isSet ? [] : [field]));
    const steps = [
      ...(manifest.private === true ? ['remove "private"'] : []),
      ...(missing.length > 0 ? [`set ${missing.join(", ")}`] : []),
    ];
    return steps.length === 0 ? [] : [`${folder}/package.json: ${steps.join("; ")}.`];
  });
}

const manifestsByFolder = () =>
  new Map(
    published.map((folder): [string, Manifest] => [
      folder,
      JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")),
    ]),
  );
