import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The sizes of a bundle. */
export type BundleSize = { minifiedBytes: number; gzipBytes: number };

const benchFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Bundles a module with its dependencies, as a browser's build would. */
export async function bundleForBrowser(source: string): Promise<BundleSize> {
  const result = await build({
    stdin: { contents: source, resolveDir: benchFolder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("The bundle is empty.");
  return { minifiedBytes: file.contents.length, gzipBytes: gzipSync(file.contents).length };
}
