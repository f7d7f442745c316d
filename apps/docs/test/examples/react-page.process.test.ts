import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { waitTimeout } from "@caretype/test-database";
import { type Backend, startBackend } from "@caretype/testing";
import { chromiumFolder, hasChromium, startChromium } from "@caretype/testing/browser";
import { expect, it } from "vitest";
import { createProject, type UserProject } from "./user-project.ts";

const packages = [
  "@tanstack/react-query",
  "@trpc/tanstack-react-query",
  "@types/node",
  "@types/react",
  "@types/react-dom",
  "@vitejs/plugin-react",
  "react",
  "react-dom",
  "vite",
];
const vite = "node_modules/vite/bin/vite.js";
const password = "nine lives of a lamp";

/** Serves the built page, with calls to the backend, and resolves to its port. */
async function serve({ folder }: UserProject, { url }: Backend): Promise<AsyncDisposable & { port: number }> {
  const child = spawn(
    process.execPath,
    [path.join(folder, vite), "preview", "--host", "127.0.0.1", "--port", "0"],
    {
      cwd: folder,
      env: { ...process.env, CARETYPE_URL: url, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const stop = async () => {
    child.kill();
    await once(child, "exit");
  };
  for await (const line of createInterface(child.stdout)) {
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]);
    if (port) return { port, [Symbol.asyncDispose]: stop };
  }
  throw new Error("Vite ended without an address");
}

it.skipIf(!hasChromium)("the page signs in, lists patients, adds one and signs out", async () => {
  await using project = await createProject("react-page", packages);
  expect(await project.typeErrors()).toEqual([]);
  const built = await project.run(process.execPath, [vite, "build", "--logLevel", "warn"], {
    NODE_ENV: "production",
  });
  expect(built).toEqual({ failed: false, output: "" });

  await using backend = await startBackend();
  const owner = backend.anonymous();
  await owner.auth.register({ email: "ada@example.org", password });
  await owner.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
  await using server = await serve(project, backend);
  const { browser, close } = await startChromium(server.port, chromiumFolder);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(waitTimeout());
    await page.goto("http://localhost/");
    const signIn = async (word: string) => {
      await page.getByLabel("Email").fill("ada@example.org");
      await page.getByLabel("Password").fill(word);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    const alert = page.getByRole("alert");
    await signIn("not the password");
    await expect.poll(() => alert.textContent()).toBe("The credentials are not valid");
    await signIn(password);
    const patients = page.getByRole("listitem");
    await expect.poll(() => patients.allTextContents()).toEqual(["Jane Roe, 41"]);

    const add = async (name: string, dateOfBirth: string) => {
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("Date of birth").fill(dateOfBirth);
      await page.getByRole("button", { name: "Add" }).click();
    };
    await add("Sam Okafor", "yesterday");
    await expect.poll(() => alert.textContent()).toBe("Not a date (YYYY-MM-DD)");
    await add("Sam Okafor", new Date().toISOString().slice(0, 10));
    await expect.poll(() => patients.allTextContents()).toEqual(["Sam Okafor, 0", "Jane Roe, 41"]);
    await page.getByLabel("Search").fill("roe");
    await expect.poll(() => patients.allTextContents()).toEqual(["Jane Roe, 41"]);

    await page.reload();
    await expect.poll(() => patients.count()).toBe(2);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  } finally {
    await close();
  }
});
