import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { chromiumFolder, hasChromium, startChromium } from "@caretype/testing/browser";
import { build } from "esbuild";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../../src/index.ts";

/** What `page.ts` exports, as a script that makes it a global of the page. */
async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    platform: "browser",
    footer: { js: "globalThis.page = page;" },
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

async function openPage() {
  const backend = await startCaretype({ appUrl: "http://localhost" });
  afterAll(() => backend.stop());
  const { browser, close } = await startChromium(Number(new URL(backend.url).port), chromiumFolder);
  afterAll(close);
  // What the server answers there allows no scripts; they would be an app's own.
  const context = await browser.newContext({ bypassCSP: true });
  await context.addInitScript(await bundlePage());
  const page = await context.newPage();
  await page.goto("http://localhost/health/live");
  return { page, device: await addDevice(await context.newCDPSession(page)), backend };
}

/** Chromium's own authenticator, as a phone or a computer has one. */
async function addDevice(cdp: CDPSession) {
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    recognises: (isUserVerified: boolean) =>
      cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    /** As a copy of it has it that was made before. */
    async setSignCount(signCount: number) {
      const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
      await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
      for (const credential of credentials)
        await cdp.send("WebAuthn.addCredential", {
          authenticatorId,
          credential: { ...credential, signCount },
        });
    },
  };
}

const step = (page: Page, name: string, ...given: unknown[]): Promise<unknown> =>
  page.evaluate(`page.${name}(...${JSON.stringify(given)})`);
const refusal = (page: Page, name: string, ...given: unknown[]): Promise<unknown> =>
  page.evaluate(`page.refusalOf(() => page.${name}(...${JSON.stringify(given)}))`);

// Before the tests, so that it is ended also where they take too long.
const opened = hasChromium ? await openPage() : null;

it.skipIf(!opened)(
  "passkeys are registered, logged in with, and a second factor, in Chromium",
  async () => {
    if (!opened) return;
    const { page, device, backend } = opened;
    const credentials = { email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" };
    const { id } = Object(await step(page, "register", credentials));
    const { name, recoveryCodes } = Object(await step(page, "addPasskey", "laptop"));
    expect([name, recoveryCodes.length]).toEqual(["laptop", 10]);
    expect(await step(page, "listPasskeys")).toMatchObject({ items: [{ name: "laptop" }] });
    // The browser knows that it has one of those that there are.
    expect(await refusal(page, "addPasskey", "laptop")).toBe("InvalidStateError");

    await step(page, "logOut");
    expect(await refusal(page, "me")).toBe("UNAUTHENTICATED");
    expect(await step(page, "logInWithPasskey")).toMatchObject({ user: { id } });
    expect(await step(page, "me")).toMatchObject({ id });

    await step(page, "logOut");
    expect(await step(page, "logIn", credentials)).toMatchObject({ user: { id } });
    expect(await step(page, "reauthenticate")).toHaveProperty("freshUntil");

    await step(page, "logOut");
    await device.recognises(false);
    expect(await refusal(page, "logInWithPasskey")).toBe("NotAllowedError");
    await device.recognises(true);
    await device.setSignCount(0);
    expect(await refusal(page, "logInWithPasskey")).toBe("INVALID_CREDENTIALS");
    const sql = `select template from mail where recipient = '${credentials.email}'`;
    expect(await backend.database.reader.execute(sql)).toContainEqual({ template: "passkeyCopied" });
  },
  60_000,
);
