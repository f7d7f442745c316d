import { randomUUID } from "node:crypto";
import { linkPages } from "@caretype/api";
import { type SignedUp, startCaretype, type TestBackend } from "@caretype/testing";
import type { Page } from "playwright-core";
import { afterAll, describe, it } from "vitest";
import { entryPaths } from "../src/session/route/entry-paths.ts";
import { expect } from "./support/expect.ts";
import { memoryOf } from "./support/kept.ts";
import { consoleVariable } from "./support/names.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { press } from "./support/parts.ts";
import { totpCode } from "./support/totp.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

/** Servers with registration that requires verification, and with closed registration. */
async function openCareful() {
  const consoleFolder = process.env[consoleVariable] ?? null;
  const [verified, closed] = [
    await startCaretype({
      registration: "verified",
      consoleFolder,
      loginFailures: { account: 100, address: 3 },
    }),
    await startCaretype({ registration: "closed", consoleFolder }),
  ];
  afterAll(() => Promise.all([verified.stop(), closed.stop()]));
  return { verified, closed };
}
const careful = opened ? await openCareful() : null;

const password = "nine lives of a lamp";
const newAddress = () => `${randomUUID()}@example.org`;

describe.skipIf(!opened)("sign-in, registration and sign-out", () => {
  if (!opened || !careful) return;
  const { backend, signedIn, signIn, window } = opened;
  const { verified, closed } = careful;

  const waitForText = (page: Page, text: string) => page.getByText(text).first().waitFor();
  const waitForToday = (page: Page) => page.getByRole("heading", { name: "Today" }).waitFor();
  const waitForHeading = (page: Page, name: string) =>
    page.getByRole("heading", { name, exact: true }).waitFor();
  const fill = async (page: Page, values: Record<string, string>) => {
    for (const [label, value] of Object.entries(values))
      await page.getByRole("textbox", { name: label }).fill(value);
  };
  const credentials = ({ email, password: typed }: { email: string; password: string }) => ({
    "Email address": email,
    Password: typed,
  });
  const tokenOf = async (to: string, template: string, from: TestBackend = backend) => {
    const mail = (await from.mails(to)).find((one) => one.template === template);
    return mail?.token ?? `no ${template}`;
  };
  const signInHere = async (page: Page, user: SignedUp) => {
    await fill(page, credentials(user));
    await press(page, "Sign in");
  };
  /** Opens a mailed link in a new window. */
  const follow = async (path: string, token: string, url = origin) => {
    const opening = await window();
    await opening.page.goto(`${url}/${path}#token=${token}`);
    return opening;
  };
  const countButtons = (page: Page) => page.getByRole("main").getByRole("button").count();

  describe("a sign-in", () => {
    it("shows errors, and returns to the requested page", async () => {
      const user = await backend.signUp();
      const { page } = await window();
      await page.goto(`${origin}/account/sessions?page=2`);
      await waitForHeading(page, "Sign in");
      await lookAt(page, "sign-in");
      await press(page, "Sign in");
      expect(await page.getByText("Required").count()).toBe(2);
      await fill(page, credentials({ email: user.email, password: "not the password" }));
      await press(page, "Sign in");
      await waitForText(page, "The credentials are not valid");
      await lookAt(page, "sign-in-refused");
      await fill(page, { Password: user.password });
      await press(page, "Sign in");
      await waitForText(page, "Where you are signed in");
      expect(page.url()).toBe(`${origin}/account/sessions?page=2`);
    });

    it("accepts a username, and never redirects to another origin", async () => {
      const user = await backend.signUp();
      const { username } = await user.client.auth.me();
      const { page, context } = await window();
      for (const returnTo of ["/\\example.org/", "javascript:alert(1)"]) {
        await context.clearCookies();
        await page.goto(`${origin}/sign-in`);
        await page.evaluate((state) => history.replaceState({ ...history.state, ...state }, ""), {
          returnTo,
        });
        await fill(page, credentials({ email: username, password: user.password }));
        await press(page, "Sign in");
        await waitForToday(page);
        expect(page.url(), returnTo).toBe(`${origin}/today`);
      }
    });

    it("is delayed after many failures, and says for how long", async () => {
      const { page } = await window();
      await page.goto(`${verified.url}/sign-in`);
      const button = page.getByRole("button", { name: "Sign in", exact: true });
      const refusal = page.getByText("Too many requests");
      // Delays start at one second with the third failure, and double. Attempts are slow on a busy machine.
      for (let attempt = 0; (await refusal.count()) === 0; attempt++) {
        await fill(page, credentials({ email: newAddress(), password: `guess ${attempt}` }));
        const answered = page.waitForResponse(/account\.login/);
        await button.click();
        await answered;
        await expect.poll(() => button.getAttribute("aria-disabled")).toBeNull();
        if (attempt < 2) await waitForText(page, "The credentials are not valid");
      }
      await expect.poll(() => page.getByText(/Try again in \d+ (?:seconds?|minutes?)\./).count()).toBe(1);
    });

    it("works by keyboard, and is sent once", async () => {
      const user = await backend.signUp();
      const { page } = await window();
      await page.goto(`${origin}/sign-in`);
      await waitForHeading(page, "Sign in");
      let sent = 0;
      const { promise: looked, resolve: respond } = Promise.withResolvers<void>();
      await page.route("**/trpc/account.login*", async (route) => {
        sent += 1;
        await looked;
        await route.continue();
      });
      await page.keyboard.press("Tab");
      await page.keyboard.type(user.email);
      await page.keyboard.press("Tab");
      await page.keyboard.type("not the password");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      expect(await page.getByRole("textbox", { name: "Password" }).getAttribute("type")).toBe("text");
      await page.keyboard.press("Tab");
      const button = page.getByRole("button", { name: "Sign in", exact: true });
      await page.keyboard.press("Enter");
      await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
      await page.keyboard.press("Enter");
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      respond();
      await waitForText(page, "The credentials are not valid");
      expect(sent).toBe(1);
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(user.password);
      await page.keyboard.press("Enter");
      await waitForToday(page);
    });

    it("leads back to the pages before it, and forward again", async () => {
      const { page } = await opened.window();
      const user = await backend.signUp();
      await page.goto(`${origin}/forgot-password`);
      await page.getByRole("link", { name: "Back to sign-in" }).click();
      await waitForHeading(page, "Sign in");
      await signInHere(page, user);
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Reset your password" }).waitFor();
      await page.goForward();
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    });

    it("says that the console's code is missing, and opens it after a reload", async () => {
      const { page } = await opened.window();
      const user = await backend.signUp();
      const code = /assets\/console-/;
      await page.route(code, (route) => route.abort());
      await page.goto(`${origin}/sign-in`);
      await signInHere(page, user);
      await page.getByText(/could not be loaded/).waitFor();
      await page.unroute(code);
      await page.getByRole("button", { name: "Retry" }).click();
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/today");
    });

    it("survives a reload while it is sent", async () => {
      const { page } = await opened.window();
      const user = await backend.signUp();
      const sent = Promise.withResolvers<void>();
      await page.route(/trpc\/account\.login/, async (route) => {
        sent.resolve();
        await route.continue().catch(() => undefined);
      });
      await page.goto(`${origin}/sign-in`);
      await signInHere(page, user);
      await sent.promise;
      await page.reload();
      // Signed in or not, whichever comes first: the page works.
      const heading = page.getByRole("heading", { level: 1, name: /^(Today|Sign in)$/ });
      await heading.waitFor();
      await page.goto(`${origin}/sign-in`);
      await heading.waitFor();
      if ((await heading.textContent()) === "Sign in") await signInHere(page, user);
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/today");
    });

    it("redirects signed-in users to the start page, also after a link to sign out, which does not", async () => {
      const { page } = await signedIn({ at: null });
      await page.goto(`${origin}/sign-out`);
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      for (const path of ["sign-in", "register"]) {
        await page.goto(`${origin}/${path}`);
        await waitForToday(page);
        expect(page.url()).toBe(`${origin}/today`);
      }
    });
  });

  describe("a registration", () => {
    it("signs in at once if registration is open, and shows errors at their fields", async () => {
      const user = await backend.signUp();
      const { page } = await window();
      await page.goto(`${origin}/sign-in`);
      await page.getByRole("link", { name: "Create your practice" }).click();
      await waitForHeading(page, "Create your practice");
      await fill(page, {
        ...credentials({ email: "nobody", password: "short" }),
        "Name of the practice": " ",
        "Your name": "<img src=x onerror=alert(1)>",
      });
      await press(page, "Create practice");
      await waitForText(page, "Not an email address");
      await waitForText(page, "At least 8 characters");
      await waitForText(page, "Required");
      await fill(page, { "Name of the practice": "High Street Practice" });
      await fill(page, credentials({ email: user.email, password: "password123" }));
      await press(page, "Create practice");
      await waitForText(page, "Too easy to guess");
      await fill(page, { Password: password });
      await press(page, "Create practice");
      await waitForText(page, "This address already has an account");
      await lookAt(page, "register");
      await fill(page, { "Email address": newAddress() });
      await press(page, "Create practice");
      await waitForToday(page);
      await page.getByRole("button", { name: "Your account: <img src=x onerror=alert(1)>" }).waitFor();
      await waitForText(page, "High Street Practice");
    });

    it("gives advice on a new password while it is typed, and loads it only then", async () => {
      const { page } = await window();
      const scripts: string[] = [];
      page.on("response", (response) => scripts.push(response.url()));
      const isLoaded = () => scripts.some((url) => url.includes("password-advice"));
      await page.goto(`${origin}/register`);
      await fill(page, {
        "Your name": "Annika Lindqvist",
        ...credentials({ email: newAddress(), password: "short" }),
      });
      expect(isLoaded()).toBe(false);
      const advice = page.getByRole("status").filter({ hasText: "Too easy to guess" });
      await fill(page, { Password: "L1ndqv1st!" });
      await advice.getByText("close to your name").waitFor();
      expect(isLoaded()).toBe(true);
      await fill(page, { Password: "87654321" });
      await advice.getByText("close to a common password").waitFor();
      await lookAt(page, "register-advice");
      await fill(page, { Password: password });
      await advice.waitFor({ state: "detached" });
    });

    it("waits for the mailed link if addresses must be verified", async () => {
      const email = newAddress();
      const { page } = await window();
      await page.goto(`${verified.url}/register`);
      await fill(page, { "Name of the practice": "Mill Road", ...credentials({ email, password }) });
      await press(page, "Create practice");
      await waitForHeading(page, "Confirmation link");
      await lookAt(page, "register-mailed");
      const token = await tokenOf(email, "confirmRegistration", verified);
      const confirming = await follow("confirm-registration", token, verified.url);
      await press(confirming.page, "Create account");
      await waitForText(confirming.page, "Required");
      await fill(confirming.page, { Password: "password1" });
      await press(confirming.page, "Create account");
      await waitForText(confirming.page, "Too easy to guess");
      await lookAt(confirming.page, "confirm-registration");
      await fill(confirming.page, { Password: "another horse battery" });
      await press(confirming.page, "Create account");
      await waitForToday(confirming.page);
      await waitForText(confirming.page, "Mill Road");
      const again = await follow("confirm-registration", token, verified.url);
      await fill(again.page, { Password: password });
      await press(again.page, "Create account");
      await waitForText(again.page, "This link is no longer valid");
    });

    it("is refused if registration is closed", async () => {
      const { page } = await window();
      await page.goto(`${closed.url}/register`);
      await fill(page, {
        "Name of the practice": "Mill Road",
        ...credentials({ email: newAddress(), password }),
      });
      await press(page, "Create practice");
      await waitForText(page, "Registration is closed");
      await waitForText(page, "Ask the owner of a practice to invite you");
    });
  });

  describe("a mailed link", () => {
    it("verifies an address by a click, not by opening, and removes its token from the address", async () => {
      const user = await backend.signUp();
      const token = await tokenOf(user.email, "verifyEmail");
      const { page } = await follow("verify-email", token);
      await page.getByRole("button", { name: "Verify my address" }).waitFor();
      expect(page.url()).toBe(`${origin}/verify-email`);
      expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain(token);
      expect((await user.client.auth.me()).emailVerified).toBe(false);
      await lookAt(page, "verify-email");
      await press(page, "Verify my address");
      await waitForText(page, "Your address is verified");
      expect((await user.client.auth.me()).emailVerified).toBe(true);
      // The same link again, in the same tab.
      await page.evaluate((hash) => location.assign(hash), `#token=${token}x`);
      // By key, as an immediate second click would count as a double click.
      await page.getByRole("button", { name: "Verify my address" }).press("Enter");
      await waitForText(page, "This link is no longer valid");
      expect(await countButtons(page)).toBe(0);
      expect(page.url()).toBe(`${origin}/verify-email`);
    });

    it("resets a forgotten password", async () => {
      const user = await backend.signUp();
      const { page } = await window();
      await page.goto(`${origin}/sign-in`);
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await waitForHeading(page, "Reset your password");
      await fill(page, { "Email address": user.email });
      await lookAt(page, "forgot-password");
      await press(page, "Request a link");
      await waitForText(page, "Ask the server's administrator for a link");
      expect(await page.getByText("was sent to").count()).toBe(0);
      const link = await follow("reset-password", await tokenOf(user.email, "resetPassword"));
      await fill(link.page, { "New password": "password123" });
      await press(link.page, "Set the password");
      await waitForText(link.page, "Too easy to guess");
      const isFocused = (element: Element) => element === document.activeElement;
      await expect
        .poll(() => link.page.getByRole("textbox", { name: "New password" }).evaluate(isFocused))
        .toBe(true);
      await lookAt(link.page, "reset-password");
      await fill(link.page, { "New password": "quite another lamp" });
      await press(link.page, "Set the password");
      await waitForText(link.page, "Your password is set");
      await link.page.getByRole("link", { name: "Sign in" }).click();
      await fill(link.page, credentials({ email: user.email, password: "quite another lamp" }));
      await press(link.page, "Sign in");
      await waitForToday(link.page);
    });

    it("unlocks delayed sign-ins for the owner", async () => {
      const user = await backend.signUp();
      for (let attempt = 0; attempt < 11; attempt++)
        await backend
          .client()
          .auth.login({ email: user.email, password: `guess ${attempt}` })
          .catch(() => undefined);
      const { page } = await follow("unlock", await tokenOf(user.email, "unlock"));
      await lookAt(page, "unlock");
      await press(page, "Unlock");
      await page.getByRole("link", { name: "Sign in" }).press("Enter");
      await fill(page, credentials(user));
      await press(page, "Sign in");
      await waitForToday(page);
    });

    it("has a page for each kind, which is refused if incomplete or no longer valid", async () => {
      const { page } = await window();
      for (const name of linkPages) {
        expect.soft(entryPaths).toContain(`/${name}`);
        await page.goto(`${origin}/${name}`);
        await expect.soft(waitForText(page, "This link is incomplete"), name).resolves.toBeUndefined();
        expect.soft(await countButtons(page), name).toBe(0);
      }
      await page.goto(`${origin}/accept-invitation#token=made-up`);
      await waitForText(page, "This link is no longer valid");
      expect(await countButtons(page)).toBe(0);
    });
  });

  describe("an invitation", () => {
    async function invite(owner: SignedUp, email: string) {
      await owner.client.invitation.create.mutate({ email, role: "reception" });
      const { name } = await owner.client.practice.mine.query();
      return { token: await tokenOf(email, "invitation"), practice: name };
    }
    const expectMembership = async (page: Page, practice: string) => {
      await waitForToday(page);
      await page.goto(`${origin}/account/practices`);
      const current = page.getByRole("main").getByRole("listitem").filter({ hasText: "Current practice" });
      await current.filter({ hasText: practice }).waitFor();
    };

    it("creates an account in the practice", async () => {
      const [owner, email] = [await backend.signUp(), newAddress()];
      const { token, practice } = await invite(owner, email);
      const { page } = await follow("accept-invitation", token);
      await waitForText(page, email);
      await fill(page, { Password: "short" });
      await press(page, "Create account and join");
      await waitForText(page, "At least 8 characters");
      await lookAt(page, "accept-invitation-new");
      await fill(page, { "Your name": "Ann Lee", Password: password });
      await press(page, "Create account and join");
      await expectMembership(page, practice);
    });

    it("is accepted by signing in, also with a second factor", async () => {
      const [owner, guest] = [await backend.signUp(), await backend.signUp()];
      const { secret } = await guest.client.secondFactor.setUp.mutate();
      await guest.client.secondFactor.confirm.mutate({ code: totpCode(secret) });
      const { token, practice } = await invite(owner, guest.email);
      const { page } = await follow("accept-invitation", token);
      await fill(page, { Password: "not the password" });
      await press(page, "Sign in and join");
      await waitForText(page, "The credentials are not valid");
      await lookAt(page, "accept-invitation-sign-in");
      await fill(page, { Password: guest.password });
      await press(page, "Sign in and join");
      await fill(page, { Code: totpCode(secret, 1) });
      await press(page, "Sign in and join");
      await expectMembership(page, practice);
    });

    it("is accepted by a click of the invited account only", async () => {
      const { page, user } = await signedIn({ at: null });
      const owner = await backend.signUp();
      const { token, practice } = await invite(owner, user.email);
      await page.goto(`${origin}/accept-invitation#token=${token}`);
      await page.getByRole("button", { name: `Join as ${user.email}` }).waitFor();
      expect((await user.client.practice.list.query()).items).toHaveLength(1);
      await press(page, `Join as ${user.email}`);
      await expectMembership(page, practice);

      const guest = await backend.signUp();
      const other = await invite(owner, guest.email);
      await page.goto(`${origin}/accept-invitation#token=${other.token}`);
      await waitForText(page, `You are signed in as ${user.email}`);
      await fill(page, { Password: guest.password });
      await press(page, "Sign in and join");
      await expectMembership(page, other.practice);
    });
  });

  describe("the end of a session", () => {
    /** Collects browser dialogs, such as about unsaved input. */
    const dialogsOf = (page: Page) => {
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss();
      });
      return asked;
    };
    const signOut = async (page: Page) => {
      await page.getByRole("button", { name: /^Your account/ }).click();
      await press(page, "Sign out");
    };

    it("signs out all tabs, and hides data from Back", async () => {
      const { page, context, user } = await signedIn({ at: null });
      const { name } = await user.client.auth.me();
      await user.client.patient.create.mutate({ name: "Zebedee Quill", gender: "male" });
      await page.goto(`${origin}/patients`);
      await waitForText(page, "Zebedee");
      const tab = await context.newPage();
      await tab.goto(`${origin}/account`);
      await tab.goto(`${origin}/patients/new`);
      await tab.getByRole("textbox", { name: "First name" }).fill("Zebedee");
      const asked = dialogsOf(tab);
      await signOut(page);
      await waitForText(page, "You are signed out");
      await waitForText(tab, "You signed out in another tab");
      // No question about unsaved input: it would keep the data visible.
      expect(asked).toEqual([]);
      await lookAt(page, "signed-out");
      for (const left of [page, tab]) {
        await left.goBack();
        await waitForHeading(left, "Sign in");
        expect(await left.getByText("Zebedee").count()).toBe(0);
      }
      await expect(user.client.auth.me()).resolves.toMatchObject({ name });
    });

    it("is shown if another account signs in in another tab, and needs a click to continue", async () => {
      const { page, context } = await signedIn({ at: "/account" });
      const other = await backend.signUp();
      const tab = await context.newPage();
      await tab.goto(`${origin}/accept-invitation`);
      await waitForHeading(page, "My account");
      const owner = await backend.signUp();
      await owner.client.invitation.create.mutate({ email: other.email, role: "viewer" });
      await tab.goto(`${origin}/accept-invitation#token=${await tokenOf(other.email, "invitation")}`);
      await tab.getByRole("textbox", { name: "Password" }).fill(other.password);
      await press(tab, "Sign in and join");
      await waitForToday(tab);
      await waitForText(page, "Somebody else signed in to this browser");
      await lookAt(page, "replaced");
      await press(page, "Continue as the signed-in account");
      await waitForToday(page);
      await page.goto(`${origin}/account`);
      await waitForText(page, other.email);
    });

    it("asks before it goes on as somebody else who has signed in meanwhile", async () => {
      const { page } = await window();
      const [left, other] = [await backend.signUp(), await backend.signUp()];
      await page.goto(`${origin}/sign-in`);
      await page.evaluate(
        (returnAs) =>
          history.replaceState({ ...history.state, signedOut: "ended", returnTo: "/patients", returnAs }, ""),
        left.accountId,
      );
      await signIn(page, other, null);
      await page.reload();
      await waitForText(page, "Somebody else signed in to this browser");
      await press(page, "Continue as the signed-in account");
      await waitForToday(page);
    });

    /** Ends the session elsewhere, then saves a form. */
    const loseSession = async () => {
      const { page, user } = await signedIn({ at: "/patients/new" });
      await page.getByRole("textbox", { name: "First name" }).fill("Zebedee");
      const asked = dialogsOf(page);
      const others = await user.client.session.list.query({});
      for (const { id, isCurrent } of others.items)
        if (!isCurrent) await user.client.session.end.mutate({ id });
      await page.getByRole("textbox", { name: "Last name" }).fill("Quill");
      await page.getByRole("radio", { name: "Male", exact: true }).check();
      await page.getByRole("button", { name: /^(?:Add|Save|Create)/ }).click();
      const dialog = page.getByRole("dialog", { name: "Sign in to continue" });
      await dialog.waitFor();
      return { page, user, asked, dialog };
    };

    it("elsewhere keeps the input hidden until the same account signs in", async () => {
      const { page, user, asked, dialog } = await loseSession();
      expect(await page.getByLabel("First name").isVisible()).toBe(false);
      expect(await page.getByRole("banner").isVisible()).toBe(false);
      await lookAt(page, "return");
      await page.keyboard.press("Escape");
      await dialog.getByRole("textbox", { name: "Password" }).fill("not the password");
      await page.keyboard.press("Enter");
      await waitForText(page, "The credentials are not valid");
      await dialog.getByRole("textbox", { name: "Password" }).fill(user.password);
      await page.keyboard.press("Enter");
      await waitForHeading(page, "Zebedee Quill");
      expect(await dialog.count()).toBe(0);
      expect((await user.client.patient.list.query({})).items).toHaveLength(1);
      expect(asked).toEqual([]);
    });

    it("elsewhere discards the input if another account signs in", async () => {
      const { page, user, dialog } = await loseSession();
      const other = await backend.signUp();
      // Simulates a passkey, whose account is known only after it is used.
      await page.route("**/trpc/account.login*", (route) => {
        const sent = route.request().postData() ?? "";
        const postData = sent.replace(user.email, other.email).replace(user.password, other.password);
        return route.continue({ postData });
      });
      await dialog.getByRole("textbox", { name: "Password" }).fill(user.password);
      await page.keyboard.press("Enter");
      await waitForText(page, "Somebody else signed in");
      expect(page.url()).toBe(`${origin}/sign-in`);
      expect(await memoryOf(page)).not.toContain("Zebedee");
      await press(page, "Continue as the signed-in account");
      await waitForToday(page);
      expect((await other.client.patient.list.query({})).items).toEqual([]);
    });

    it("elsewhere explains the sign-out when the input is discarded", async () => {
      const { page, asked, dialog } = await loseSession();
      await dialog.getByRole("button", { name: "Leave without saving" }).click();
      await waitForText(page, "Your session has ended");
      expect(page.url()).toBe(`${origin}/sign-in`);
      expect(asked).toEqual([]);
      expect(await page.getByText("Zebedee").count()).toBe(0);
      // Another account starts at the start page.
      const other = await backend.signUp();
      await fill(page, credentials(other));
      await press(page, "Sign in");
      await waitForToday(page);
    });

    it("is retried if the server did not confirm it", async () => {
      const { page, context, user } = await signedIn({ at: null });
      const { id } = await user.client.patient.create.mutate({ name: "Zebedee Quill", gender: "male" });
      await page.goto(`${origin}/patients/${id}/edit`);
      await page.getByLabel("Address", { exact: true }).fill("2 Low Street");
      await press(page, "Save");
      await page.getByRole("button", { name: "Undo" }).waitFor();
      // An error that the client does not retry, unlike a lost response.
      const refusal = { message: "Something went wrong here", code: -32603, data: { code: "INTERNAL" } };
      await page.route("**/trpc/account.logout*", (route) =>
        route.fulfill({ status: 500, json: { error: refusal } }),
      );
      await signOut(page);
      await waitForText(page, "Signing out failed");
      expect(await page.getByRole("navigation").count()).toBe(0);
      expect(await page.getByText("Zebedee").count()).toBe(0);
      await lookAt(page, "sign-out-unheard");
      await page.unrouteAll();
      await press(page, "Try again");
      await waitForText(page, "You are signed out");
      expect((await context.cookies()).filter(({ name: cookie }) => cookie.includes("refresh"))).toEqual([]);
    });

    it("is noticed on a page from the back/forward cache", async () => {
      const { page } = await signedIn({ at: "/account" });
      await waitForHeading(page, "My account");
      // Automated Chromium has no back/forward cache, so simulate its events.
      const isShown = await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
        return document.body.checkVisibility();
      });
      expect(isShown).toBe(false);
      const loaded = page.waitForEvent("load");
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
      await loaded;
      await waitForHeading(page, "My account");
    });
  });
});
