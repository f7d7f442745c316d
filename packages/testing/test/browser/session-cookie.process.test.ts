import { randomUUID } from "node:crypto";
import { hasChromium } from "@caretype/testing/browser";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openContext } from "./scripted-context.ts";

async function openBrowser() {
  const { backend, context } = await openContext(new URL("session-page.ts", import.meta.url));
  const openTab = async (origin = "http://localhost", hash = "") => {
    const tab = await context.newPage();
    await tab.goto(`${origin}/health/live${hash}`);
    return tab;
  };
  return { context, openTab, backend };
}

const step = (tab: Page, name: string, ...given: unknown[]): Promise<unknown> =>
  tab.evaluate(`page.${name}(...${JSON.stringify(given)})`);
const refusal = (tab: Page, name: string): Promise<unknown> =>
  tab.evaluate(`page.refusalOf(() => page.${name}())`);
const signedOut = (tab: Page): Promise<unknown> => tab.evaluate("page.signedOut");
const somebody = () => ({ email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" });

// Started here, so that it is closed even if the test times out.
const opened = hasChromium ? await openBrowser() : null;

it.skipIf(!opened)(
  "in Chromium a session outlives a reload, is shared by tabs, and is seen by no script and no other origin",
  async () => {
    if (!opened) return;
    const { context, openTab, backend } = opened;
    const tab = await openTab();
    expect(await step(tab, "resume")).toBeNull();
    const credentials = somebody();
    const { id, tokens } = Object(await step(tab, "register", credentials));
    expect(tokens.refresh).toBe("cookie");
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({
      name: expect.stringMatching(/^__Host-caretype-refresh-[0-9a-f]{8}$/),
      path: "/",
      domain: "localhost",
      httpOnly: true,
      secure: true,
      sameSite: "Strict",
    });
    const seen = "JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])";
    expect(await tab.evaluate(seen)).toBe('["",{},{}]');

    await tab.reload();
    expect(await refusal(tab, "me")).toBe("UNAUTHENTICATED");
    expect(await step(tab, "resume")).toMatchObject({ accountId: id });
    expect(await step(tab, "countPatients")).toBe(0);
    const others = await Promise.all([openTab(), openTab()]);
    const resumed = await Promise.all(others.map((other) => step(other, "resume")));
    expect(resumed).toMatchObject([{ accountId: id }, { accountId: id }]);

    const foreign = await openTab(backend.url);
    expect(await step(foreign, "forge", "http://localhost")).toBe("not sent");

    // Another user signs in with the same browser. No tab may silently continue as them.
    const [second, third] = others;
    if (!second || !third) throw new Error("no tabs");
    const { id: otherId } = Object(await step(second, "register", somebody()));
    for (const left of [tab, third]) {
      await expect.poll(() => signedOut(left)).toEqual(["replaced"]);
      expect(await refusal(left, "me")).toBe("UNAUTHENTICATED");
      expect(await step(left, "resume")).toMatchObject({ accountId: otherId });
    }
    await step(second, "logOut");
    await expect.poll(() => signedOut(third)).toEqual(["replaced", "otherTab"]);
    expect(await context.cookies()).toEqual([]);
    await third.reload();
    expect(await step(third, "resume")).toBeNull();
    expect(await step(third, "logIn", credentials)).toMatchObject({ user: { id } });
  },
);

it.skipIf(!opened)(
  "in Chromium, signing out in one of two tabs of an account signs out both, and leaves no session",
  async () => {
    if (!opened) return;
    const [older, newer] = await Promise.all([opened.openTab(), opened.openTab()]);
    const credentials = somebody();
    await step(older, "register", credentials);
    for (const [leaving, left] of [[older, newer] as const, [newer, older] as const]) {
      await step(older, "logIn", credentials);
      await step(newer, "logIn", credentials);
      expect(await step(older, "countPatients")).toBe(0);
      // Both tabs hold one session, because the sign-in has ended the other.
      expect(await step(newer, "countSessions")).toBe(1);
      await step(older, "logIn", credentials);
      await step(newer, "logIn", credentials);
      expect(await step(leaving, "logOut")).toEqual({ endedOnServer: true });
      await expect.poll(async () => Object(await signedOut(left)).at(-1)).toBe("otherTab");
      expect(await refusal(left, "me")).toBe("UNAUTHENTICATED");
      await step(left, "logIn", credentials);
      expect(await step(left, "countSessions")).toBe(1);
      await step(left, "logOut");
    }
  },
);

it.skipIf(!opened)(
  "in Chromium, tabs over one localStorage never continue as another account, and hear of it at once",
  async () => {
    if (!opened) return;
    const open = () => opened.openTab("http://localhost", "#localStorage");
    const [own, other] = await Promise.all([open(), open()]);
    await step(own, "register", somebody());
    expect(await step(other, "countPatients")).toBe(0);
    const idle = await open();
    await step(own, "logOut");
    await expect.poll(() => signedOut(other)).toEqual(["otherTab"]);
    const { id } = Object(await step(own, "register", somebody()));
    for (const left of [other, idle]) expect(await refusal(left, "countPatients")).toBe("UNAUTHENTICATED");
    // Signs in over the first tab's current account.
    await step(other, "register", somebody());
    await expect.poll(() => signedOut(own)).toEqual(["logout", "replaced"]);
    expect(await refusal(own, "countPatients")).toBe("UNAUTHENTICATED");
    await own.reload();
    expect(await step(own, "resume")).not.toMatchObject({ accountId: id });
  },
);
