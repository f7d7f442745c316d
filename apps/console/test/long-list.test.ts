import type { Client } from "@caretype/client";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { eventually, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const patients = 1_000;
/** The console loads so many at once. */
const pageSize = 100;

async function importPatients({ import: imports }: Client): Promise<void> {
  const file = "patients.csv";
  const { id } = await imports.begin.mutate({
    format: "table",
    records: "patient",
    files: [{ file, columns: ["name", "gender"] }],
    table: { mapping: { name: "name", gender: "gender" } },
  });
  const rows = Array.from({ length: patients }, (_, index) => ({
    line: index + 2,
    cells: [`Ann ${index}`, "F"],
  }));
  await imports.addPart.mutate({ id, file, rows });
  await imports.run.mutate({ id, rows: patients });
  await eventually(async () => expect((await imports.progress.query({ id })).state).toBe("done"));
}

describe.skipIf(!opened)("a long list", () => {
  if (!opened) return;

  it("renders only the rows near the screen, and loads each page once", async () => {
    const { page, user, complaints } = await opened.signedIn({ at: null });
    await importPatients(user.client);
    const cursors: string[] = [];
    page.on("request", (request) => {
      if (/\/trpc\/[^?]*\bpatient\.list\b/.test(request.url()))
        cursors.push(`${request.url()} ${request.postData()}`);
    });
    await page.goto(`${origin}/patients`);
    const table = page.getByRole("table", { name: "Patients" });
    await table.locator("[data-index='10']").waitFor();
    const scroller = table.locator("..");
    const countNodes = () => scroller.evaluate((node) => node.querySelectorAll("*").length);
    const before = await countNodes();
    // Scrolls to the end of what is loaded until all is, and counts what is rendered in each frame.
    const mostRows = await scroller.evaluate(async (node, total) => {
      let most = 0;
      while (node.querySelector("[role=table]")?.getAttribute("aria-rowcount") !== String(total + 1)) {
        node.scrollTop += node.clientHeight;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, node.querySelectorAll("[data-index]").length);
      }
      return most;
    }, patients);
    const rowsOnScreen = await scroller.evaluate(
      (node) => node.clientHeight / (node.querySelector("[data-index]")?.clientHeight ?? 1),
    );
    // 12 rows above and below, and those that are partly visible.
    expect(mostRows).toBeLessThanOrEqual(rowsOnScreen + 2 * 12 + 2);
    expect(cursors.length).toBe(patients / pageSize);
    expect(new Set(cursors).size).toBe(cursors.length);
    await scroller.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await table.locator(`[data-index='${patients - 1}']`).waitFor();
    expect(await countNodes()).toBeLessThan(1.5 * before);
    expect(complaints).toEqual([]);
  });
});
