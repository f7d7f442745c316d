import { readFile } from "node:fs/promises";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { addDevice } from "./support/device.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, signIn } from "./support/open.ts";
import { totpCode } from "./support/totp.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("an account in the console", () => {
  if (!opened) return;
  const { backend, signedIn, window } = opened;

  const goTo = async (page: Page, tab: string) => {
    await page.goto(`${origin}/account`);
    await page.getByRole("link", { name: tab, exact: true }).click();
  };
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  const inDialog = (page: Page, name: string) => page.getByRole("dialog", { name });
  const confirm = (page: Page, question: string, label: string) =>
    inDialog(page, question).getByRole("button", { name: label, exact: true }).click();
  const said = (page: Page, text: string) => page.getByText(text).first().waitFor();
  const proof = (page: Page) => inDialog(page, "Is it you?");

  /** As if the sign-in had been an hour ago. */
  const age = ({ accountId }: SignedUp) =>
    backend.database.reader.execute(
      `update session set authenticated_at = now() - interval '1 hour', second_factor_at = second_factor_at - interval '1 hour' where account_id = '${accountId}'`,
    );

  /** Sets up an app as a person does; resolves to its secret and the recovery codes. */
  async function addApp(page: Page) {
    await press(page, "Set up an app");
    const secret = (await page.getByLabel("Secret").textContent())?.replaceAll(/\s/g, "") ?? "";
    await page.getByRole("textbox", { name: "Code", exact: true }).fill(totpCode(secret));
    await press(page, "Turn it on");
    const shown = inDialog(page, "Keep your recovery codes").getByRole("listitem");
    await shown.first().waitFor();
    const codes = await shown.allTextContents();
    return { secret, codes };
  }

  /** In a window of its own, after the password. */
  async function atSecondStep({ email, password }: SignedUp) {
    const opening = await window();
    await opening.page.goto(`${origin}/sign-in`);
    await opening.page.getByLabel("E-mail address").fill(email);
    await opening.page.getByLabel(/^Password/).fill(password);
    await press(opening.page, "Sign in");
    return opening;
  }

  it("shows what it is, and its pages read well in light, dark and narrow", async () => {
    const { page, complaints } = await signedIn();
    for (const [tab, text] of Object.entries({
      Profile: "Not verified",
      Security: "You have none yet",
      Sessions: "This one",
      Practices: "You are in this one",
    })) {
      await goTo(page, tab);
      await said(page, text);
      await lookAt(page, `account-${tab.toLowerCase()}`);
    }
    expect(complaints).toEqual([]);
  });

  it("changes its name, which everything shows at once", async () => {
    const { page, user, complaints } = await signedIn();
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
      await said(page, why);
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
    await said(page, "Your name is <b>Ann</b> Lee now.");
    await menu("<b>Ann</b> Lee").waitFor();
    expect(await input.count()).toBe(0);
    await expect.poll(isFocused).toBe(true);
    await page.getByRole("main").getByText("<b>Ann</b> Lee", { exact: true }).waitFor();
    // Not loaded anew: the list that was read a moment ago is not shown as it was.
    await page.getByRole("link", { name: "Members", exact: true }).click();
    await page.getByRole("main").getByText("<b>Ann</b> Lee").first().waitFor();
    expect(await page.getByRole("main").getByText(name, { exact: true }).count()).toBe(0);
    expect((await user.client.auth.me()).name).toBe("<b>Ann</b> Lee");
    expect(complaints).toEqual([]);
  });

  it("is told at the field what the server does not take for a name", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Profile");
    await press(page, "Change the name");
    await page.route(/account\.update/, (route) =>
      route.continue({ postData: route.request().postData()?.replace("Ann Lee", " ") ?? "" }),
    );
    const input = page.getByLabel("Your name");
    await input.fill("Ann Lee");
    await press(page, "Change");
    await said(page, "Required");
    expect([await input.getAttribute("aria-invalid"), await input.inputValue()]).toEqual(["true", "Ann Lee"]);
    expect((await user.client.auth.me()).name).not.toBe("Ann Lee");
    await page.unroute(/account\.update/);
    await press(page, "Change");
    await page.getByRole("button", { name: "Your account: Ann Lee", exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("has its address verified and changed by mailed links", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Profile");
    await press(page, "Ask for a link that verifies it");
    await said(page, "Nothing is sent: this server has no mail server. Ask whoever runs it for the link.");
    expect((await backend.mails(user.email)).map(({ template }) => template)).toEqual([
      "verifyEmail",
      "verifyEmail",
    ]);
    await press(page, "Change the address");
    await page.getByLabel("New e-mail address").fill("nobody");
    await page.getByLabel("Your password").fill("not the password");
    await press(page, "Ask for a link");
    await said(page, "Not an e-mail address");
    const newEmail = `new-${user.email}`;
    await page.getByLabel("New e-mail address").fill(newEmail);
    await press(page, "Ask for a link");
    await said(page, "Not your password");
    await page.getByLabel("Your password").fill(user.password);
    await press(page, "Ask for a link");
    await said(page, `Ask whoever runs it for the link for ${newEmail}`);
    const [mail] = await backend.mails(newEmail);
    await page.goto(`${origin}/confirm-email#token=${mail?.token}`);
    await press(page, "Make it my address");
    await page.getByRole("link", { name: "Go to the console" }).click();
    await goTo(page, "Profile");
    await said(page, newEmail);
    await page.getByText("Verified", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("gets another password, which ends its other sessions", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Security");
    await press(page, "Change the password");
    await page.getByLabel("Current password").fill("not the password");
    await page.getByLabel("New password").fill("short");
    await press(page, "Change the password");
    await said(page, "At least 8 characters");
    await page.getByLabel("New password").fill("quite another lamp");
    await press(page, "Change the password");
    await said(page, "Not your password");
    expect(
      await page.getByLabel("Current password").evaluate((input) => input === document.activeElement),
    ).toBe(true);
    await page.getByLabel("Current password").fill(user.password);
    await press(page, "Change the password");
    await said(page, "Your password is changed");
    const code = await user.client.auth.me().then(
      () => "ok",
      () => "refused",
    );
    expect(code).toBe("refused");
    const again = await window();
    await signIn(again.page, { ...user, password: "quite another lamp" });
    expect([...complaints, ...again.complaints]).toEqual([]);
  });

  it("gets an authenticator app with recovery codes, makes new codes, and has the app removed", async () => {
    const { page, complaints } = await signedIn();
    await goTo(page, "Security");
    await press(page, "Set up an app");
    await page.getByRole("img", { name: "The secret as a QR code" }).waitFor();
    await lookAt(page, "account-app-set-up");
    await page.getByRole("textbox", { name: "Code", exact: true }).fill("000000");
    await press(page, "Turn it on");
    await said(page, "Not the app's code");
    await press(page, "Cancel");

    const { codes } = await addApp(page);
    expect(codes).toHaveLength(10);
    await lookAt(page, "account-recovery-codes");
    const downloading = page.waitForEvent("download");
    await press(page, "Download");
    const file = await (await downloading).path();
    expect(await readFile(file, "utf8")).toBe(`${codes.join("\n")}\n`);
    // Nothing but its button closes what is shown once.
    await page.keyboard.press("Escape");
    await press(page, "I have kept them");
    await said(page, "10 are left");
    await lookAt(page, "account-security-with-app");

    await press(page, "Make new codes");
    await confirm(page, "Make new recovery codes?", "Make new codes");
    await inDialog(page, "Keep your recovery codes").waitFor();
    await press(page, "I have kept them");
    await press(page, "Remove the app");
    await confirm(page, "Remove the authenticator app?", "Remove the app");
    await said(page, "The authenticator app is removed");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("with an app signs in by a code or a recovery code besides its password", async () => {
    const user = await backend.signUp();
    const { secret } = await user.client.secondFactor.setUp.mutate();
    const { recoveryCodes } = await user.client.secondFactor.confirm.mutate({ code: totpCode(secret) });
    const other = await atSecondStep(user);
    await other.page.getByRole("textbox", { name: "Code", exact: true }).fill("000000");
    await press(other.page, "Sign in");
    await said(other.page, "Not good: give the next one");
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

    await goTo(third.page, "Security");
    await said(third.page, "9 are left");
    expect([...other.complaints, ...third.complaints]).toEqual([]);
  });

  it("gets a passkey, signs in with it alone, and proves by it again who it is", async () => {
    const { page, context, user, complaints } = await signedIn();
    await addDevice(context, page);
    await goTo(page, "Security");
    await press(page, "Add a passkey");
    await page.getByLabel("Name of the passkey").fill("work laptop");
    await press(page, "Add the passkey");
    await inDialog(page, "Keep your recovery codes").waitFor();
    await press(page, "I have kept them");
    await press(page, "Rename work laptop");
    await page.getByLabel("Name of the passkey").fill("<img src=x onerror=alert(1)>");
    await press(page, "Rename");
    await said(page, "<img src=x onerror=alert(1)>");
    await lookAt(page, "account-passkeys");

    await page.goto(`${origin}/sign-out`);
    await press(page, "Sign out");
    await said(page, "You are signed out");
    await press(page, "Sign in with a passkey");
    await page.getByRole("navigation").first().waitFor();

    await goTo(page, "Security");
    await age(user);
    await press(page, "Remove <img src=x onerror=alert(1)>");
    await confirm(page, "Remove “<img src=x onerror=alert(1)>”?", "Remove");
    await proof(page).getByRole("button", { name: "Use a passkey" }).waitFor();
    await lookAt(page, "proof-by-passkey");
    await press(page, "Use a passkey");
    await said(page, "The passkey is removed");
    await said(page, "You have none yet");
    expect(complaints).toEqual([]);
  });

  it("is asked again who it is, and what was called goes on by itself", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Security");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
    await age(user);
    await press(page, "Set up an app");
    await proof(page).getByLabel("Your password").fill("not the password");
    await press(page, "Go on");
    await said(page, "Not your password");
    await lookAt(page, "proof-by-password");
    await page.keyboard.press("Escape");
    await said(page, "Prove again who you are");
    expect(await proof(page).count()).toBe(0);
    await press(page, "Set up an app");
    await proof(page).getByLabel("Your password").fill(user.password);
    await press(page, "Go on");
    await page.getByLabel("Secret").waitFor();
    expect(complaints).toEqual([]);
  });

  /** A page may find out by itself that its session has ended, and then has no links any more. */
  const goIfThere = (page: Page, name: string) =>
    page.getByRole("link", { name, exact: true }).evaluateAll((links) => {
      for (const link of links) if (link instanceof HTMLElement) link.click();
    });

  it("sees where it is signed in, and ends one session, all others, or all", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Sessions");
    // The one that signed up; and the one that this page has.
    await page.getByText("This one").waitFor();
    expect(await page.getByText("This one").count()).toBe(1);
    await press(page, "End the session of node");
    await confirm(page, "End this session?", "End");
    await said(page, "The session has ended");
    await expect.poll(() => page.getByRole("main").getByRole("listitem").count()).toBe(1);
    await expect(user.client.auth.me()).rejects.toThrow();

    const other = await window();
    await signIn(other.page, user);
    await goTo(other.page, "Profile");
    await press(page, "End all others");
    await confirm(page, "End all other sessions?", "End all others");
    await said(page, "All other sessions have ended");
    await goIfThere(other.page, "Sessions");
    await said(other.page, "Your session has ended");
    await other.page.getByLabel("E-mail address").fill(user.email);
    await other.page.getByLabel(/^Password/).fill(user.password);
    await press(other.page, "Sign in");
    // And comes back to where it was.
    await other.page.getByRole("button", { name: /^Your account/ }).waitFor();
    await other.page.waitForURL(/\/account\b/);

    await press(page, "Sign out everywhere");
    await confirm(page, "Sign out everywhere?", "Sign out everywhere");
    await said(page, "You are signed out");
    await goIfThere(other.page, "Practices");
    await said(other.page, "Your session has ended");
    expect([...complaints, ...other.complaints]).toEqual([]);
  });

  it("works in several practices, in each tab in one", async () => {
    const { page, context, user, complaints } = await signedIn();
    const { name: firstName } = await user.client.practice.mine.query();
    await goTo(page, "Practices");
    await press(page, `Leave ${firstName}`);
    await confirm(page, `Leave “${firstName}”?`, "Leave");
    await said(page, "A practice needs an owner");
    await press(page, "Cancel");
    await press(page, "Create a practice");
    await page.getByLabel("Name of the practice").fill("Second practice");
    await press(page, "Make it");
    const practiceOf = (tab: Page) =>
      tab.getByRole("main").getByRole("listitem").filter({ hasText: "You are in this one" });
    await page.waitForURL(`${origin}/`);
    await goTo(page, "Practices");
    await expect.poll(() => practiceOf(page).textContent()).toContain("Second practice");

    const tab = await context.newPage();
    await goTo(tab, "Practices");
    await press(tab, `Switch to ${firstName}`);
    await tab.waitForURL(`${origin}/`);
    await goTo(tab, "Practices");
    await expect.poll(() => practiceOf(tab).textContent()).toContain(firstName);
    // The other tab stays in the practice that it shows, with all that it asks for and sends.
    await user.client.patient.create.mutate({ name: "Zebedee Quill", gender: "male" });
    const listOf = async (shown: Page) => {
      const listed = shown.waitForResponse(/patient\.list/);
      await shown.getByRole("link", { name: "Patients", exact: true }).click();
      return (await listed).text();
    };
    expect(await listOf(tab)).toContain("Zebedee");
    expect(await listOf(page)).not.toContain("Zebedee");
    expect(complaints).toEqual([]);
  });

  it("is in no practice that it was taken out of, and goes on in its first", async () => {
    const { page, user, complaints } = await signedIn();
    await page.evaluate(() =>
      sessionStorage.setItem("caretype.practice", "0190c0de-0000-7000-8000-000000000000"),
    );
    const { name } = await user.client.practice.mine.query();
    await page.goto(`${origin}/account/practices`);
    await page.waitForURL(`${origin}/`);
    await goTo(page, "Practices");
    await page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByText("You are in this one")
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it("is looked after by keyboard alone", async () => {
    const { page, user, complaints } = await signedIn();
    await goTo(page, "Security");
    await page.getByRole("button", { name: "Set up an app" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 40; steps++) {
        if ((await focused()) === name) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${name} cannot be reached by Tab`);
    };
    await age(user);
    await tabTo("Set up an app");
    await page.keyboard.press("Enter");
    await proof(page).getByLabel("Your password").waitFor();
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
    await inDialog(page, "Keep your recovery codes").waitFor();
    await tabTo("I have kept them");
    await page.keyboard.press("Enter");
    await said(page, "10 are left");
    expect(complaints).toEqual([]);
  });
});
