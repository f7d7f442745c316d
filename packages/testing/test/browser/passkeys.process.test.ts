import { randomUUID } from "node:crypto";
import { hasChromium } from "@caretype/testing/browser";
import type { CDPSession, Page } from "playwright-core";
import { expect, it } from "vitest";
import { openContext } from "./scripted-context.ts";

async function openPage() {
  const { backend, context } = await openContext(new URL("page.ts", import.meta.url), {
    appUrl: "http://localhost",
  });
  const page = await context.newPage();
  await page.goto("http://localhost/health/live");
  return { page, device: await addDevice(await context.newCDPSession(page)), backend };
}

/** Chromium's virtual authenticator, as in a phone or computer. */
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
    /** Resets the counter, as in a cloned authenticator. */
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

// Started here, so that it is closed even if the test times out.
const opened = hasChromium ? await openPage() : null;

it.skipIf(!opened)("passkeys work in Chromium for registration, log-in and as a second factor", async () => {
  if (!opened) return;
  const { page, device, backend } = opened;
  const credentials = { email: `${randomUUID()}@example.org`, password: "nine lives of a lamp" };
  const { id } = Object(await step(page, "register", credentials));
  const { name, recoveryCodes } = Object(await step(page, "addPasskey", "laptop"));
  expect([name, recoveryCodes.length]).toEqual(["laptop", 10]);
  expect(await step(page, "listPasskeys")).toMatchObject({ items: [{ name: "laptop" }] });
  // The browser finds its existing passkey in the server's list.
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
});
