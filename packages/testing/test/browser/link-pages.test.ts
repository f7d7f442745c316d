import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../../src/index.ts";
import { addApp, codeOf } from "../authenticator.ts";
import { invite } from "../invite.ts";
import { mailedToken } from "../mailed-token.ts";
import { restOf } from "../rest.ts";
import { hasChromium, startChromium } from "./chromium.ts";

const password = "nine lives of a lamp";
const newAddress = () => `${randomUUID()}@example.org`;

async function open() {
  const [backend, careful] = [
    await startCaretype({ appUrl: "http://localhost" }),
    await startCaretype({ registration: "verified" }),
  ];
  afterAll(() => Promise.all([backend.stop(), careful.stop()]));
  const { browser, close } = await startChromium(Number(new URL(backend.url).port));
  afterAll(close);
  /** A page on its own, with what the browser complains of. */
  const visit = async (url: string) => {
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // An answer that is no success is one, whatever the page makes of it.
      const isAnswer = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isAnswer) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(url);
    return { page, complaints };
  };
  return { backend, careful, visit };
}

const status = (page: Page) => page.getByRole("status");
const soon = { timeout: 10_000 };

describe.runIf(hasChromium)("in Chromium", async () => {
  const opened: Awaited<ReturnType<typeof open>> = hasChromium ? await open() : Object.create(null);
  const { backend, careful, visit } = opened;
  const at = (path: string, token: string) => visit(`http://localhost/${path}#token=${token}`);
  const send = restOf(hasChromium ? backend.url : "");

  async function register() {
    const email = newAddress();
    await send("POST /auth/register", { email, password });
    return email;
  }
  const statusOf = async (line: string, body: unknown) => (await send(line, body)).status;

  it("an address is verified by a click, not by opening the page, and once", async () => {
    const email = await register();
    const token = await mailedToken(backend.database, email, "verify_email");
    const { page, complaints } = await at("verify-email", token);
    await page.getByRole("button", { name: "This is my address" }).waitFor();
    const isVerified = async () => {
      const [account] = await backend.database.reader.execute<{ verified: boolean }>(
        sql`select email_verified as verified from account where email = ${email}`,
      );
      return account?.verified;
    };
    expect(await isVerified()).toBe(false);
    await page.getByRole("button").click();
    await expect.poll(() => status(page).textContent(), soon).toContain("Your address is verified");
    expect(await isVerified()).toBe(true);
    expect(page.url()).toBe("http://localhost/verify-email");
    const again = await at("verify-email", token);
    await again.page.getByRole("button").click();
    await expect.poll(() => status(again.page).textContent(), soon).toContain("not good any more");
    expect(await again.page.getByRole("button").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it("a password is reset, after what is wrong with it was said at its field", async () => {
    const email = await register();
    await send("POST /auth/password/reset", { email });
    const token = await mailedToken(backend.database, email, "reset_password");
    const { page, complaints } = await at("reset-password", token);
    const [first, again] = [page.getByLabel("New password"), page.getByLabel("The same again")];
    const submit = () => page.getByRole("button").click();
    await first.fill("password123");
    await again.fill("password124");
    await submit();
    expect(await page.locator("#again-error").textContent()).toBe("Not the same");
    await again.fill("password123");
    await submit();
    await expect.poll(() => page.locator("#password-error").textContent(), soon).toContain("Too common");
    expect(await first.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#password:focus").count()).toBe(1);
    await first.fill("quite another lamp");
    await again.fill("quite another lamp");
    await submit();
    await expect.poll(() => status(page).textContent(), soon).toContain("Your password is set");
    expect(await statusOf("POST /auth/login", { email, password: "quite another lamp" })).toBe(200);
    expect(complaints).toEqual([]);
  });

  it("an address is changed", async () => {
    const { accessToken, password: current, client } = await backend.signUp();
    const newEmail = newAddress();
    const asked = { new_email: newEmail, current_password: current };
    await restOf(backend.url, accessToken)("POST /auth/email/change", asked);
    const { page } = await at("confirm-email", await mailedToken(backend.database, newEmail, "change_email"));
    await page.getByRole("button").click();
    await expect.poll(() => status(page).textContent(), soon).toContain("Your address is changed");
    expect((await client.auth.me()).email).toBe(newEmail);
  });

  it("a registration is confirmed with a password of its own choice, and the page stays signed in nowhere", async () => {
    const email = newAddress();
    await restOf(careful.url)("POST /auth/register", { email, password });
    const token = await mailedToken(careful.database, email, "register");
    const { page, complaints } = await visit(`${careful.url}/confirm-registration#token=${token}`);
    const field = page.getByLabel("Password");
    await page.getByRole("button").click();
    expect(await page.locator("#password-error").textContent()).toBe("Required");
    await field.fill("password1");
    await page.getByRole("button").click();
    await expect.poll(() => page.locator("#password-error").textContent(), soon).toContain("Too common");
    const chosen = "another horse battery";
    await field.fill(chosen);
    await page.getByRole("button").click();
    await expect.poll(() => status(page).textContent(), soon).toContain("Your account is made");
    const again = await restOf(careful.url)("POST /auth/login", { email, password });
    expect(again.status).toBe(401);
    const right = { email, password: chosen };
    const { status: loggedIn, body } = await restOf(careful.url)("POST /auth/login", right);
    expect(loggedIn).toBe(200);
    const access = String(Reflect.get(Object(body), "access"));
    const sessions = await restOf(careful.url, access)("GET /auth/sessions");
    expect(sessions.body).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("a link without its token says so, and offers nothing", async () => {
    const { page } = await visit("http://localhost/reset-password");
    expect(await status(page).textContent()).toContain("not complete");
    expect(await page.getByRole("button").isVisible()).toBe(false);
  });

  describe("an invitation", () => {
    it("is accepted by who registers", async () => {
      const { accessToken } = await backend.signUp();
      const email = newAddress();
      const { token } = await invite(backend, accessToken, { email, role: "reception" });
      const { page, complaints } = await at("accept-invitation", token);
      await page.getByLabel("New password").fill(password);
      await page.getByLabel("The same again").fill(password);
      expect(await page.locator("#about").textContent()).toContain(email);
      await page.getByRole("button", { name: "Make my account and join" }).click();
      await expect.poll(() => status(page).textContent(), soon).toContain("You are a member");
      expect(await statusOf("POST /auth/login", { email, password })).toBe(200);
      expect(complaints).toEqual([]);
    });

    it("is accepted by who logs in, with a second factor where there is one", async () => {
      const [owner, guest] = [await backend.signUp(), await backend.signUp()];
      const { recoveryCode } = await addApp(backend.url, guest.accessToken);
      const { token } = await invite(backend, owner.accessToken, { email: guest.email, role: "viewer" });
      const { page, complaints } = await at("accept-invitation", token);
      const submit = () => page.getByRole("button", { name: "Log in and join" }).click();
      await page.getByLabel("Your password").fill("wrong password");
      expect(await page.getByLabel("Code").isVisible()).toBe(false);
      await submit();
      await expect.poll(() => status(page).textContent(), soon).toContain("credentials are not valid");
      await page.getByLabel("Your password").fill(guest.password);
      await submit();
      await page.getByLabel("Code").fill(recoveryCode);
      await submit();
      await expect.poll(() => status(page).textContent(), soon).toContain("You are a member");
      expect(complaints).toEqual([]);
    });

    it("is accepted with the code of an app as the app shows it, in two groups", async () => {
      const [owner, guest] = [await backend.signUp(), await backend.signUp()];
      const { secret } = await addApp(backend.url, guest.accessToken);
      const { token } = await invite(backend, owner.accessToken, { email: guest.email, role: "viewer" });
      const { page } = await at("accept-invitation", token);
      await page.getByLabel("Your password").fill(guest.password);
      await page.getByRole("button", { name: "Log in and join" }).click();
      // The one that the app shows now was used to set it up.
      const code = await codeOf(secret, 1);
      await page.getByLabel("Code").fill(` ${code.slice(0, 3)} ${code.slice(3)}`);
      await page.getByRole("button", { name: "Log in and join" }).click();
      await expect.poll(() => status(page).textContent(), soon).toContain("You are a member");
    });

    it("keeps the focus where it is while it is sent, once, and moves it to what is wrong", async () => {
      const [owner, guest] = [await backend.signUp(), await backend.signUp()];
      const { token } = await invite(backend, owner.accessToken, { email: guest.email, role: "viewer" });
      const { page } = await at("accept-invitation", token);
      let sent = 0;
      const { promise: looked, resolve: goOn } = Promise.withResolvers<void>();
      await page.route("**/api/auth/login", async (route) => {
        sent += 1;
        await looked;
        await route.continue();
      });
      await page.getByLabel("Your password").fill("wrong password");
      const button = page.getByRole("button", { name: "Log in and join" });
      await button.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => button.getAttribute("aria-disabled"), soon).toBe("true");
      await page.keyboard.press("Enter");
      expect(await page.locator("#log-in button:focus").count()).toBe(1);
      goOn();
      await expect.poll(() => status(page).textContent(), soon).toContain("credentials are not valid");
      expect(await page.locator("#status:focus").count()).toBe(1);
      expect(await button.getAttribute("aria-disabled")).toBeNull();
      expect(sent).toBe(1);
    });

    it("that is not good any more says so", async () => {
      const { page } = await at("accept-invitation", "made-up");
      await expect.poll(() => status(page).textContent(), soon).toContain("not good any more");
    });
  });
});
