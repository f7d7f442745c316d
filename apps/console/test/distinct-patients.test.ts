import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();
const born = { gender: "female", dateOfBirth: "1980-02-29" } as const;

describe.skipIf(!opened)("patients who look alike and are different people", () => {
  if (!opened) return;

  it("are marked in the list of possible duplicates, and unmarked on a patient's page", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    await patient.create.mutate({ name: "Ann Lee", ...born });
    const { id } = await patient.create.mutate({ name: "Anna Lee", ...born });
    await page.goto(`${origin}/patients/duplicates`);
    const mark = page.getByRole("button", { name: "Not the same person: Anna Lee and Ann Lee" });
    await mark.click();
    await page.getByText("No patient resembles another one.").waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await mark.click();
    await page.getByText("No patient resembles another one.").waitFor();
    await visit(page, `/patients/${id}?tab=duplicates`);
    const marked = page.getByRole("region", { name: "Not the same person" });
    await marked.getByText(/^Marked .+, by /).waitFor();
    await lookAt(page, "distinct-patients");
    await marked.getByRole("button", { name: "Undo the mark of Ann Lee" }).click();
    await page.getByRole("article", { name: "Ann Lee" }).waitFor();
    await marked.waitFor({ state: "detached" });
    const unmarked = page.getByRole("alert").filter({ hasText: "possible duplicate again" });
    await unmarked.getByRole("button", { name: "Undo", exact: true }).click();
    await marked.waitFor();
  });

  it("are not offered again once they are merged", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient } = user.client;
    await patient.create.mutate({ name: "Ann Lee", ...born });
    await patient.create.mutate({ name: "Anna Lee", ...born });
    await page.goto(`${origin}/patients/duplicates`);
    const compare = page.getByRole("main").getByText("Compare and merge");
    await compare.click();
    await page.getByRole("button", { name: /^Merge/ }).click();
    await page.getByText(/is merged|are merged/).waitFor();
    // The list is not refetched in this test.
    await page.route(/possibleDuplicates/, () => undefined);
    await page.evaluate(() => history.pushState({}, "", "/patients/duplicates"));
    await page.getByRole("heading", { level: 1, name: "Possible duplicates" }).waitFor();
    expect(await compare.count()).toBe(0);
  });
});
