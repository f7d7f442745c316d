import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { packed } from "@caretype/client/pack";
import { type Backend, startBackend } from "@caretype/testing";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { copyExample, type UserProject } from "./user-project.ts";

// Next, Deno, workerd and Bruno take 800 MB and minutes, so the workspace does not depend on them. npm installs them
// here, with the client's tarball.

const isOn = process.env.CARETYPE_TEST_RUNTIMES === "yes";
if (!isOn)
  process.stderr.write(
    "Not tested: the examples for Next, Deno and Cloudflare's runtime, and the Bruno collection. Set CARETYPE_TEST_RUNTIMES=yes for them.\n",
  );

const password = "nine lives of a lamp";

async function install({ run, folder }: UserProject, ...packages: string[]): Promise<void> {
  const manifest = path.join(folder, "package.json");
  // Without it, an npm below another npm fails with `Tracker "idealTree" already exists`.
  if (!existsSync(manifest)) await writeFile(manifest, "{}");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const installed = await run("npm", ["install", ...quiet, await packed("client"), ...packages]);
  expect(installed).toEqual({ failed: false, output: expect.any(String) });
}

/** A browser without JavaScript: it keeps a cookie, and submits forms with their hidden fields. */
function createBrowser(origin: string) {
  let cookie = "";
  const send = async (place: string, init: RequestInit = {}) => {
    const headers = { origin, ...(cookie && { cookie }) };
    const response = await fetch(new URL(place, origin), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const isRemoved = line.includes("; Expires=Thu, 01 Jan 1970");
      if (!isRemoved) expect(line).toMatch(/; HttpOnly\b/);
      cookie = isRemoved ? "" : (line.split(";")[0] ?? "");
    }
    return response;
  };
  return {
    send,
    change: (edit: (cookie: string) => string) => {
      cookie = edit(cookie);
    },
    /** `meanwhile` runs between loading the page and submitting the form. */
    async submit(
      place: string,
      values: Record<string, string>,
      meanwhile = async () => {},
    ): Promise<Response> {
      const html = await (await send(place)).text();
      await meanwhile();
      const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
      const hasFields = (text: string) =>
        Object.keys(values).every((name) => text.includes(`name="${name}"`));
      // Without values, submits the last form, which signs out.
      const form = forms.findLast(hasFields);
      const body = new FormData();
      for (const [tag] of form?.matchAll(/<input type="hidden"[^>]*>/g) ?? [])
        body.append(attribute(tag, "name"), attribute(tag, "value"));
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      return send(place, { method: "POST", body });
    },
  };
}

const attribute = (tag: string, name: string) =>
  (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Starts the built app, and resolves to its address. */
async function startNext({ folder }: UserProject, { url }: Backend) {
  const next = path.join(folder, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], {
    cwd: folder,
    env: { ...process.env, CARETYPE_URL: url, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    child.kill();
    await once(child, "exit");
  };
  for await (const line of createInterface(child.stdout)) {
    const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (origin) return { origin, [Symbol.asyncDispose]: stop };
  }
  throw new Error("Next ended without an address");
}

/** The cookie of an expired access token: the client renews it without asking. */
function expired(cookie: string): string {
  const [name = "", value = ""] = cookie.split("=");
  const tokens = JSON.parse(decodeURIComponent(value));
  const claims = { ...readClaims(tokens.access), exp: 1 };
  const access = `a.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c`;
  return `${name}=${encodeURIComponent(JSON.stringify({ ...tokens, access }))}`;
}

const readClaims = (access: string): object =>
  JSON.parse(Buffer.from(access.split(".")[1] ?? "", "base64url").toString());

describe.runIf(isOn)("with packages of npm", () => {
  it("the Next app signs in, lists and adds patients, and renews its session", async () => {
    await using project = await copyExample("next-app");
    const types = ["@types/node@24", "@types/react@19.3.0", "@types/react-dom@19.3.0", "typescript@5.9.3"];
    await install(project, "next@16.4.6", "react@19.3.1", "react-dom@19.3.1", ...types);
    const next = "node_modules/next/dist/bin/next";
    const built = await project.run(process.execPath, [next, "build"], {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    });
    expect(built).toMatchObject({ failed: false });
    expect(await project.typeErrors()).toEqual([]);

    await using backend = await startBackend();
    const owner = backend.anonymous();
    await owner.auth.register({ email: "ada@example.org", password });
    await using app = await startNext(project, backend);
    const { send, change, submit } = createBrowser(app.origin);
    expect((await send("/")).headers.get("location")).toBe("/sign-in");
    const refused = await submit("/sign-in", { email: "ada@example.org", password: "not the password" });
    const refusal = await refused.text();
    expect(refusal).toContain('role="alert">The credentials are not valid<');
    expect(refusal).toContain('value="ada@example.org"');
    expect(refusal).not.toContain("not the password");
    const signedIn = await submit("/sign-in", { email: "ada@example.org", password });
    expect(signedIn.headers.get("location")).toBe("/");

    const listed = await submit("/", {
      name: "Jane Roe",
      dateOfBirth: new Date().toISOString().slice(0, 10),
    });
    expect(await listed.text()).toContain("<li>Jane Roe, 0</li>");
    const invalid = await submit("/", { name: "Jane Roe", dateOfBirth: "yesterday" });
    const beside = await invalid.text();
    expect(beside).toMatch(/role="alert"[^>]*>Not a date \(YYYY-MM-DD\)</);
    expect(beside).toMatch(/value="Jane Roe"[\s\S]*value="yesterday"/);

    change(expired);
    const renewed = await send("/");
    expect(renewed.headers.getSetCookie()).toHaveLength(1);
    expect(await renewed.text()).toContain("<li>Jane Roe, 0</li>");
    const unborn = await submit("/", { name: "Sam Okafor", dateOfBirth: "" });
    expect(await unborn.text()).toContain("<li>Sam Okafor, age unknown</li>");

    // The access token has expired, too, and the proxy cannot renew it.
    const ended = await submit("/", { name: "Ben Ito", dateOfBirth: "" }, async () => {
      await owner.auth.logoutEverywhere();
      change(expired);
    });
    expect(await ended.text()).toMatch(/Your session has ended[\s\S]*href="\/sign-in"[\s\S]*value="Ben Ito"/);
    expect((await send("/")).headers.get("location")).toBe("/sign-in");
    await submit("/sign-in", { email: "ada@example.org", password });
    expect((await submit("/", {})).headers.get("location")).toBe("/sign-in");
  });

  it("the script for Deno passes its strict check, and runs", async () => {
    await using project = await copyExample("deno");
    await install(project, "deno@2.9.6");
    await using backend = await startBackend();
    await backend.create.patient({ name: "Jane Roe" });
    const { key } = await backend.client.apiKey.create.mutate({
      name: "Script",
      permissions: ["patient:read"],
    });
    const deno = (...words: string[]) =>
      project.run(process.execPath, ["node_modules/deno/bin.cjs", ...words], {
        DENO_DIR: path.join(project.folder, "cache"),
        NO_COLOR: "1",
        CARETYPE_URL: backend.url,
        CARETYPE_API_KEY: key,
      });
    expect(await deno("check", "patients.ts")).toMatchObject({ failed: false });
    const granted = ["--allow-env=CARETYPE_URL,CARETYPE_API_KEY", "--allow-net=127.0.0.1"];
    expect(await deno("run", ...granted, "patients.ts")).toEqual({ failed: false, output: "Jane Roe\n" });
  });

  it("the worker runs in Cloudflare's runtime", async () => {
    await using project = await copyExample("worker");
    // The package's script only checks its installation. npm distributes the program as another package.
    await install(project, "--ignore-scripts", "workerd@1.20261117.1");
    await using backend = await startBackend();
    const [{ id }, { name }] = await Promise.all([backend.create.visitType(), backend.create.openDoctor()]);
    const { key } = await backend.client.apiKey.create.mutate({
      name: "Website",
      permissions: ["appointment:read", "doctor:read", "patient:read"],
    });
    await using worker = await startWorker(project.folder, {
      CARETYPE_URL: backend.url,
      CARETYPE_API_KEY: key,
    });

    const free = await fetch(`${worker.url}/?visitType=${id}`);
    expect(await free.json()).toEqual(
      Array.from({ length: 5 }, () => ({ doctorName: name, startsAt: expect.stringMatching(/^\d{4}-.*Z$/) })),
    );
    const unknown = await fetch(`${worker.url}/?visitType=0198c0de-0000-7000-8000-000000000000`);
    expect(unknown.status).toBe(404);
  });

  it("the tour of the Bruno collection runs", async () => {
    await using project = await copyExample("worker");
    const server = fileURLToPath(new URL("../../../server/src/main.js", import.meta.url));
    const collection = path.join(project.folder, "collection");
    expect(await project.run(process.execPath, [server, "openapi", "--bruno", collection])).toMatchObject({
      failed: false,
    });
    await install(project, "--ignore-scripts", "@usebruno/cli@4.1.0");
    await using backend = await startBackend();
    const bru = path.join(project.folder, "node_modules/@usebruno/cli/bin/bru.js");
    const run = (command: string) =>
      project.run("sh", ["-c", `cd collection && exec "$0" ${command}`, process.execPath]);
    const options = `--env local --env-var baseUrl=${backend.url}`;
    const { failed, output } = await run(`"${bru}" run first-tour ${options}`);
    expect({ failed, output }).toMatchObject({
      failed: false,
      output: expect.stringContaining("6 (6 Passed)"),
    });
    // The next call is refused, because the patient is gone.
    const again = await run(`"${bru}" run "first-tour/4 Read the patient.bru" ${options}`);
    expect(again.failed).toBe(true);
  });
});

/** Bundles the worker as Wrangler does, without Node compatibility, and runs it. */
async function startWorker(folder: string, settings: Record<string, string>) {
  await build({
    absWorkingDir: folder,
    entryPoints: ["worker.ts"],
    outfile: path.join(folder, "bundle.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker"],
  });
  const bindings = Object.entries(settings).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  const config = [
    'using Workerd = import "/workerd/workerd.capnp";',
    "const config :Workerd.Config = (",
    '  services = [(name = "main", worker = .worker), (name = "outside", network = (allow = ["public", "local"]))],',
    '  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],',
    ");",
    "const worker :Workerd.Worker = (",
    '  modules = [(name = "worker", esModule = embed "bundle.js")],',
    '  compatibilityDate = "2026-11-01",',
    '  globalOutbound = "outside",',
    `  bindings = [${bindings.join(", ")}],`,
    ");",
  ];
  await writeFile(path.join(folder, "config.capnp"), config.join("\n"));
  // The package's own script would leave its child running.
  const program = path.join(
    folder,
    `node_modules/@cloudflare/workerd-${process.platform}-${process.arch === "x64" ? "64" : process.arch}/bin/workerd`,
  );
  const child = spawn(program, ["serve", "config.capnp", "--control-fd=1"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const { event, port }: { event?: string; port?: number } = JSON.parse(line);
    if (event !== "listen") continue;
    return {
      url: `http://127.0.0.1:${port}`,
      [Symbol.asyncDispose]: async () => {
        child.kill();
        await ended;
      },
    };
  }
  throw new Error("workerd has ended");
}
