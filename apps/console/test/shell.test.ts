import { gzipSync } from "node:zlib";
import type { Locator, Page, Request, Response } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, signInByForm, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

/** Sizes of scripts as gzip, in kB. */
const kilobytesOf = (bodies: readonly string[]) =>
  bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;

/** Scripts that a page without a session loads before it is usable. The console's, which follow, do not count. */
async function firstScriptsOf(page: Page, path: string) {
  await page.goto(`${origin}${path}`);
  await heading(page, "Sign in").waitFor();
  // The mark of `entry/start.tsx`.
  const urls = await page.evaluate(() => {
    const usable = performance.getEntriesByName("caretype.usable")[0]?.startTime ?? Number.POSITIVE_INFINITY;
    return performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => name.endsWith(".js") && startTime < usable)
      .map(({ name }) => name);
  });
  const bodies = await page.evaluate(
    (scripts) => Promise.all(scripts.map(async (url) => (await fetch(url)).text())),
    urls,
  );
  return { kilobytes: kilobytesOf(bodies), count: urls.length };
}

/** Returns the encodings, the gzip size in kB and the number of a page's scripts. */
async function scriptsOf(page: Page, path: string) {
  let scripts: Request[] = [];
  const note = (request: Request) => {
    if (request.url().endsWith(".js")) scripts.push(request);
  };
  // Until then, the previous page may still load scripts.
  const resetOnNavigation = (response: Response) => {
    if (response.request().isNavigationRequest()) scripts = [];
  };
  page.on("request", note).on("response", resetOnNavigation);
  await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
  page.off("request", note).off("response", resetOnNavigation);
  // Fetched again, as the browser may drop bodies.
  const bodies = await page.evaluate(
    (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).text())),
    scripts.map((script) => script.url()),
  );
  const responses = await Promise.all(scripts.map((script) => script.response()));
  return {
    kilobytes: kilobytesOf(bodies),
    count: scripts.length,
    encodings: new Set(responses.map((response) => response?.headers()["content-encoding"])),
  };
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName.toLowerCase());
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.skipIf(!opened)("the console's shell", () => {
  if (!opened) return;

  it("loads small scripts before a page is usable", async () => {
    const { page } = await opened.window();
    const signInPage = await firstScriptsOf(page, "/sign-in");
    // The console's code loads by itself.
    const isConsoleLoaded = () =>
      page.evaluate(() =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes("/console-")),
      );
    await expect.poll(isConsoleLoaded).toBe(true);
    await signInByForm(page, await opened.backend.signUp());
    const patients = await scriptsOf(page, "/patients");
    await heading(page, "Patients").waitFor();
    expect(signInPage.kilobytes).toBeLessThan(120);
    expect(signInPage.count).toBeLessThan(20);
    expect(patients.kilobytes).toBeLessThan(220);
    expect(patients.count).toBeLessThan(20);
    expect(patients.encodings).toContain("br");
  });

  it("works if the browser's language is not a language tag", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await page.addInitScript(
      `Object.defineProperties(Navigator.prototype, {
        language: { get: () => "en-US@posix" },
        languages: { get: () => ["en-US@posix"] },
      })`,
    );
    await page.goto(`${origin}/patients`);
    await heading(page, "Patients").waitFor();
    await page.getByLabel("Search").fill("01/02/1980");
    await page.getByText("No patient matches.").waitFor();
    await visit(page, "/patients/new");
    await page.getByLabel("First name").waitFor();
  });

  it("has no pages and no parts of modules that the server does not run", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { id } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await page.addInitScript(() => {
      new MutationObserver(() =>
        document
          .querySelector("meta[name=caretype-modules]")
          ?.setAttribute("content", "identity people scheduling"),
      ).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${origin}/patients/${id}`);
    await page.getByRole("tab", { name: "Appointments" }).waitFor();
    expect(await page.getByRole("tab").allTextContents()).toEqual(["Appointments", "History"]);
    await page.getByRole("button", { name: "Book" }).waitFor();
    expect(await page.getByRole("button", { name: "Add vitals" }).count()).toBe(0);
    expect(await page.locator("#navigation").getByRole("link", { name: "Reports" }).count()).toBe(0);
    await visit(page, "/reports");
    await heading(page, "Not found").waitFor();
  });

  it("knows no malformed address, and none without a page", async () => {
    const { page } = await opened.signedIn({ at: null });
    for (const path of ["/patients/%E0%A4%A", "/tea/pot", "/lists/unknown"]) {
      await page.goto(`${origin}${path}`);
      await page.getByRole("main").getByRole("heading", { name: "Not found" }).waitFor();
    }
  });

  it("opens patients, doctors, pages and actions by keyboard", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const name = someName("Palette Person");
    const { id } = await user.client.patient.create.mutate({ name, gender: "female", age: 41 });
    await page.goto(`${origin}/doctors`);
    await heading(page, "Doctors").waitFor();
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: /^Go to/ });
    await field.waitFor();
    await lookAt(page, "palette");
    await page.keyboard.type(name.slice(0, 14));
    await page.getByRole("option", { name }).waitFor();
    await lookAt(page, "palette-found");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${origin}/patients/${id}`);
    await heading(page, name).waitFor();
    await expect.poll(() => focused(page)).toBe("h1");
    expect(await page.title()).not.toContain(name);

    await page.keyboard.press("Control+k");
    expect(await field.inputValue()).toBe("");
    await page.keyboard.type("add doc");
    await page.getByRole("option", { name: "Add a doctor" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${origin}/doctors/new`);

    await page.keyboard.press("Control+k");
    await page.keyboard.type("merge");
    await page.getByRole("option", { name: "Possible duplicates" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${origin}/patients/duplicates`);

    await page.keyboard.press("Control+k");
    await page.keyboard.type("no such thing");
    await page.getByText("Nothing found.").waitFor();
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain("alette");
  });

  it("starts with a skip link, and accepts typing as soon as the palette opens, which returns the focus", async ({
    expect,
  }) => {
    const { page } = await opened.signedIn({ at: "/doctors" });
    const field = page.getByRole("combobox", { name: /^Go to/ });
    const add = page.getByRole("link", { name: "Add a doctor" });
    await heading(page, "Doctors").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("main");
    await add.focus();
    await page.keyboard.press("Control+k");
    await field.waitFor();
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    await expect.poll(() => add.evaluate((node) => node === document.activeElement)).toBe(true);
    const role = await page.evaluate(async () => {
      const key = { key: "k", code: "KeyK", ctrlKey: true, bubbles: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", key));
      // Microtasks only: no timer or key event runs in between.
      for (let turn = 0; turn < 100; turn++) await null;
      return document.activeElement?.role;
    });
    expect(role).toBe("combobox");
    await page.keyboard.press("Escape");
    await expect.poll(() => add.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("keeps typed text when first opened with a six times slower CPU", async () => {
    const { page, context } = await opened.signedIn({ at: "/doctors" });
    await heading(page, "Doctors").waitFor();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("add");
    await page.getByRole("option", { name: "Add a patient" }).waitFor();
    expect(await page.getByRole("combobox", { name: /^Go to/ }).inputValue()).toBe("add");
  });

  it("handles typing, Enter and Escape while its code loads, also from a form", async ({ expect }) => {
    const { page } = await opened.signedIn({ at: null });
    const { promise: held, resolve: respond } = Promise.withResolvers<void>();
    await page.route(/assets\/palette-found-/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${origin}/patients/new`);
    const firstName = page.getByLabel("First name");
    await firstName.fill("Ann");
    const field = page.getByRole("combobox", { name: /^Go to/ });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sig");
    expect(await field.inputValue()).toBe("sig");
    await page.getByRole("status").filter({ hasText: "Loading…" }).waitFor();
    await lookAt(page, "palette-loading");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    expect(await field.count()).toBe(0);
    await expect.poll(() => firstName.evaluate((node) => node === document.activeElement)).toBe(true);
    await firstName.fill("");

    await page.keyboard.press("Control+k");
    await page.keyboard.type("add doc");
    await page.keyboard.press("Enter");
    expect(await field.inputValue()).toBe("add doc");
    expect(await firstName.inputValue()).toBe("");
    respond();
    await page.waitForURL(`${origin}/doctors/new`);
  });

  it("waits for search results, and prefers them to related commands", async () => {
    const { page, user } = await opened.signedIn();
    const { id } = await user.client.patient.create.mutate({ name: someName("Sigrid"), gender: "female" });
    const { promise: pressed, resolve: respond } = Promise.withResolvers<void>();
    await page.route(/trpc\/.*patient\.list/, async (route) => {
      await pressed;
      await route.continue();
    });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Go to/ }).waitFor();
    await page.keyboard.type("Sig");
    await page.getByRole("group", { name: "Related" }).getByRole("option", { name: "My sessions" }).waitFor();
    await page.keyboard.press("Enter");
    respond();
    await page.waitForURL(`${origin}/patients/${id}`);
  });

  it("returns the focus, and does not open over a dialog", async () => {
    const { page } = await opened.signedIn();
    const button = page.getByRole("button", { name: /^Go to/ });
    await button.click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => page.getByRole("option", { selected: true }).textContent()).toContain("Sign out");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Go to/);

    await visit(page, "/patients/new");
    await page.getByLabel("First name").fill("Ann");
    await page.getByRole("link", { name: "Doctors" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await page.keyboard.press("Control+k");
    expect(await page.getByRole("dialog").count()).toBe(1);
  });

  it("keeps the chosen colour scheme", async () => {
    const { page } = await opened.signedIn();
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("radio", { name: "Light" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(scheme).toBe("dark");
    await page.reload();
    await heading(page, "Today").waitFor();
    expect(await scheme()).toBe("dark");
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("radio", { name: "System" }).check();
    await expect.poll(scheme).toBe("light");
    await lookAt(page, "account-menu");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("radio").count()).toBe(0);
  });

  it("switches the practice, and shows only its data", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const here = someName("Here");
    await user.client.patient.create.mutate({ name: here, gender: "female" });
    const practice = await user.client.practice.create.mutate({ name: "Second Practice" });
    await page.goto(`${origin}/patients`);
    await page.getByText(here).waitFor();
    await page.getByRole("button", { name: /^Practice: / }).click();
    await page.getByRole("button", { name: practice.name }).click();
    await page.getByRole("banner").getByText(practice.name).waitFor();
    await visit(page, "/patients");
    await page.getByText("There are no patients yet.").waitFor();
  });

  it("opens the navigation by a button on a narrow screen", async () => {
    const { page } = await opened.signedIn({ width: 360 });
    const doctors = page.getByRole("navigation").getByRole("link", { name: "Doctors" });
    const open = page.getByRole("button", { name: "Open the navigation" });
    const leftOf = (of: Locator) => of.evaluate((node) => Math.round(node.getBoundingClientRect().left));
    expect(await leftOf(open.locator("path").first())).toBe(
      await leftOf(page.getByRole("heading", { level: 1 })),
    );
    await open.click();
    await doctors.waitFor();
    await page.keyboard.press("Escape");
    await doctors.waitFor({ state: "hidden" });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("Open the navigation");
    await page.keyboard.press("Enter");
    await doctors.click();
    await heading(page, "Doctors").waitFor();
    await doctors.waitFor({ state: "hidden" });
    await expect.poll(() => focused(page)).toBe("h1");
  });
});
