import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { totpCode } from "./support/totp.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("the idle console", () => {
  if (!opened) return;
  const { backend, signIn } = opened;

  const lockDialog = (page: Page) => page.getByRole("dialog", { name: "Locked" });
  const firstName = (page: Page) => page.getByLabel("First name");
  const warning = (page: Page) => page.getByText(/^This page locks at/);
  const touch = async (page: Page) => {
    await page.mouse.move(300, 300);
    await page.mouse.move(310, 310);
  };
  async function unlock(page: Page, password: string) {
    await lockDialog(page)
      .getByLabel(/^Password/)
      .fill(password);
    await page.keyboard.press("Enter");
    await lockDialog(page).waitFor({ state: "detached" });
  }

  /** Opens a form with input, with a controllable clock. */
  async function atForm() {
    const user = await backend.signUp();
    const { page, context } = (await opened?.window()) ?? never();
    await context.clock.install();
    await signIn(page, user, "/patients/new");
    await page.getByRole("textbox", { name: "First name" }).fill("Zebedee");
    return { page, context, user };
  }

  it("warns, locks and hides the page, and keeps the input for the same account", async ({ expect }) => {
    const { page, context, user } = await atForm();
    await context.clock.fastForward("28:30");
    await warning(page).waitFor();
    await lookAt(page, "locks-soon");
    await touch(page);
    await warning(page).waitFor({ state: "detached" });
    // Background calls do not count as activity.
    await context.clock.fastForward("30:01");
    await lockDialog(page).waitFor();
    expect(await firstName(page).isVisible()).toBe(false);
    expect(await page.getByRole("banner").isVisible()).toBe(false);
    await lookAt(page, "locked");
    // The browser's session has ended; the test client's continues.
    const sessions = async () => (await user.client.session.list.query({})).items.length;
    await expect.poll(sessions).toBe(1);
    const other = await context.newPage();
    await other.goto(`${origin}/patients`);
    await other.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await other.close();
    await page.keyboard.press("Escape");
    await lockDialog(page)
      .getByLabel(/^Password/)
      .fill("not the password");
    await page.keyboard.press("Enter");
    await page.getByText("The credentials are not valid").waitFor();
    await unlock(page, user.password);
    expect(await page.getByRole("textbox", { name: "First name" }).inputValue()).toBe("Zebedee");
    await page.getByRole("textbox", { name: "Last name" }).fill("Quill");
    await page.getByRole("radio", { name: "Male", exact: true }).check();
    await page.getByRole("button", { name: /^(?:Add|Save|Create)/ }).click();
    await page.getByRole("heading", { level: 1, name: "Zebedee Quill" }).waitFor();
  });

  it("shares activity and locks between tabs", async () => {
    const { page, context, user } = await atForm();
    const tab = await context.newPage();
    await tab.goto(`${origin}/doctors`);
    await tab.getByRole("heading", { level: 1, name: "Doctors" }).waitFor();
    const lastActivity = () => page.evaluate(() => localStorage.getItem("caretype.touched"));
    const before = await lastActivity();
    await context.clock.fastForward("20:00");
    await touch(tab);
    // Storage reaches another tab a moment later.
    await expect.poll(lastActivity).not.toBe(before);
    await context.clock.fastForward("20:00");
    await tab.getByRole("button", { name: /^Your account/ }).click();
    expect([await lockDialog(page).count(), await lockDialog(tab).count()]).toEqual([0, 0]);
    await tab.getByRole("button", { name: "Lock", exact: true }).click();
    for (const one of [page, tab]) await lockDialog(one).waitFor();
    expect(await firstName(page).isVisible()).toBe(false);
    await unlock(tab, user.password);
    await lockDialog(page).waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "First name" }).inputValue()).toBe("Zebedee");
    await page.getByRole("link", { name: "Today", exact: true }).first().waitFor();
  });

  it("is left if the browser's session is another account's when a tab unlocks", async () => {
    const { page, user } = (await opened?.signedIn({ at: "/doctors" })) ?? never();
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("button", { name: "Lock", exact: true }).click();
    await lockDialog(page).waitFor();
    // The other tab has unlocked, signed out, and signed in as another user, before this one notices the first.
    await signIn(page, await backend.signUp(), null);
    await page.evaluate((id) => {
      const newValue = `unlocked ${id} 1`;
      dispatchEvent(new StorageEvent("storage", { key: "caretype.lock", newValue }));
    }, user.accountId);
    await page.getByText("Somebody else signed in to this browser").waitFor();
  });

  it("keeps only the colour scheme after signing out everywhere, also where the server clears nothing", async () => {
    const { page, context, user } = (await opened?.signedIn({ at: "/account/sessions" })) ?? never();
    const { id } = await user.client.practice.mine.query();
    await page.evaluate((practice) => {
      sessionStorage.setItem("caretype.practice", practice);
      localStorage.setItem("mantine-color-scheme-value", "dark");
      localStorage.setItem(`caretype.unsaved.${practice}`, "text");
    }, id);
    await page.route("**/trpc/account.logoutEverywhere*", (route) =>
      route.fulfill({ json: { result: { data: null } } }),
    );
    await context.clearCookies();
    await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByText("You are signed out.").waitFor();
    const kept = await page.evaluate(() => ({ ...localStorage }));
    expect(Object.keys(kept).join()).not.toMatch(/practice|unsaved/);
    expect(kept["mantine-color-scheme-value"]).toBe("dark");
  });

  it("redirects members to set up an overdue second factor", async () => {
    const { page: owners, user: owner } = (await opened?.signedIn({ at: "/settings/security" })) ?? never();
    const needed = owners.getByLabel("Every member needs a second factor");
    await needed.check();
    await owners.getByRole("button", { name: "Save", exact: true }).click();
    // The owner needs one first.
    await owners.getByRole("link", { name: "set it up in your account" }).waitFor();
    await lookAt(owners, "second-factor-policy");
    const { secret } = await owner.client.secondFactor.setUp.mutate();
    await owner.client.secondFactor.confirm.mutate({ code: totpCode(secret) });
    const member = await makeColleague(backend, owner, "clinician");
    const change = (graceDays: number) =>
      owner.client.practice.updateSecondFactor.mutate({
        secondFactor: "required",
        graceDays,
        expectedVersion: "any",
      });
    await change(7);
    const { page } = (await opened?.window()) ?? never();
    await signIn(page, member);
    await page.getByText(/^Set up a second factor by/).waitFor();
    await lookAt(page, "second-factor-soon");
    await visit(page, "/patients");
    await page.getByRole("heading", { level: 1, name: "Patients" }).waitFor();
    await change(0);
    await page.goto(`${origin}/patients`);
    await page.getByText("Set up a second factor to continue").waitFor();
    expect(new URL(page.url()).pathname).toBe("/account/security");
    const setUp = page.getByRole("button", { name: "Set up an app" });
    await setUp.waitFor();
    await lookAt(page, "second-factor-due");
    await setUp.click();
    const shown = (await page.getByLabel("Secret").textContent())?.replaceAll(/\s/g, "") ?? "";
    await page.getByRole("textbox", { name: "Code", exact: true }).fill(totpCode(shown));
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByRole("button", { name: "I have saved them" }).click();
    await page.getByText("Set up a second factor to continue").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Patients", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Patients" }).waitFor();
  });
});

function never(): never {
  throw new Error("There is no Chromium");
}
