import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { useServerProcesses } from "./server-process.ts";

// Elsewhere, a process cannot read its limit of files.
describe.skipIf(process.platform !== "linux")("more clients than files", () => {
  const { served } = useServerProcesses({});

  test.each(["1", "2"])(
    "leave a server of %s processes its database and the connections that exist, and are named",
    async (WEB_CONCURRENCY) => {
      const folder = mkdtempSync(join(tmpdir(), "caretype-connections-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const server = await served({ WEB_CONCURRENCY, DATA_DIR: folder }, { files: 300 });
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      onTestFinished(() => agent.destroy());
      const ready = () =>
        new Promise<string>((resolve, reject) => {
          get({ port: server.port, host: "127.0.0.1", path: "/health/ready", agent }, (response) =>
            resolve(text(response)),
          ).on("error", reject);
        });
      expect(await ready()).toContain('"ready"');

      const clients: Socket[] = [];
      const connectMore = (count: number) => {
        while (
          clients.push(
            connect(server.port, "127.0.0.1")
              .on("error", () => undefined)
              .resume(),
          ) % count
        );
      };
      connectMore(900);
      // The process that shares a burst out may have no file left itself, and drops the rest before the others are full.
      await vi.waitFor(() => {
        if (!server.output.stdout.includes("connections are refused")) connectMore(100);
        expect(server.output.stdout).toContain("connections are refused");
      });
      for (let time = 0; time < 20; time += 1) expect(await ready()).toContain('"ready"');
      for (const client of clients) client.destroy();
      await vi.waitFor(async () => {
        const again = await fetch(`${server.url}/health/ready`, { headers: { connection: "close" } });
        expect(again.status).toBe(200);
      });
      expect(server.output.stdout).toContain("the limit of files allows no more");
      expect(server.output.stdout).not.toMatch(/EMFILE|database (is|was) down|not ready/);
      server.child.kill("SIGTERM");
      expect(await once(server.child, "exit")).toEqual([0, null]);
    },
  );
});
