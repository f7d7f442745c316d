import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";
import { createWindows, type Window } from "./support/windows.ts";

const opened = await openConsole();

/** Stores data in every kind of storage. */
async function store({ page, context }: Window): Promise<void> {
  await context.addCookies([{ name: "left", value: "cookie", url: origin, httpOnly: true }]);
  await page.evaluate(async () => {
    for (const storage of [localStorage, sessionStorage]) storage.setItem("left", "storage");
    window.name = "left";
    history.pushState({ left: true }, "", "/sign-in?left");
    await (await caches.open("left")).put("/left", new Response("left"));
    const request = indexedDB.open("left");
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
  });
  await page.setViewportSize({ width: 400, height: 300 });
  await page.emulateMedia({ colorScheme: "dark", forcedColors: "active", media: "print" });
  await page.mouse.move(50, 50);
}

/** What a page can see. */
const seen = (page: Page) =>
  page.evaluate(async () => ({
    storages: [{ ...localStorage }, { ...sessionStorage }],
    name: window.name,
    cookie: document.cookie,
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
    size: [innerWidth, innerHeight],
    media: ["print", "(prefers-color-scheme: dark)", "(forced-colors: active)"].filter(
      (query) => matchMedia(query).matches,
    ),
    isLessMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
    hovered: document.querySelectorAll("body :hover").length,
  }));

describe.skipIf(!opened)("the window of an earlier test", () => {
  if (!opened) return;
  const windows = createWindows(opened.browser, origin);

  it("has nothing of it: no storage, cookie, size, look or page to go back to", async () => {
    const first = await windows.take(opened.backend);
    const { page, context } = first.window;
    await page.goto(`${origin}/sign-in`);
    const untouched = await seen(page);
    expect(untouched.size).toEqual([1280, 800]);
    await store(first.window);
    expect(await seen(page)).not.toEqual(untouched);
    await page.evaluate(() => reportError(new Error("complaint")));
    await expect.poll(() => first.window.complaints).toEqual(["complaint"]);
    await expect(first.giveBack()).rejects.toThrow("errors in the browser's console");
    const second = await windows.take(opened.backend);
    expect(second.window.page).toBe(page);
    expect(await context.cookies()).toEqual([]);
    await page.goto(`${origin}/sign-in`);
    expect(await seen(page)).toMatchObject({ ...untouched, storages: [{}, {}], databases: [] });
    expect(second.window.complaints).toEqual([]);
    const cdp = await context.newCDPSession(page);
    const { entries } = await cdp.send("Page.getNavigationHistory");
    expect(entries.map(({ url }) => url)).toEqual([`${origin}/favicon.svg`, `${origin}/sign-in`]);
    await second.giveBack();
  });

  it("has no route, listener, script, permission or second page of it, and is online", async () => {
    const first = await windows.take(opened.backend, { locale: "pt-BR" });
    const { page, context } = first.window;
    const heard: string[] = [];
    for (const each of [page, context]) {
      await each.route("**/sign-in", (route) => route.fulfill({ body: "routed", contentType: "text/html" }));
      await each.addInitScript(() => {
        window.name = "scripted";
      });
    }
    page.on("load", () => heard.push("load"));
    context.on("request", () => heard.push("request"));
    await context.grantPermissions(["clipboard-read"]);
    await page.goto(`${origin}/sign-in`);
    expect(await page.textContent("body")).toBe("routed");
    expect(await page.evaluate(() => window.name)).toBe("scripted");
    expect(new Set(heard)).toEqual(new Set(["load", "request"]));
    await context.newPage();
    await context.setOffline(true);
    await first.giveBack();
    heard.length = 0;
    const second = await windows.take(opened.backend, { locale: "pt-BR" });
    expect(second.window.page).toBe(page);
    expect(context.pages()).toEqual([page]);
    await page.goto(`${origin}/sign-in`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.evaluate(() => window.name)).toBe("");
    const { state } = await page.evaluate(() =>
      navigator.permissions.query({ name: "clipboard-read" as PermissionName }),
    );
    expect(state).not.toBe("granted");
    expect(heard).toEqual([]);
    await second.giveBack();
  });

  it.each<[string, (window: Window) => Promise<unknown>]>([
    ["has a clock", ({ context }) => context.clock.install()],
    ["was closed", ({ page }) => page.close()],
    ["had a debugger", ({ page, context }) => context.newCDPSession(page)],
  ])("is not used again if it %s", async (_, change) => {
    const first = await windows.take(opened.backend, { locale: "fr-FR" });
    await change(first.window);
    await first.giveBack();
    const second = await windows.take(opened.backend, { locale: "fr-FR" });
    expect(second.window.context).not.toBe(first.window.context);
    await second.window.context.close();
  });

  it("is used for its own language and time zone only, and for any size and scheme", async () => {
    const first = await windows.take(opened.backend, { locale: "de-AT" });
    await first.giveBack();
    const other = await windows.take(opened.backend, { locale: "de-AT", timezone: "Asia/Tokyo" });
    expect(other.window.page).not.toBe(first.window.page);
    const same = await windows.take(opened.backend, { locale: "de-AT" });
    expect(same.window.page).toBe(first.window.page);
    await same.giveBack();
    const dark = await windows.take(opened.backend, {
      locale: "de-AT",
      width: 360,
      height: 640,
      scheme: "dark",
    });
    expect(dark.window.page).toBe(first.window.page);
    const { size, media } = await seen(dark.window.page);
    expect({ size, media }).toEqual({ size: [360, 640], media: ["(prefers-color-scheme: dark)"] });
  });
});
