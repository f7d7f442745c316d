import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { hold } from "./support/hold.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { inDialog } from "./support/parts.ts";

const opened = await openConsole();

/** As on return to the window. */
const returnTo = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));

const header = (page: Page) => page.getByRole("region", { name: "Known allergies", exact: true });

describe.skipIf(!opened)("the chart's header", () => {
  if (!opened) return;

  it("tells apart what was never asked, none known, a list, and a list of the past", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
    const patientId = patient.id;
    const show = () => page.goto(`${origin}/patients/${patientId}`);
    await show();
    await header(page).getByText("Allergies: never asked").waitFor();

    await client.account.update.mutate({ name: "Ann Teller" });
    await client.allergy.recordNoneKnown.mutate({ patientId, recordedAt: "2026-07-01T08:00:00Z" });
    // A loading name is not "unknown".
    const names = await hold(page, "member.names");
    await show();
    await header(page)
      .getByText(/, by …\)$/)
      .waitFor();
    await names.release();
    await header(page)
      .getByText(/^No known allergies \(.*1 Jul 2026.*, by Ann Teller\)$/)
      .waitFor();

    await client.allergy.create.mutate({ patientId, substance: { text: "Cat hair" } });
    const penicillin = { patientId, substance: { text: "Penicillin" }, criticality: "high" } as const;
    const { id, version } = await client.allergy.create.mutate(penicillin);
    await client.allergy.create.mutate({
      patientId,
      substance: { text: "Latex" },
      verificationStatus: "refuted",
    });
    await show();
    await header(page).getByText("Penicillin (high criticality) · Cat hair").waitFor();
    expect(await header(page).getByText("Latex").count()).toBe(0);
    await lookAt(page, "patient-allergies");

    await client.allergy.update.mutate({ id, expectedVersion: version, clinicalStatus: "resolved" });
    const { items } = await client.allergy.list.query({ patientId });
    const cat = items.find(({ substance }) => substance.text === "Cat hair");
    if (!cat) throw new Error("no allergy");
    const change = { id: cat.id, expectedVersion: cat.version };
    await client.allergy.update.mutate({ ...change, clinicalStatus: "inactive" });
    await show();
    await header(page).getByText("No active allergies, only past or refuted ones").waitFor();
  });

  it("shows what a colleague adds meanwhile, says who did, and leaves what is typed", async () => {
    const { page, client, user } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({
      name: "Jane Roe",
      gender: "female",
      age: 41,
    });
    const { client: colleague } = await makeColleague(opened.backend, user, "clinician");
    await colleague.account.update.mutate({ name: "Ann Teller" });
    await page.goto(`${origin}/patients/${patientId}`);
    await header(page).getByText("Allergies: never asked").waitFor();
    await page.getByRole("button", { name: "Add medication" }).click();
    const drug = inDialog(page, "Medication");
    await drug.fill("Amoxicillin");
    const substance = { text: "Penicillin" };
    await colleague.allergy.create.mutate({ patientId, substance, criticality: "high" });
    await returnTo(page);
    await page.getByRole("alert").getByText("Ann Teller changed the chart: Allergy added").waitFor();
    await page.getByRole("dialog").getByText("Penicillin (high criticality)").waitFor();
    expect(await drug.inputValue()).toBe("Amoxicillin");
    await page.keyboard.press("Escape");
    await header(page).getByText("Penicillin (high criticality)").waitFor();
    // The user's own changes are not announced, and opening a form checks, too.
    await client.condition.create.mutate({ patientId, code: { text: "Asthma" } });
    await colleague.condition.create.mutate({ patientId, code: { text: "Gout" } });
    await page.getByRole("button", { name: "Add problem" }).click();
    await page.getByRole("alert").getByText("Ann Teller changed the chart: Condition added").waitFor();
    expect(await page.getByRole("alert").filter({ hasText: "changed the chart" }).count()).toBe(2);
    await lookAt(page, "chart-changed");
  });

  it("stays in sight with name and birth on a phone", async () => {
    const { page, client } = await opened.signedIn({ at: null, width: 360, height: 500 });
    const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
    await client.allergy.create.mutate({ patientId: patient.id, substance: { text: "Cat hair" } });
    await page.goto(`${origin}/patients/${patient.id}`);
    await header(page).getByText("Cat hair").waitFor();
    expect(await header(page).getByText("Jane Roe").count()).toBe(0);
    await page.getByRole("heading", { name: "Details" }).waitFor();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await header(page).getByText("Jane Roe").waitFor();
    await expect
      .poll(() => header(page).evaluate((element) => element.getBoundingClientRect().top))
      .toBeLessThan(100);
  });

  it("says so if the allergies cannot be read, and reads them again", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const patient = await user.client.patient.create.mutate({ name: "Jane Roe", gender: "female", age: 41 });
    await page.route(/allergy\.list/, (route) => route.fulfill({ status: 403, json: {} }));
    await page.goto(`${origin}/patients/${patient.id}`);
    await header(page).getByText("The allergies could not be loaded.").waitFor();
    // The list beside it refetches when its code loads, which would remove the button.
    await page.waitForLoadState("networkidle");
    expect(
      await header(page)
        .getByText(/never asked|No known/)
        .count(),
    ).toBe(0);
    await page.unroute(/allergy\.list/);
    await header(page).getByRole("button", { name: "Try again" }).click();
    await header(page).getByText("Allergies: never asked").waitFor();
  });
});
