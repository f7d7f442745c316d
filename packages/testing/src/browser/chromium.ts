import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packed, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** For this the package brings Chromium along; elsewhere there is none. */
export const hasChromium = process.platform === "linux" && process.arch === "x64";

/**
 * A headless Chromium that takes `http://localhost` for a server of 127.0.0.1, which is a secure context on every port.
 * Unpacked for this one use, and gone with `close`.
 */
export async function startChromium(port: number): Promise<{ browser: Browser; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "caretype-chromium-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const browser = await withTemporaryFolder(folder, () => launch(folder, port));
    const close = () => browser.close().finally(remove);
    return { browser, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function launch(folder: string, port: number): Promise<Browser> {
  packed.setGraphicsMode = false;
  const [executablePath] = await Promise.all([packed.executablePath(), inflate(libraries)]);
  return chromium.launch({
    executablePath,
    // As root Chromium has no sandbox; it sees no page but ours.
    args: ["--no-sandbox", `--host-resolver-rules=MAP localhost:80 127.0.0.1:${port}`],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), HOME: folder, TMPDIR: folder },
  });
}

/** What a minimal system lacks, such as NSS. */
const libraries = fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium")));

/** Where the package unpacks and the driver writes is asked for at each use, and by nothing but this variable. */
async function withTemporaryFolder<Made>(folder: string, make: () => Promise<Made>): Promise<Made> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await make();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
