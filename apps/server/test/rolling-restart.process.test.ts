import { once } from "node:events";
import { Agent } from "node:http";
import net from "node:net";
import { freePort } from "@caretype/postgres/free-port";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, test } from "vitest";
import { call, signUp } from "./cluster/support.ts";
import { hasNginx, startNginx } from "./nginx.ts";
import { type Served, useServerProcesses } from "./server-process.ts";

/** The number of restarts of each server. More than one is for measuring. */
const restarts = Number(process.env.CARETYPE_ROLLING_RESTARTS ?? 1);
const connections = 32;

describe.skipIf(!hasNginx())("two servers behind nginx", async () => {
  const { served } = useServerProcesses({
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
    BCRYPT_COST: "4",
    RATE_LIMIT_ACCOUNT: "0",
    RATE_LIMIT_ADDRESS: "0",
    DRAIN_DELAY_SECONDS: "1",
  });
  const database = await createTestDatabase();
  afterAll(database.drop);

  type Start = (at: number) => Promise<Served>;
  const env = { DATABASE_URL: database.url };

  /** Servers that open their ports themselves. */
  async function onPorts(): Promise<Start> {
    const ports = [await freePort(), await freePort()];
    return (at) => served({ ...env, PORT: String(ports[at]) });
  }

  /** Servers that get their sockets from systemd, the second with two processes. */
  async function onKeptSockets(): Promise<Start> {
    const sockets = [boundSocket(), boundSocket()];
    afterAll(() => {
      for (const { close } of sockets) close();
    });
    return (at) => served({ ...env, WEB_CONCURRENCY: String(at + 1) }, { socket: sockets[at]?.fd });
  }

  test.each([
    // nginx never repeats a creation. A restart without systemd loses one in some hundred thousand.
    { of: "that open their ports", place: onPorts, creates: restarts > 1 },
    { of: "with sockets that systemd keeps", place: onKeptSockets, creates: true },
  ])("$of are restarted in turn under load, and no request fails", async ({ place, creates }) => {
    const start = await place();
    const restart = async ({ child }: Served, at: number) => {
      child.kill("SIGTERM");
      await once(child, "exit");
      expect(child.exitCode).toBe(0);
      return start(at);
    };
    const servers = await Promise.all([0, 1].map(start));
    const ports = servers.map(({ port }) => port);
    const nginx = await startNginx(ports);
    try {
      const load = startLoad(nginx.port, { token: await signUp(nginx.port), creates });
      for (let count = 0; count < restarts; count++) {
        for (const [at, server] of servers.entries()) {
          servers[at] = await restart(server, at);
        }
      }
      const { answered, failed } = await load.stop();
      if (restarts > 1)
        process.stdout.write(`${answered} answered, ${failed.length} failed\n${nginx.errors()}\n`);
      expect(failed).toEqual([]);
      expect(answered).toBeGreaterThan(connections);
    } finally {
      await nginx.stop();
    }
  });
});

type BoundSocket = { fd: number; close(): void };

const isBound = (handle: unknown): handle is BoundSocket =>
  typeof handle === "object" && handle !== null && "fd" in handle && "close" in handle;

/** A socket with a port, on which this process does not listen. Node's cluster creates its own so. */
function boundSocket(): BoundSocket {
  const handle: unknown = Reflect.get(net, "_createServerHandle")("127.0.0.1", 0, 4);
  if (!isBound(handle)) throw new Error("the socket could not be bound");
  return handle;
}

type Load = { token: string; creates: boolean };

/** Lists and creates patients without a pause, on this many connections. */
function startLoad(port: number, { token, creates }: Load) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const failed: string[] = [];
  let answered = 0;
  let isStopped = false;
  const patient = { first_name: "Grace", last_name: "Abernathy", gender: "female" };
  const send = (turn: number) =>
    turn % 2 === 0 || !creates
      ? call(port, { path: "/api/patients?limit=5", token, agent })
      : call(port, { method: "POST", path: "/api/patients", token, agent, body: patient });
  const work = async (first: number) => {
    for (let turn = first; !isStopped; turn++) {
      const { status, body } = await send(turn).catch((error: Error) => ({ status: 0, body: error.message }));
      if (status === 200 || status === 201) answered++;
      else failed.push(`${status} ${body}`);
    }
  };
  const workers = Array.from({ length: connections }, (_, at) => work(at));
  return {
    async stop() {
      isStopped = true;
      await Promise.all(workers);
      agent.destroy();
      return { answered, failed };
    },
  };
}
