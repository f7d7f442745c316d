import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const undo = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });

async function changeAddress(page: Page, address: string) {
  await page.getByLabel("Address", { exact: true }).fill(address);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

describe.skipIf(!opened)("undo", () => {
  if (!opened) return;

  it("takes back a change, from the notification and from the palette", async () => {
    const { page, user, complaints } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    const { id } = await patient.create.mutate({
      name: "Ann Lee",
      gender: "female",
      address: "1 High Street",
    });
    await page.goto(`${origin}/patients/${id}/edit`);
    await changeAddress(page, "2 Low Street");
    await undo(page).click();
    await expect
      .poll(() => patient.byId.query({ id }))
      .toMatchObject({ address: "1 High Street", version: 3 });
    await page.goto(`${origin}/patients/new`);
    await page.getByLabel("First name").fill("Bo");
    await page.getByLabel("Last name").fill("Ray");
    await page.getByRole("radio", { name: "Male", exact: true }).check();
    await page.getByRole("button", { name: "Add the patient" }).click();
    await heading(page, "Bo Ray").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("undo");
    const first = page.getByRole("option").first();
    await expect.poll(() => first.textContent()).toContain("Undo the last changeBo Ray is added");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await patient.list.query({})).items.map(({ name }) => name))
      .toEqual(["Ann Lee"]);
    await undo(page).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  it("never overwrites what somebody else has changed since", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { doctor } = user.client;
    const { id } = await doctor.create.mutate({ name: "Sam Okafor" });
    await page.goto(`${origin}/doctors/${id}/edit`);
    await page.getByLabel("Contact").fill("Room 1");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await undo(page).waitFor();
    const theirs = await doctor.update.mutate({ id, contactInfo: "Room 2", expectedVersion: 2 });
    await undo(page).click();
    await page.getByText("This could not be undone").waitFor();
    expect(await doctor.byId.query({ id })).toEqual(theirs);
  });
});
