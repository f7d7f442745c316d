import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createClient } from "@caretype/client";
import { freePort } from "@caretype/postgres/free-port";
import { startThrowawayCluster, type ThrowawayCluster } from "@caretype/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useServerProcesses } from "./server-process.ts";

describe("a server with a read replica", () => {
  const { command, served } = useServerProcesses({
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
    BCRYPT_COST: "4",
  });
  let cluster: ThrowawayCluster;
  let standby: ThrowawayCluster;
  /** The second replica never answers. */
  let variables: Record<string, string>;

  beforeAll(async () => {
    cluster = await startThrowawayCluster({ hasStandbys: true });
    const url = await cluster.createDatabase("caretype");
    standby = await startThrowawayCluster({ primary: cluster });
    const standbyUrl = Object.assign(new URL(standby.url), { pathname: "/caretype" });
    const down = Object.assign(new URL(standbyUrl), { port: String(await freePort()) });
    variables = {
      DATABASE_URL: url,
      DATABASE_READ_URL: `${standbyUrl.href}, ${down.href}`,
      // Generous, so that a busy machine does not drop it.
      DATABASE_READ_LAG_SECONDS: "3600",
    };
  });
  afterAll(async () => {
    await standby.stop();
    await cluster.stop();
  });

  test("reads from it in 2 processes, tells what it does, and does without it", async () => {
    const metricsPort = await freePort();
    const settings = { ...variables, WEB_CONCURRENCY: "2", METRICS_PORT: String(metricsPort) };
    const { child, url, output } = await served(settings);
    const metrics = async () =>
      (await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()).split("\n");
    const client = createClient({ url });
    await client.auth.register({ email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" });
    const list = async () => {
      await client.patient.list.query({});
      return metrics();
    };
    await expect
      .poll(list)
      .toContainEqual(expect.stringMatching(/^caretype_reads_total\{target="1"\} [1-9]/));
    const lines = await metrics();
    expect(lines).toContain('caretype_replica_used{replica="1"} 1');
    expect(lines).toContain('caretype_replica_used{replica="2"} 0');
    expect(lines).toContain('caretype_reads_total{target="2"} 0');
    expect(lines).toContainEqual(expect.stringMatching(/^caretype_replica_lag_seconds\{replica="1"\} /));
    await standby.halt();
    await expect.poll(list).toContain('caretype_replica_used{replica="1"} 0');
    await standby.resume();
    await expect.poll(list).toContain('caretype_replica_used{replica="1"} 1');
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(output.stdout).toContain("the read replica answers lists and searches");
    expect(output.stdout).toContain("the read replica is left out: it does not answer");
    expect(output.stdout + output.stderr).not.toContain(cluster.password);
  });

  test("is checked with its replicas, and none of them is a problem", async () => {
    await command(["migrate"], variables);
    const { stdout } = await command(["check", "--json"], variables);
    const findings: { about: string }[] = JSON.parse(stdout);
    expect(findings.filter(({ about }) => about.startsWith("Replica"))).toEqual([
      {
        about: "Replica 1",
        state: "ok",
        text: expect.stringContaining("a standby that has what the primary has"),
      },
      { about: "Replica 2", state: "warning", text: expect.stringContaining("cannot be reached") },
    ]);
    expect(stdout).not.toContain(cluster.password);
  });
});
