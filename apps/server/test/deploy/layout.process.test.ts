import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { call, signUp } from "../cluster/support.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
/** The stage that installs the runtime dependencies. */
const [, stage = ""] = /^FROM \S+ AS production\n(.*?)^FROM /ms.exec(dockerfile) ?? [];

const database = await createTestDatabase();
afterAll(database.drop);

/** Follows the stage's COPY and RUN lines in an empty folder. */
async function makeLayout(folder: string): Promise<void> {
  for (const [, words = ""] of stage.matchAll(/^COPY (?!--from)(.+)$/gm)) {
    const paths = words.split(" ");
    const target = paths.pop() ?? "";
    for (const path of paths)
      cpSync(join(root, path), join(folder, target === "./" ? path : target), { recursive: true, filter });
  }
  for (const [, command = ""] of stage.matchAll(/^RUN (.+)$/gm))
    await promisify(execFile)("sh", ["-c", `${command} --prefer-offline`], {
      cwd: folder,
      env: { ...process.env, CI: "true" },
    });
}

const filter = (path: string) => !["node_modules", "test", "dist", ".turbo"].includes(basename(path));

test("the server runs as the image has it: as nobody, on a read-only tree, with production dependencies", async () => {
  // Not below the run's own folder, which only this user may enter.
  const folder = mkdtempSync(join("/tmp", "caretype-layout-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const app = join(folder, "app");
  mkdirSync(app);
  await makeLayout(app);
  expect(existsSync(join(app, "node_modules/.pnpm"))).toBe(true);
  const node = join(folder, "node");
  copyFileSync(process.execPath, node);
  await promisify(execFile)("chmod", ["-R", "a=rX,u=rX", folder]);
  chmodSync(node, 0o555);
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(node, ["apps/server/src/main.js", "serve"], {
    cwd: app,
    ...user,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      CARETYPE_ENV_FILE: "none",
      PORT: "0",
      DATABASE_URL: database.url,
      SECRET_KEY: "0123456789abcdef0123456789abcdef",
      REGISTRATION: "open",
      BCRYPT_COST: "4",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (output += part));
  await expect.poll(() => output, { interval: 20 }).toMatch(/^Caretype http:.*:\d+$/m);
  const port = Number(/^Caretype http:.*:(\d+)$/m.exec(output)?.[1]);
  expect((await call(port, { path: "/health/ready" })).status).toBe(200);
  const token = await signUp(port);
  const body = { first_name: "Grace", last_name: "Abernathy", gender: "female" };
  expect((await call(port, { method: "POST", path: "/api/patients", token, body })).status).toBe(201);
  expect((await call(port, { path: "/docs" })).status).toBe(200);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect([child.exitCode, output.split("\n").filter((line) => line.includes('"level":"error"'))]).toEqual([
    0,
    [],
  ]);
});
