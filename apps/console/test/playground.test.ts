import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { keptBy } from "./support/kept.ts";
import { openConsole, origin, someName } from "./support/open.ts";

const opened = await openConsole();

describe.skipIf(!opened)("the API's reference", () => {
  if (!opened) return;

  it("makes calls with the console's session, without storing the token", async () => {
    const { page, context, user } = await opened.signedIn();
    const name = someName("Tried Person");
    await user.client.patient.create.mutate({ name, gender: "female" });
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("link", { name: "Try the API" }).click();
    await page.getByText(/^You are calling the API as /).waitFor();

    await page.goto(`${origin}/docs#tag/patient/GET/api/patients`);
    await page.getByRole("button", { name: /^Test Request\s*\(get \/api\/patients\)$/ }).click();
    const [sent] = await Promise.all([
      page.waitForRequest(/\/api\/patients/),
      page.getByRole("button", { name: "Send get request" }).click(),
    ]);
    // With its parameters' defaults.
    expect(sent.url()).toMatch(new RegExp(`^${origin}/api/patients(\\?|$)`));
    const token = (await sent.allHeaders()).authorization ?? "";
    expect(token).toMatch(/^Bearer ey/);
    await page.getByText(name).first().waitFor();
    const found = await keptBy(page);
    expect(found).not.toContain(token.slice(7));
    expect(found).not.toContain(name);
    expect(await page.content()).not.toContain(token.slice(7));

    const other = await context.newPage();
    await other.goto(`${origin}/patients`);
    await other.getByRole("button", { name: /^Your account/ }).click();
    await other.getByRole("button", { name: "Sign out" }).click();
    await page.getByText(/^You are not signed in/).waitFor();
    expect(await page.getByText(name).count()).toBe(0);
  });
});
