import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { addDevice } from "./support/device.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, signInByForm } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { press } from "./support/parts.ts";
import { totpCode } from "./support/totp.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("an account in the console", () => {
  if (!opened) return;
  const { backend, signedIn, window, signIn } = opened;

  const tabs = {
    Profile: "/account",
    "Sign-in": "/account/security",
    Sessions: "/account/sessions",
    Practices: "/account/practices",
  };
  const goTo = (page: Page, tab: keyof typeof tabs) => page.goto(`${origin}${tabs[tab]}`);
  const inDialog = (page: Page, name: string) => page.getByRole("dialog", { name });
  const confirm = (page: Page, question: string, label: string) =>
    inDialog(page, question).getByRole("button", { name: label, exact: true }).click();
  const waitForText = (page: Page, text: string) => page.getByText(text).first().waitFor();
  const reauthentication = (page: Page) => inDialog(page, "Confirm your identity");

  /** Makes the sign-in an hour old. */
  const ageSession = ({ accountId }: SignedUp) =>
    backend.database.reader.execute(
      `update session set authenticated_at = now() - interval '1 hour', second_factor_at = second_factor_at - interval '1 hour' where account_id = '${accountId}'`,
    );

  /** Sets up an app in the page. Resolves to its secret and the recovery codes. */
  async function addApp(page: Page) {
    await press(page, "Set up an app");
    const secret = (await page.getByLabel("Secret").textContent())?.replaceAll(/\s/g, "") ?? "";
    await page.getByRole("textbox", { name: "Code", exact: true }).fill(totpCode(secret));
    await press(page, "Turn it on");
    const shown = inDialog(page, "Your recovery codes").getByRole("listitem");
    await shown.first().waitFor();
    const codes = await shown.allTextContents();
    return { secret, codes };
  }

  /** Signs in with the password in a new window. */
  async function atSecondStep({ email, password }: SignedUp) {
    const opening = await window();
    await opening.page.goto(`${origin}/sign-in`);
    await opening.page.getByLabel("Email address").fill(email);
    await opening.page.getByLabel(/^Password/).fill(password);
    await press(opening.page, "Sign in");
    return opening;
  }

  it("shows its pages accessibly in light, dark and narrow", async () => {
    const { page } = await signedIn({ at: "/account" });
    for (const [look, tab, text] of [
      ["profile", "Profile", "Not verified"],
      ["security", "Sign-in", "You have no passkeys yet"],
      ["sessions", "Sessions", "This session"],
      ["practices", "Practices", "Current practice"],
    ] as const) {
      // Practice settings have a "security" as well.
      await page.getByRole("main").getByRole("link", { name: tab, exact: true }).click();
      await waitForText(page, text);
      expect(new URL(page.url()).pathname).toBe(tabs[tab]);
      await lookAt(page, `account-${look}`);
    }
  });

  it("changes its name everywhere at once, and shows the server's error at its field", async () => {
    const { page, user } = await signedIn({ at: null });
    const { name } = await user.client.auth.me();
    const menu = (called: string) =>
      page.getByRole("button", { name: `Your account: ${called}`, exact: true });
    await page.goto(`${origin}/members`);
    await page.getByRole("main").getByText(name).first().waitFor();
    await page.getByRole("button", { name: "Your account" }).click();
    await page.getByRole("link", { name: "My account" }).click();
    await press(page, "Change the name");
    const input = page.getByLabel("Your name");
    await expect.poll(() => input.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await input.inputValue()).toBe(name);
    await lookAt(page, "account-change-name");
    for (const [wrong, why] of [
      [" ", "Required"],
      ["x".repeat(201), "At most 200 characters"],
    ] as const) {
      await input.fill(wrong);
      await press(page, "Change");
      await waitForText(page, why);
      expect(await input.getAttribute("aria-invalid")).toBe("true");
    }
    await input.fill("Never Mind");
    const opener = page.getByRole("button", { name: "Change the name" });
    const isFocused = () => opener.evaluate((button) => button === document.activeElement);
    await press(page, "Cancel");
    await expect.poll(isFocused).toBe(true);
    await press(page, "Change the name");
    expect(await input.inputValue()).toBe(name);
    await input.fill("  <b>Ann</b> Lee ");
    await page.keyboard.press("Enter");
    await waitForText(page, "Your name is now <b>Ann</b> Lee.");
    await menu("<b>Ann</b> Lee").waitFor();
    expect(await input.count()).toBe(0);
    await expect.poll(isFocused).toBe(true);
    await page.getByRole("main").getByText("<b>Ann</b> Lee", { exact: true }).waitFor();
    // Without a reload, the cached list is refreshed.
    await page.getByRole("link", { name: "Members", exact: true }).click();
    await page.getByRole("main").getByText("<b>Ann</b> Lee").first().waitFor();
    expect(await page.getByRole("main").getByText(name, { exact: true }).count()).toBe(0);
    expect((await user.client.auth.me()).name).toBe("<b>Ann</b> Lee");

    await visit(page, tabs.Profile);
    await press(page, "Change the name");
    await page.route(/account\.update/, (route) =>
      route.continue({ postData: route.request().postData()?.replace("Ann Leigh", " ") ?? "" }),
    );
    await input.fill("Ann Leigh");
    await press(page, "Change");
    await waitForText(page, "Required");
    expect([await input.getAttribute("aria-invalid"), await input.inputValue()]).toEqual([
      "true",
      "Ann Leigh",
    ]);
    expect((await user.client.auth.me()).name).toBe("<b>Ann</b> Lee");
    await page.unroute(/account\.update/);
    await press(page, "Change");
    await menu("Ann Leigh").waitFor();
  });

  it("verifies and changes its address by mailed links", async () => {
    const { page, user } = await signedIn({ at: null });
    await goTo(page, "Profile");
    await press(page, "Request a verification link");
    await waitForText(page, "This server cannot send email. Ask the server's administrator for the link.");
    expect((await backend.mails(user.email)).map(({ template }) => template)).toEqual([
      "verifyEmail",
      "verifyEmail",
    ]);
    await press(page, "Change the address");
    await page.getByLabel("New email address").fill("nobody");
    await page.getByLabel("Your password").fill("not the password");
    await press(page, "Request a link");
    await waitForText(page, "Not an email address");
    const newEmail = `new-${user.email}`;
    await page.getByLabel("New email address").fill(newEmail);
    await press(page, "Request a link");
    await waitForText(page, "Not your password");
    await page.getByLabel("Your password").fill(user.password);
    await press(page, "Request a link");
    await waitForText(page, `Ask the server's administrator for the link for ${newEmail}`);
    const [mail] = await backend.mails(newEmail);
    await page.goto(`${origin}/confirm-email#token=${mail?.token}`);
    await page.getByRole("button", { name: "Change my address" }).waitFor();
    await lookAt(page, "confirm-email");
    await press(page, "Change my address");
    await page.getByRole("link", { name: "Go to the console" }).click();
    await goTo(page, "Profile");
    await waitForText(page, newEmail);
    await page.getByText("Verified", { exact: true }).waitFor();
  });

  it("changes its password, which ends other sessions", async () => {
    const { page, user } = await signedIn({ at: null });
    await goTo(page, "Sign-in");
    await press(page, "Change the password");
    await page.getByLabel("Current password").fill("not the password");
    await page.getByLabel("New password").fill("short");
    await press(page, "Change the password");
    await waitForText(page, "At least 8 characters");
    await page.getByLabel("New password").fill("quite another lamp");
    await press(page, "Change the password");
    await waitForText(page, "Not your password");
    expect(
      await page.getByLabel("Current password").evaluate((input) => input === document.activeElement),
    ).toBe(true);
    await page.getByLabel("Current password").fill(user.password);
    await press(page, "Change the password");
    await waitForText(page, "Your password is changed");
    const code = await user.client.auth.me().then(
      () => "ok",
      () => "refused",
    );
    expect(code).toBe("refused");
    const again = await window();
    await signInByForm(again.page, { ...user, password: "quite another lamp" });
  });

  it("sets up an authenticator app, renews recovery codes, and removes the app", async () => {
    const { page } = await signedIn({ at: null });
    await goTo(page, "Sign-in");
    await press(page, "Set up an app");
    await page.getByRole("img", { name: "The secret as a QR code" }).waitFor();
    await lookAt(page, "account-app-set-up");
    await page.getByRole("textbox", { name: "Code", exact: true }).fill("000000");
    await press(page, "Turn it on");
    await waitForText(page, "Wrong code");
    await press(page, "Cancel");

    const { codes } = await addApp(page);
    expect(codes).toHaveLength(10);
    await lookAt(page, "account-recovery-codes");
    const downloading = page.waitForEvent("download");
    await press(page, "Download");
    const file = await (await downloading).path();
    expect(await readFile(file, "utf8")).toBe(`${codes.join("\n")}\n`);
    // Only the button closes it.
    await page.keyboard.press("Escape");
    await press(page, "I have saved them");
    await waitForText(page, "10 are left");
    await lookAt(page, "account-security-with-app");

    await press(page, "Create new codes");
    await confirm(page, "Create new recovery codes?", "Create new codes");
    await inDialog(page, "Your recovery codes").waitFor();
    await press(page, "I have saved them");
    await press(page, "Remove the app");
    await confirm(page, "Remove the authenticator app?", "Remove the app");
    await waitForText(page, "The authenticator app is removed");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
  });

  it("signs in with a password and a code or recovery code", async () => {
    const user = await backend.signUp();
    const { secret } = await user.client.secondFactor.setUp.mutate();
    const { recoveryCodes } = await user.client.secondFactor.confirm.mutate({ code: totpCode(secret) });
    const other = await atSecondStep(user);
    await other.page.getByRole("textbox", { name: "Code", exact: true }).fill("000000");
    await press(other.page, "Sign in");
    await waitForText(other.page, "Wrong code");
    await lookAt(other.page, "sign-in-second-factor");
    const code = totpCode(secret, 1);
    await other.page
      .getByRole("textbox", { name: "Code", exact: true })
      .fill(` ${code.slice(0, 3)} ${code.slice(3)}`);
    await press(other.page, "Sign in");
    await other.page.getByRole("navigation").first().waitFor();

    const third = await atSecondStep(user);
    await press(third.page, "Use a recovery code");
    await third.page.getByLabel("Recovery code").fill(recoveryCodes[0] ?? "");
    await press(third.page, "Sign in");
    await third.page.getByRole("navigation").first().waitFor();

    await visit(third.page, tabs["Sign-in"]);
    await waitForText(third.page, "9 are left");
  });

  it("adds a passkey, signs in with it, and re-authenticates with it", async () => {
    const { page, context, user } = await signedIn({ at: null });
    await addDevice(context, page);
    await goTo(page, "Sign-in");
    await press(page, "Add a passkey");
    await page.getByLabel("Name of the passkey").fill("work laptop");
    await press(page, "Add the passkey");
    await inDialog(page, "Your recovery codes").waitFor();
    await press(page, "I have saved them");
    await press(page, "Rename work laptop");
    await page.getByLabel("Name of the passkey").fill("<img src=x onerror=alert(1)>");
    await press(page, "Rename");
    await waitForText(page, "<img src=x onerror=alert(1)>");
    await lookAt(page, "account-passkeys");

    await page.goto(`${origin}/sign-out`);
    await press(page, "Sign out");
    await waitForText(page, "You are signed out");
    await press(page, "Sign in with a passkey");
    await page.getByRole("navigation").first().waitFor();

    await visit(page, tabs["Sign-in"]);
    await ageSession(user);
    await press(page, "Remove <img src=x onerror=alert(1)>");
    await confirm(page, "Remove “<img src=x onerror=alert(1)>”?", "Remove");
    await reauthentication(page).getByRole("button", { name: "Use a passkey" }).waitFor();
    await lookAt(page, "reauthentication-by-passkey");
    await press(page, "Use a passkey");
    await waitForText(page, "The passkey is removed");
    await waitForText(page, "You have no passkeys yet");
  });

  it("re-authenticates, and continues the call", async () => {
    const { page, user } = await signedIn({ at: null });
    await goTo(page, "Sign-in");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
    await ageSession(user);
    await press(page, "Set up an app");
    await reauthentication(page).getByLabel("Your password").fill("not the password");
    await press(page, "Continue");
    await waitForText(page, "Not your password");
    await lookAt(page, "reauthentication-by-password");
    await page.keyboard.press("Escape");
    await waitForText(page, "Confirm your identity again");
    expect(await reauthentication(page).count()).toBe(0);
    await press(page, "Set up an app");
    await reauthentication(page).getByLabel("Your password").fill(user.password);
    await press(page, "Continue");
    await page.getByLabel("Secret").waitFor();
  });

  /** Clicks a link if it still exists: the page may have noticed the end of its session. */
  const goIfThere = (page: Page, name: string) =>
    page
      .getByRole("main")
      .getByRole("link", { name, exact: true })
      .evaluateAll((links) => {
        for (const link of links) if (link instanceof HTMLElement) link.click();
      });

  it("lists its sessions, and ends one, all others, or all", async () => {
    const { page, user } = await signedIn({ at: null });
    await goTo(page, "Sessions");
    // One session of the sign-up, and one of this page.
    await page.getByText("This session").waitFor();
    expect(await page.getByText("This session").count()).toBe(1);
    await press(page, "End the session of node");
    await confirm(page, "End this session?", "End");
    await waitForText(page, "The session has ended");
    await expect.poll(() => page.getByRole("main").getByRole("listitem").count()).toBe(1);
    await expect(user.client.auth.me()).rejects.toThrow();

    const other = await window();
    await signIn(other.page, user, tabs.Profile);
    await press(page, "End all others");
    await confirm(page, "End all other sessions?", "End all others");
    await waitForText(page, "All other sessions have ended");
    await goIfThere(other.page, "Sessions");
    await waitForText(other.page, "Your session has ended");
    await other.page.getByLabel("Email address").fill(user.email);
    await other.page.getByLabel(/^Password/).fill(user.password);
    await press(other.page, "Sign in");
    // Returns to the previous page.
    await other.page.getByRole("button", { name: /^Your account/ }).waitFor();
    await other.page.waitForURL(/\/account\b/);

    await press(page, "Sign out everywhere");
    await confirm(page, "Sign out everywhere?", "Sign out everywhere");
    await waitForText(page, "You are signed out");
    await goIfThere(other.page, "Sign-in");
    await waitForText(other.page, "Your session has ended");
  });

  it("works in several practices, one per tab", async () => {
    const { page, context, user } = await signedIn({ at: null });
    const { name: firstName } = await user.client.practice.mine.query();
    await goTo(page, "Practices");
    await press(page, `Leave ${firstName}`);
    await confirm(page, `Leave “${firstName}”?`, "Leave");
    await waitForText(page, "A practice needs an owner");
    await press(page, "Cancel");
    await press(page, "Create a practice");
    await page.getByLabel("Name of the practice").fill("Second practice");
    await press(page, "Create");
    const practiceOf = (tab: Page) =>
      tab.getByRole("main").getByRole("listitem").filter({ hasText: "Current practice" });
    await page.waitForURL(`${origin}/`);
    await goTo(page, "Practices");
    await expect.poll(() => practiceOf(page).textContent()).toContain("Second practice");

    const tab = await context.newPage();
    await goTo(tab, "Practices");
    await tab.getByRole("button", { name: /^Practice: / }).click();
    await press(tab, firstName);
    await tab.waitForURL(`${origin}/`);
    await goTo(tab, "Practices");
    await expect.poll(() => practiceOf(tab).textContent()).toContain(firstName);
    // The other tab stays in its practice.
    await user.client.patient.create.mutate({ name: "Zebedee Quill", gender: "male" });
    const listOf = async (shown: Page) => {
      const listed = shown.waitForResponse(/patient\.list/);
      await shown.getByRole("link", { name: "Patients", exact: true }).click();
      return (await listed).text();
    };
    expect(await listOf(tab)).toContain("Zebedee");
    expect(await listOf(page)).not.toContain("Zebedee");
  });

  it("starts in the practice that was opened last, or not at all, and stays there", async () => {
    const { page, user, complaints } = await signedIn({ at: null });
    const other = await user.client.practice.create.mutate({ name: "Second practice" });
    const { name } = await user.client.practice.mine.query();
    const asked = /\/trpc\/practice\.list/;
    const refusal = { message: "Something went wrong here", code: -32603, data: { code: "INTERNAL" } };
    await page.route(asked, (route) => route.fulfill({ status: 500, json: [{ error: refusal }] }));
    await page.goto(`${origin}/account`);
    // Calls without a practice would go to the oldest one.
    await waitForText(page, "Something went wrong here");
    expect(await page.getByRole("navigation").count()).toBe(0);
    await page.unroute(asked);
    await press(page, "Try again");
    const shown = page.getByRole("button", { name: `Practice: ${name}` });
    await shown.waitFor();
    // As in a tab opened by a link.
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await shown.waitFor();
    // The choice in another tab.
    await page.evaluate((id) => localStorage.setItem("caretype.practice", id), other.id);
    await page.reload();
    await shown.or(page.getByRole("button", { name: `Practice: ${other.name}` })).waitFor();
    expect(await shown.count()).toBe(1);
    expect([...new Set(complaints.splice(0))]).toEqual([refusal.message]);
  });

  it("falls back to its first practice if it left the chosen one", async () => {
    const { page, user } = await signedIn();
    await page.evaluate(() =>
      sessionStorage.setItem("caretype.practice", "0190c0de-0000-7000-8000-000000000000"),
    );
    const { name } = await user.client.practice.mine.query();
    // The page stays for a while, as with a slow server.
    await page.route(`${origin}/`, async (route) => {
      await sleep(1_000);
      await route.continue();
    });
    // The page may leave before it has loaded, so a navigation that waits for the load would fail.
    await page.goto(`${origin}/account/practices`, { waitUntil: "commit" });
    await page.waitForURL(`${origin}/`);
    await goTo(page, "Practices");
    await page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByText("Current practice")
      .waitFor();
  });

  it("keeps a form open if it left the practice of the form, and says so", async () => {
    const { page, user } = await signedIn();
    const { id } = await user.client.practice.mine.query();
    await page.evaluate((own) => sessionStorage.setItem("caretype.practice", own), id);
    await page.goto(`${origin}/patients/new`);
    const name = page.getByLabel("First name");
    await name.fill("Zebedee");
    // As if another owner had removed a member.
    await page.route(/\/trpc\/.*patient\.list/, async (route) => {
      const headers = {
        ...route.request().headers(),
        "caretype-practice": "0190c0de-0000-7000-8000-000000000000",
      };
      await route.continue({ headers });
    });
    // The question whether to leave.
    const question = page.waitForEvent("dialog", { timeout: 0 }).then((dialog) => dialog.dismiss());
    await page.keyboard.press("Control+k");
    const answered = page.waitForResponse(/patient\.list/);
    await page.getByRole("combobox", { name: /^Go to/ }).fill("Roe");
    expect(await (await answered).text()).toContain("PRACTICE_NOT_FOUND");
    const error = page.getByText("No such practice").first().waitFor();
    const first = [error.then(() => "error"), question.then(() => "asked")];
    expect(await Promise.race(first)).toBe("error");
    expect(await name.inputValue()).toBe("Zebedee");
  });

  it("is managed by keyboard", async () => {
    const { page, user } = await signedIn({ at: null });
    await goTo(page, "Sign-in");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 40; steps++) {
        if ((await focused()) === name) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${name} cannot be reached by Tab`);
    };
    await ageSession(user);
    await tabTo("Set up an app");
    await page.keyboard.press("Enter");
    await reauthentication(page).getByLabel("Your password").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("autocomplete")))
      .toBe("current-password");
    await page.keyboard.type(user.password);
    await page.keyboard.press("Enter");
    const secret = (await page.getByLabel("Secret").textContent())?.replaceAll(/\s/g, "") ?? "";
    await page.getByRole("textbox", { name: "Code", exact: true }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("autocomplete")))
      .toBe("one-time-code");
    await page.keyboard.type(totpCode(secret));
    await page.keyboard.press("Enter");
    await inDialog(page, "Your recovery codes").waitFor();
    await tabTo("I have saved them");
    await page.keyboard.press("Enter");
    await waitForText(page, "10 are left");
  });
});
