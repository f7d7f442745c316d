import { expect, it, vi } from "vitest";
import { createLogger } from "../src/log/logger.ts";
import { readSettings } from "../src/settings/settings.ts";
import * as databaseServer from "../src/start/database-server.ts";
import { openSharedResources } from "../src/start/shared-resources.ts";

vi.mock("../src/start/database-server.ts", { spy: true });

it("a start whose embedded database went down says why that cannot be started again", async () => {
  const full = Object.assign(new Error("PostgreSQL did not start."), { code: "ENOSPC" });
  vi.mocked(databaseServer.startDatabase).mockImplementation(async (_, onRestart) => {
    onRestart?.(full);
    return { url: "postgres://nobody@127.0.0.1:1/none", release: async () => undefined };
  });
  const settings = readSettings({
    SECRET_KEY: "x".repeat(32),
    DATABASE_WAIT_SECONDS: "1",
    LOG_LEVEL: "silent",
  });
  await using cleanup = new AsyncDisposableStack();
  const opening = openSharedResources(settings, { logger: createLogger(settings.logLevel) }, cleanup);
  await expect(opening).rejects.toBe(full);
});
