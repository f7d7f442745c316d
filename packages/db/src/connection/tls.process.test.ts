import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import { rows, useCluster } from "@caretype/test-database/use-databases";
import { beforeAll, describe, expect, it } from "vitest";
import { isTransientFailure } from "../errors.ts";

const canRun = process.platform === "linux" && spawnSync("openssl", ["version"]).status === 0;

describe.runIf(canRun)("a server with TLS", () => {
  const context = useCluster();
  let certificate: string;

  beforeAll(async () => {
    const { reader } = context.open();
    const [row] = await rows(reader, "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid");
    const data = readlinkSync(`/proc/${row?.pid}/cwd`);
    certificate = path.join(data, "server.crt");
    const key = path.join(data, "server.key");
    const kind = [
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
    ];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const files = ["-keyout", key, "-out", certificate];
    execFileSync("openssl", ["req", ...kind, ...names, ...files], { stdio: "ignore" });
    const { uid, gid } = statSync(data);
    chownSync(key, uid, gid);
    chmodSync(key, 0o600);
    chmodSync(certificate, 0o644);
    await rows(reader, "alter system set ssl = on");
    await context.cluster.halt();
    await context.cluster.resume();
  });

  const connect = async (host: string, query: string) => {
    const url = context.cluster.url.replace("127.0.0.1", host) + query;
    const [row] = await rows(
      context.open({ url }).reader,
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    );
    return row?.ssl;
  };

  it("is connected to according to sslmode", async () => {
    expect(await connect("127.0.0.1", "")).toBe(false);
    expect(await connect("127.0.0.1", "?sslmode=disable")).toBe(false);
    expect(await connect("127.0.0.1", "?sslmode=prefer")).toBe(true);
    expect(await connect("127.0.0.1", "?sslmode=require&channel_binding=require")).toBe(true);
  });

  it("has its issuer and name checked if sslmode requires it", async () => {
    const root = `&sslrootcert=${certificate}`;
    expect(await connect("localhost", `?sslmode=verify-full${root}`)).toBe(true);
    expect(await connect("127.0.0.1", `?sslmode=verify-ca${root}`)).toBe(true);
    const refused = { name: "DatabaseUnavailable" };
    await expect(connect("localhost", "?sslmode=verify-full")).rejects.toMatchObject(refused);
    // Startup does not retry either: the certificate stays the same.
    for (const host of ["localhost", "127.0.0.1"]) {
      const failure: unknown = await connect(host, "?sslmode=verify-full").catch((error: unknown) => error);
      expect([host, isTransientFailure(failure)]).toEqual([host, false]);
    }
    await expect(connect("127.0.0.1", "?sslmode=verify-ca")).rejects.toMatchObject(refused);
    await expect(connect("127.0.0.1", `?sslmode=verify-full${root}`)).rejects.toMatchObject(refused);
  });
});
