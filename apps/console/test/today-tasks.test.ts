import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { eventually, lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew, visit } from "./support/pages.ts";

const opened = await openConsole();

const todo = (page: Page) => page.getByRole("region", { name: "To do" });
const numbers = (page: Page) => page.getByRole("region", { name: "Numbers" });
const person = { gender: "female", dateOfBirth: "1980-02-29" } as const;

describe.skipIf(!opened)("what waits to be done", () => {
  if (!opened) return;
  const { backend, signIn } = opened;

  it("has a checklist of first steps that ticks itself", async () => {
    const { page, user } = await opened.signedIn();
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    const steps = page.getByRole("region", { name: "Set up your practice" });
    await steps.getByText("0 of 5 done").waitFor();
    expect(await page.getByRole("region").count()).toBe(1);
    await lookAt(page, "today-empty");
    await steps.getByRole("link", { name: "Add a patient" }).click();
    await page.getByLabel("First name").waitFor();

    const { client } = user;
    const { id } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await client.doctor.create.mutate({ name: "Sam Okafor" });
    await page.goBack();
    await steps.getByText("2 of 5 done").waitFor();
    await steps.getByText("Add a patient, done").waitFor();
    await todo(page).getByRole("link", { name: "1 unassigned patient" }).waitFor();
    await lookAt(page, "today-first-steps");
    await steps.getByRole("button", { name: "Hide checklist" }).click();
    await steps.waitFor({ state: "detached" });
    await page.reload();
    await todo(page).getByRole("link", { name: "1 unassigned patient" }).waitFor();
    expect(await steps.count()).toBe(0);

    await client.patient.remove.mutate({ id, expectedVersion: 1 });
    await readAnew(page);
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
  });

  it("leads to lists that show exactly what it counts", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const ann = await client.patient.create.mutate({ name: "Ann Lee", ...person });
    await client.patient.create.mutate({ name: "Ann Lee", ...person });
    await client.patient.create.mutate({ name: "Bea Ito", gender: "female" });
    const doctor = await client.doctor.create.mutate({ name: "Sam Okafor" });
    await client.assignment.create.mutate({ patientId: ann.id, doctorId: doctor.id });
    const email = `${crypto.randomUUID()}@example.org`;
    await client.invitation.create.mutate({ email, role: "viewer" });
    await page.goto(`${origin}/`);
    await todo(page).getByText("No waiting imports").waitFor();
    await lookAt(page, "today-tasks");
    await visit(page, "/reports");
    await numbers(page).getByText("+3 this month").waitFor();
    await numbers(page).getByText("1 doctor got new patients this month").waitFor();
    await visit(page, "/today");

    await todo(page).getByRole("link", { name: "2 unassigned patients" }).click();
    await page.getByRole("link", { name: "Bea Ito" }).waitFor();
    expect(new URL(page.url()).search).toBe("?unassigned=true");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(2);
    // The filter shows what it lists, and can be cleared.
    await page.getByRole("button", { name: "Doctor: No doctor" }).waitFor();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(3);

    await visit(page, "/today");
    await todo(page).getByText("Among all patients").waitFor();
    await todo(page).getByRole("link", { name: "1 possible duplicate" }).click();
    await page.getByText("1 in total. All patients have been compared.").waitFor();
    await lookAt(page, "possible-duplicates");
    await page.getByRole("link", { name: "Compare and merge Ann Lee with Ann Lee" }).click();
    await page.getByRole("heading", { name: /merge/i }).first().waitFor();

    await visit(page, "/today");
    await todo(page).getByRole("link", { name: "1 open invitation" }).click();
    await page.getByText(email).waitFor();
  });

  it("shows a role only what it may act on", async () => {
    const owner = await backend.signUp();
    await owner.client.patient.create.mutate({ name: "Ann Lee", ...person });
    const reception = await makeColleague(backend, owner, "reception");
    const { page } = await opened.window();
    await signIn(page, reception);
    await todo(page).getByRole("link", { name: "1 unassigned patient" }).waitFor();
    expect(await todo(page).getByRole("listitem").allTextContents()).toEqual([
      expect.stringMatching(/^1unassigned patient/),
    ]);
    expect(await page.getByRole("region", { name: "Set up your practice" }).count()).toBe(0);
  });

  it("refreshes itself each minute while it is used, by one call unless something changed", async () => {
    const user = await backend.signUp();
    const { client } = user;
    await client.patient.create.mutate({ name: "Ann Lee", ...person });
    const { page, context } = await opened.window();
    await context.clock.install();
    await signIn(page, user, "/reports");
    await page.getByRole("region", { name: "Doctors by patients" }).getByText("No doctor has").waitFor();
    const touch = () => page.mouse.move(300 + 200 * Math.random(), 300);
    const calls = () =>
      backend.database.reader.execute<{ action: string; calls: number }>(
        `select action, count(*)::int as calls from audit_entry
       where account_id = '${user.accountId}' and action like 'statistics.%' group by action`,
      );
    const callsOf = async (name: string) =>
      (await calls()).find(({ action }) => action === `statistics.${name}`)?.calls ?? 0;
    await eventually(async () => expect(await callsOf("doctorLoad")).toBe(1));
    const before = { overview: await callsOf("overview"), growth: await callsOf("patientGrowth") };

    // Without changes: one call, and no visible effect.
    await touch();
    await context.clock.fastForward("01:01");
    await eventually(async () => expect(await callsOf("overview")).toBe(before.overview + 1));
    expect(await callsOf("patientGrowth")).toBe(before.growth);

    await client.patient.create.mutate({ name: "Bea Ito", gender: "female" });
    await touch();
    await context.clock.fastForward("01:01");
    const growth = page.getByRole("region", { name: "Patients over time" });
    await growth.getByText(/^2 patients/).waitFor();
    const { overview } = { overview: await callsOf("overview") };

    // The page is not in use.
    await context.clock.fastForward("05:01");
    await context.clock.fastForward("01:01");
    await client.patient.create.mutate({ name: "Cy Roe", gender: "female" });
    await touch();
    await context.clock.fastForward("01:01");
    await growth.getByText(/^3 patients/).waitFor();
    expect(await callsOf("overview")).toBe(overview + 1);
  });
});
