import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packed, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** For this the package brings Chromium along; elsewhere there is none. */
export const hasChromium = process.platform === "linux" && process.arch === "x64";

/**
 * A headless Chromium that takes `http://localhost` for a server of 127.0.0.1, which is a secure context on every port.
 * Its profile goes with `close`.
 * @param unpacked where to unpack it, or where that was done before; by default a folder that goes with `close`, too
 */
export async function startChromium(
  port: number,
  unpacked?: string,
): Promise<{ browser: Browser; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "caretype-chromium-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const program = await unpack(unpacked ?? folder);
    const browser = await withTemporaryFolder(folder, () => launch(program, folder, port));
    const close = () => browser.close().finally(remove);
    return { browser, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** For tests: a run has a temporary folder of its own, so each run unpacks it once. */
export const chromiumFolder = join(tmpdir(), "chromium");

type Program = { executablePath: string; libraries: string };

/** The package unpacks nothing that is there already. Two processes must not unpack into one folder at once. */
async function unpack(folder: string): Promise<Program> {
  await mkdir(folder, { recursive: true });
  packed.setGraphicsMode = false;
  const [executablePath] = await withTemporaryFolder(folder, () =>
    Promise.all([packed.executablePath(), inflate(packedLibraries)]),
  );
  return { executablePath, libraries: join(folder, "al2023", "lib") };
}

const launch = ({ executablePath, libraries }: Program, folder: string, port: number): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // A slow machine may take long to start it.
    timeout: 0,
    // As root Chromium has no sandbox; it sees no page but ours.
    args: ["--no-sandbox", `--host-resolver-rules=MAP localhost:80 127.0.0.1:${port}`],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, HOME: folder, TMPDIR: folder },
  });

/** What a minimal system lacks, such as NSS. */
const packedLibraries = fileURLToPath(
  new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium")),
);

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
