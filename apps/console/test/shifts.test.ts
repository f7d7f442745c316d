import type { Client } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";
import { makeSchedule } from "./support/schedule.ts";
import { movedOn, shiftsOf, watchShifts } from "./support/shifts.ts";

declare global {
  interface Window {
    settling?: { height: number; frames: number };
  }
}

const opened = await openConsole();

/** Everything is loaded, and no size has changed for some frames. */
const settled = (page: Page) =>
  page.waitForFunction(() => {
    const isLoading = document.querySelector(".mantine-Skeleton-root, main [aria-busy=true]") !== null;
    const before = window.settling ?? { height: 0, frames: 0 };
    const height = document.querySelector("main h1") && !isLoading ? document.body.scrollHeight : 0;
    const frames = height > 0 && height === before.height ? before.frames + 1 : 0;
    window.settling = { height, frames };
    return frames > 30;
  });

/** A day with visits, a patient with a chart, and open tasks. */
async function fill(client: Client) {
  const { doctor, visitType, patient } = await makeSchedule(client);
  const hour = 3_600_000;
  const start = Date.now() - (Date.now() % hour);
  for (let count = -3; count < 12; count++) {
    const { id } = await client.patient.create.mutate({
      name: `Ann Lee ${String.fromCharCode(80 + count)}`,
      gender: "female",
      age: 30 + count,
    });
    if (count < 0) continue;
    // Some are today, the others on the following days.
    await client.appointment.book.mutate({
      patientId: id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: new Date(start + (1 + count * 5) * hour).toISOString(),
    });
  }
  return patient;
}

describe.skipIf(!opened)("pages", () => {
  if (!opened) return;

  it("move nothing while they load", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { id } = await fill(client);
    await watchShifts(page);
    const moved: Record<string, string> = {};
    for (const [width, height] of [
      [1280, 720],
      [720, 900],
      [360, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const path of ["/today", "/calendar", "/calendar?view=agenda", "/patients", `/patients/${id}`]) {
        await page.goto(`${origin}${path}`);
        await settled(page);
        const shift = (await shiftsOf(page)) ?? Number.NaN;
        if (!(shift < 0.1)) moved[`${path} at ${width}`] = [shift, ...(await movedOn(page))].join(", ");
      }
    }
    expect(moved).toEqual({});
  });

  it("show no card before there is something on it", async () => {
    const { page } = await opened.window();
    await watchShifts(page);
    await page.goto(`${origin}/register`);
    await settled(page);
    expect(await shiftsOf(page)).toBeLessThan(0.01);
  });
});
