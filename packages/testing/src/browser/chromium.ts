import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fastFolder } from "@caretype/test-database";
import packed, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** The package contains Chromium for this platform only. */
export const hasChromium = process.platform === "linux" && process.arch === "x64";

/**
 * Starts a headless Chromium that resolves `http://localhost` to `127.0.0.1:port`, so that pages are in a
 * secure context. `close` removes its profile.
 * @param unpacked The folder to unpack it to, or of an earlier start. Default: a folder that `close` removes.
 * @param flags Flags of Chromium's command line.
 */
export async function startChromium(
  port: number,
  unpacked?: string,
  flags: readonly string[] = [],
): Promise<{ browser: Browser; close(): Promise<void> }> {
  // Shared memory of Chromium's processes. On some disks, it costs a sixth of their time.
  const folder = await mkdtemp(join(fastFolder(), "caretype-chromium-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const program = await unpackChromium(unpacked ?? join(folder, "program"));
    const browser = await withTemporaryFolder(folder, () =>
      launch(program, folder, [...flags, resolveTo(port)]),
    );
    const close = () => browser.close().finally(remove);
    return { browser, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** For tests: each run has its own temporary folder, so it unpacks Chromium once. */
export const chromiumFolder = join(tmpdir(), "chromium");

export type ChromiumProgram = { executablePath: string; libraries: string };

/**
 * Unpacks Chromium to a folder, unless it exists. Concurrent processes are safe: the folder appears when it is
 * complete.
 */
export async function unpackChromium(folder: string): Promise<ChromiumProgram> {
  if (!existsSync(folder)) await unpackTo(folder);
  return { executablePath: join(folder, "chromium"), libraries: join(folder, "al2023", "lib") };
}

async function unpackTo(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const incomplete = await mkdtemp(`${folder}-`);
  packed.setGraphicsMode = false;
  await withTemporaryFolder(incomplete, () =>
    Promise.all([packed.executablePath(), inflate(packedLibraries)]),
  );
  await rename(incomplete, folder).catch(async (error: unknown) => {
    await rm(incomplete, { recursive: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  });
}

const resolveTo = (port: number) => `--host-resolver-rules=MAP localhost:80 127.0.0.1:${port}`;

const launch = (
  { executablePath, libraries }: ChromiumProgram,
  folder: string,
  flags: readonly string[],
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // No timeout, because a slow machine may take long to start it.
    timeout: 0,
    // As root, Chromium cannot use its sandbox. It opens only our own pages.
    args: ["--no-sandbox", ...flags],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, HOME: folder, TMPDIR: folder },
  });

/** Libraries that a minimal system lacks, such as NSS. */
const packedLibraries = fileURLToPath(
  new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium")),
);

/** The package and the driver take their folders from this variable alone, and read it at each use. */
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
