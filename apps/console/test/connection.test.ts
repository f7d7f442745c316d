import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const link = (page: Page, name: string) => page.getByRole("navigation").getByRole("link", { name });
const notice = (page: Page, text: string) => page.getByText(text, { exact: true });

/** Simulates a newer version on the server while the page is open. */
async function deployNewer(page: Page, part: RegExp): Promise<() => void> {
  let isDeployed = true;
  await page.route(part, (route) => (isDeployed ? route.fulfill({ status: 404 }) : route.continue()));
  await page.route(`${origin}/`, async (route) => {
    if (!isDeployed || route.request().resourceType() === "document") return route.continue();
    await route.fulfill({ contentType: "text/html", body: '<script src="/assets/newer.js"></script>' });
  });
  return () => {
    isDeployed = false;
  };
}

describe.skipIf(!opened)("the console without a connection", () => {
  if (!opened) return;

  it("shows that it is offline, and continues when it is back", async () => {
    const { page, context, user } = await opened.signedIn({ at: "/patients" });
    await page.getByText("There are no patients yet.").waitFor();
    await context.setOffline(true);
    await notice(page, "You are offline").waitFor();
    await lookAt(page, "offline");
    await link(page, "Doctors").click();
    await user.client.doctor.create.mutate({ name: someName("Dr. Later") });
    await context.setOffline(false);
    await heading(page, "Doctors").waitFor();
    await page.getByText("Dr. Later").waitFor();
    await notice(page, "You are offline").waitFor({ state: "detached" });
  });

  it("shows that the server is unreachable, keeps the input, and recovers", async () => {
    const { page, user } = await opened.signedIn({ at: "/patients/new" });
    await page.getByLabel("First name").fill("Ann");
    await page.route("**/*", (route) => route.abort("connectionrefused"));
    await link(page, "Imports").hover();
    await notice(page, "The server cannot be reached").waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Ann");
    await page.unrouteAll();
    await notice(page, "The server cannot be reached").waitFor({ state: "detached" });

    await user.client.patient.create.mutate({ name: "Lee Ann", gender: "female" });
    await page.route(/\/(trpc|health)\//, (route) => route.abort("connectionrefused"));
    await page.getByLabel("First name").fill("");
    await link(page, "Patients").click();
    await notice(page, "The server cannot be reached").waitFor();
    await page.unrouteAll();
    await page.getByText("Lee Ann").waitFor();
  });

  it("shows slow loading, and errors of a proxy", async () => {
    const { page } = await opened.signedIn({ at: "/doctors" });
    await heading(page, "Doctors").waitFor();
    await page.route(/trpc\/.*patient\.list/, () => undefined);
    await link(page, "Patients").click();
    await page.getByRole("status").getByText("Still loading…").waitFor();
    await lookAt(page, "slow");
    await page.unrouteAll({ behavior: "ignoreErrors" });

    let sent = 0;
    await page.route(/trpc\/.*import\.list/, (route) => {
      sent += 1;
      return route.fulfill({ status: 429, headers: { "retry-after": "5" }, body: "<h1>Slow down</h1>" });
    });
    await link(page, "Imports").click();
    await page.getByRole("alert").getByText("A proxy between you and the server answered 429").waitFor();
    await notice(page, "Try again in 5 seconds.").waitFor();
    expect(sent).toBe(1);
  });

  it("stops showing an unreachable server when it is back", async () => {
    const { page } = await opened.window();
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel("Email address").fill("ann@example.org");
    await page.getByLabel(/^Password/).fill("nine lives of a lamp");
    await page.route(/\/(trpc|health)\//, (route) => route.abort("connectionrefused"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    await page.unrouteAll();
    await page.getByRole("alert").getByText("The server did not answer. Try again.").waitFor();
  });

  it("opens a page in the new version if its old code is gone", async () => {
    const { page } = await opened.signedIn();
    await heading(page, "Today").waitFor();
    const endDeployment = await deployNewer(page, /\/assets\/doctors-page/);
    page.on("request", (request) => {
      if (request.isNavigationRequest()) endDeployment();
    });
    await link(page, "Doctors").click();
    await heading(page, "Doctors").waitFor();
    expect(page.url()).toBe(`${origin}/doctors`);
  });

  it("announces a new version, and keeps an unsaved form", async () => {
    const { page } = await opened.signedIn({ at: "/patients/new" });
    await page.getByLabel("First name").fill("Ann");
    const endDeployment = await deployNewer(page, /\/assets\/doctors-page/);
    await link(page, "Doctors").hover();
    await notice(page, "A new version of Caretype is available").waitFor();
    await lookAt(page, "newer-version");
    let asked = 0;
    page.on("dialog", async (dialog) => {
      asked += 1;
      await (asked === 1 ? dialog.dismiss() : dialog.accept());
    });
    await page.getByRole("button", { name: "Load the new version" }).click();
    await expect.poll(() => asked).toBe(1);
    expect(await page.getByLabel("First name").inputValue()).toBe("Ann");
    endDeployment();
    await page.getByRole("button", { name: "Load the new version" }).click();
    await expect.poll(() => page.getByLabel("First name").inputValue()).toBe("");
  });

  it("shows an error only on the failed page", async () => {
    const { page, complaints } = await opened.signedIn();
    await heading(page, "Today").waitFor();
    const wrong = { result: { data: { items: [null], nextCursor: null, similar: false } } };
    const failed = { error: { message: "no", code: -32603, data: { code: "INTERNAL" } } };
    // Other calls may be in the same batch.
    await page.route(/trpc\/[^?]*\bpatient\.list\b/, (route) => {
      const paths = new URL(route.request().url()).pathname.replace("/trpc/", "").split(",");
      return route.fulfill({ json: paths.map((path) => (path === "patient.list" ? wrong : failed)) });
    });
    await link(page, "Patients").click();
    await heading(page, "Something went wrong").waitFor();
    await lookAt(page, "fault");
    expect(complaints.splice(0)).not.toEqual([]);
    await page.unrouteAll();
    await link(page, "Doctors").click();
    await heading(page, "Doctors").waitFor();
    expect(await heading(page, "Something went wrong").count()).toBe(0);
  });
});
