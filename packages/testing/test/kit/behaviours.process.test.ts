import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient } from "@caretype/client";
import { describe } from "vitest";
import { createPractice } from "../../src/kit/practice.ts";
import { describeBehaviours, type ServedBackend } from "./behaviours.ts";

const main = fileURLToPath(new URL("../../../../apps/server/src/main.js", import.meta.url));

/** The server in its own process, with the embedded database. */
async function startServer(): Promise<ServedBackend> {
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-behaviours-"));
  const child = spawn(process.execPath, [main, "serve"], {
    env: { ...process.env, CARETYPE_ENV_FILE: "none", PORT: "0", DATA_DIR: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let url: string | undefined;
  let output = "";
  for await (const line of createInterface(child.stderr)) {
    output += `${line}\n`;
    url = /^Caretype (http:\S+)/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error(`The server did not start: ${output}`);
  child.stderr.resume();
  const served = url;
  let practices = 0;
  return {
    url: served,
    anonymous: () => createClient({ url: served }),
    practice: () => {
      practices += 1;
      return createPractice(served, practices);
    },
    async stop() {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

describe("a started server", () => describeBehaviours(startServer));
