import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { useServerProcesses } from "./server-process.ts";

// Elsewhere, a process cannot read its file limit.
describe.skipIf(process.platform !== "linux")("more clients than files", async () => {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const { served } = useServerProcesses({
    DATABASE_URL: database.url,
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
  });

  test.each(["1", "2"])(
    "leave a server of %s processes its database and the connections that exist, and are named",
    async (WEB_CONCURRENCY) => {
      const server = await served({ WEB_CONCURRENCY }, { files: 300 });
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
      // The process that distributes a burst may run out of files itself, and drop the rest before the others are
      // full.
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
