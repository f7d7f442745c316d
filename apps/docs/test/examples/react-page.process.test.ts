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

/** Serves the built page with the backend, and resolves to its port. */
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
  const jane = await owner.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
  const doctor = await owner.doctor.create.mutate({ name: "Ann Lee", specialization: "CARD" });
  await owner.assignment.create.mutate({ patientId: jane.id, doctorId: doctor.id });
  await using server = await serve(project, backend);
  const { browser, close } = await startChromium(server.port, chromiumFolder);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(waitTimeout());
    await page.clock.install();
    await page.goto("http://localhost/");
    const signIn = async (word: string) => {
      await page.getByLabel("Password").fill(word);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    const alert = page.getByRole("alert");
    await page.getByLabel("Email").fill("ada@example.org");
    await signIn("not the password");
    await expect.poll(() => alert.textContent()).toBe("The credentials are not valid");
    await signIn(password);
    const patients = page.getByRole("listitem");
    const names = async () => (await patients.allTextContents()).map((text) => text.replace(" Remove", ""));
    await expect.poll(names).toEqual(["Jane Roe, 41"]);

    /** Delays calls, and returns a function that releases them: a pending route would keep the browser open. */
    const hold = async (path: string) => {
      const { promise: held, resolve } = Promise.withResolvers<void>();
      await page.route(`**/trpc/${path}*`, (route) => held.then(() => route.continue()));
      return resolve;
    };
    const [name, born] = [page.getByLabel("Name"), page.getByLabel("Date of birth")];
    const add = () => page.getByRole("button", { name: "Add" }).click();
    // A blank passes the browser's check for a required name.
    await name.fill(" ");
    await born.fill("yesterday");
    await add();
    await expect.poll(() => alert.count()).toBe(2);
    expect(await alert.allTextContents()).toEqual(["Required", "Not a date (YYYY-MM-DD)"]);
    expect(await born.inputValue()).toBe("yesterday");
    await name.fill("Sam Okafor");
    await born.fill(new Date().toISOString().slice(0, 10));
    const saving = await hold("patient.create");
    let creations = 0;
    page.on("request", (request) => {
      if (request.url().includes("/patient.create")) creations += 1;
    });
    await page.getByRole("button", { name: "Add" }).dblclick();
    await expect.poll(() => name.isEditable()).toBe(false);
    // The focus stays in place.
    const focused = page.locator(":focus");
    expect(await focused.textContent()).toBe("Add");
    await name.press("Enter");
    expect(await focused.getAttribute("name")).toBe("name");
    saving();
    await expect.poll(names).toEqual(["Sam Okafor, 0", "Jane Roe, 41"]);
    await expect.poll(() => name.inputValue()).toBe("");
    expect(creations).toBe(1);

    const searches: unknown[] = [];
    page.on("request", (request) => {
      const { 0: input }: { 0?: { q?: string } } = Object(request.postDataJSON());
      if (request.url().includes("/patient.list")) searches.push(input?.q);
    });
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByLabel("Search").pressSequentially("roe");
    expect(searches).toEqual([]);
    await page.clock.resume();
    await expect.poll(names).toEqual(["Jane Roe, 41"]);
    expect(searches).toEqual(["roe"]);
    await page.getByLabel("Search").fill("");
    await expect.poll(names).toEqual(["Sam Okafor, 0", "Jane Roe, 41"]);

    // The removal must show before the server answers.
    const removing = await hold("patient.remove");
    const remove = (whose: string) =>
      patients.filter({ hasText: whose }).getByRole("button", { name: "Remove" }).click();
    await remove("Jane Roe");
    await expect.poll(names).toEqual(["Sam Okafor, 0"]).finally(removing);
    await expect.poll(names).toEqual(["Sam Okafor, 0", "Jane Roe, 41"]);
    expect(await alert.textContent()).toMatch(/assign/);
    await remove("Sam Okafor");
    await expect.poll(names).toEqual(["Jane Roe, 41"]);

    // Many more than fit on a page.
    for (const at of Array.from({ length: 20 }).keys())
      await owner.patient.create.mutate({ name: `Ben ${at}`, gender: "male", age: 50 });
    await page.reload();
    await expect.poll(() => patients.count()).toBe(20);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => patients.count()).toBe(21);

    await page.getByLabel("Search").fill("a".repeat(1_001));
    await expect.poll(() => alert.textContent()).toMatch(/^(?!patient)./);

    await page.route("**/trpc/**", (route) => route.fulfill({ status: 403, body: "" }));
    await page.reload();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.unroute("**/trpc/**");
    await page.route("**/trpc/**", (route) => route.fulfill({ status: 502, body: "" }));
    await page.reload();
    await page.getByText("Connecting").waitFor();
    const afterRetries = async () => {
      await page.clock.runFor(3_000);
      return alert.textContent({ timeout: 1_000 }).catch(() => null);
    };
    await expect.poll(afterRetries).toMatch(/^The server cannot be reached/);
    await page.unroute("**/trpc/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => patients.count()).toBe(20);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  } finally {
    await close();
  }
});
