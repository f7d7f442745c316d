import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { measureMemory, visitRepeatedly } from "./memory.ts";
import { expect } from "./support/expect.ts";
import { openConsole, signInByForm } from "./support/open.ts";

const opened = await openConsole();

type Memory = Awaited<ReturnType<typeof measureMemory>>;

/** More than a cache, an optimized function or a pending timer adds consecutively. */
const maxRepeats = 8;

/**
 * What exceeds its previous maximum each time. A leak grows with every repetition. Caches, optimized code and pending
 * timers grow only sometimes.
 */
async function growthOf(page: Page, repeat: () => Promise<void>): Promise<string[]> {
  const measure = async () => {
    await repeat();
    return measureMemory(page);
  };
  // A measurement before the first repetition may include extras, such as a notification.
  const all: Memory[] = [await measure()];
  let growing: string[] = ["nothing measured"];
  for (let count = 1; growing.length > 0 && count <= maxRepeats; count += 1) {
    const now = await measure();
    const most = (name: keyof Memory) => Math.max(...all.map((each) => each[name]));
    growing = (["nodes", "listeners", "detached"] as const).filter((name) => now[name] > most(name));
    // The 25 pages of a repetition exceed this if each leaks 400 bytes.
    if (now.heap > most("heap") * 1.002) growing.push("heap");
    all.push(now);
  }
  return growing;
}

describe.skipIf(!opened)("memory", () => {
  if (!opened) return;

  it("is as before after many pages, and after a sign-out", async () => {
    const { page } = await opened.window();
    const user = await opened.backend.signUp();
    const { patient, doctor, assignment } = user.client;
    const { id } = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const { id: doctorId } = await doctor.create.mutate({ name: "Bo Ray" });
    await assignment.create.mutate({ patientId: id, doctorId });
    const paths = ["/patients", `/patients/${id}`, "/", "/doctors", `/doctors/${doctorId}`];
    const visit = async (rounds: number) => {
      await visitRepeatedly(page, paths, rounds);
      await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    };
    const signOut = async () => {
      await page.getByRole("button", { name: /^Your account/ }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      // The console's code loads by itself, and has its own nodes.
      await page.waitForFunction(() =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes("/console-")),
      );
    };
    await signInByForm(page, user);
    // Loads all code, and fills intended caches.
    await visit(10);
    expect(await growthOf(page, () => visit(5))).toEqual([]);
    const session = async () => {
      await signInByForm(page, user);
      await visit(1);
      await signOut();
    };
    await signOut();
    expect(await growthOf(page, session)).toEqual([]);
  });
});
