import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";

/** Builds `/design`, which the console's own build leaves out, and serves it on a free port. */
export async function serveDesign(): Promise<{ port: number; close(): Promise<void> }> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const outDir = await mkdtemp(join(tmpdir(), "caretype-design-"));
  const remove = () => rm(outDir, { recursive: true, force: true });
  try {
    const shared = { root, logLevel: "error" } as const;
    const input = join(root, "design.html");
    await build({
      ...shared,
      mode: "design",
      build: { outDir, emptyOutDir: false, rolldownOptions: { input } },
    });
    const server = await preview({
      ...shared,
      build: { outDir },
      preview: { host: "127.0.0.1", port: 0, strictPort: true, proxy: {} },
    });
    const address = server.httpServer.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    return { port: address.port, close: () => server.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
