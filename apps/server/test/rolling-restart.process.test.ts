import { once } from "node:events";
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@caretype/postgres/free-port";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, test } from "vitest";
import { call, signUp } from "./cluster/support.ts";
import { hasNginx, startNginx } from "./nginx.ts";
import { type Served, useServerProcesses } from "./server-process.ts";

/**
 * How often each server is restarted. More than one is for measuring: it waits as nginx's defaults need it, and also
 * creates patients. nginx never repeats those, and one in some hundred thousand is lost.
 */
const restarts = Number(process.env.CARETYPE_ROLLING_RESTARTS ?? 1);
/** nginx leaves out a server that refused a connection for ten seconds. */
const nginxMilliseconds = 11_000;
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

  const start = (port: number) => served({ DATABASE_URL: database.url, PORT: String(port) });

  async function restart({ child, port }: Served) {
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(child.exitCode).toBe(0);
    return start(port);
  }

  test("are restarted in turn under load, and no request fails", async () => {
    const isWholeRun = restarts > 1;
    const servers = await Promise.all([await freePort(), await freePort()].map(start));
    const ports = servers.map(({ port }) => port);
    const nginx = await startNginx(ports, isWholeRun ? "" : "max_fails=0");
    try {
      const load = startLoad(nginx.port, { token: await signUp(nginx.port), creates: isWholeRun });
      for (let count = 0; count < restarts; count++) {
        for (const [at, server] of servers.entries()) {
          servers[at] = await restart(server);
          if (isWholeRun) await pause(nginxMilliseconds);
        }
      }
      const { answered, failed } = await load.stop();
      if (isWholeRun)
        process.stdout.write(`${answered} answered, ${failed.length} failed\n${nginx.errors()}\n`);
      expect(failed).toEqual([]);
      expect(answered).toBeGreaterThan(connections);
    } finally {
      await nginx.stop();
    }
  });
});

type Load = { token: string; creates: boolean };

/** Lists patients, and creates some, without a pause, on so many connections. */
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
