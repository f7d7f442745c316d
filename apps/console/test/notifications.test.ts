import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole } from "./support/open.ts";
import { readAnew } from "./support/pages.ts";

const opened = await openConsole();

describe.skipIf(!opened)("notifications", () => {
  if (!opened) return;

  it("are counted on the bell, listed by keyboard, and read when they are opened", async () => {
    const { page } = await opened.signedIn({ at: "/patients" });
    const bell = page.getByRole("button", { name: /^Notifications/ });
    await page.getByRole("button", { name: "Notifications, 1 unread" }).focus();
    await page.keyboard.press("Enter");
    const reminder = page.getByRole("link", { name: /^Unread: Your email address is not verified yet/ });
    await reminder.waitFor();
    await lookAt(page, "notifications");
    await page.keyboard.press("Escape");
    await reminder.waitFor({ state: "hidden" });
    expect(await bell.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await reminder.click();
    await page.getByRole("heading", { level: 1, name: "My account" }).waitFor();
    await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
  });

  it("are marked as read together, and tell of a new member by name", async () => {
    const { page, user } = await opened.signedIn({ at: "/patients" });
    await makeColleague(opened.backend, user, "viewer");
    await readAnew(page);
    await page.getByRole("button", { name: "Notifications, 2 unread" }).click();
    await page.getByRole("link", { name: /accepted your invitation/ }).waitFor();
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.getByRole("button", { name: "Notifications", exact: true }).waitFor();
    expect((await user.client.notification.list.query({ limit: 1 })).unread).toBe(0);
  });
});
