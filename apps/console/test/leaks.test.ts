import { measureMemory, visitRepeatedly } from "@caretype/testing/browser/memory";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, signInByForm } from "./support/open.ts";

const opened = await openConsole();

type Memory = Awaited<ReturnType<typeof measureMemory>>;

describe.skipIf(!opened)("memory", () => {
  if (!opened) return;

  it("is as before after two hundred pages, and after a sign-out", async () => {
    const { page, complaints } = await opened.window();
    const user = await opened.backend.signUp();
    const { patient, doctor, assignment } = user.client;
    const { id } = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const { id: doctorId } = await doctor.create.mutate({ name: "Bo Ray" });
    await assignment.create.mutate({ patientId: id, doctorId });
    const paths = ["/patients", `/patients/${id}`, "/", "/doctors", `/doctors/${doctorId}`];
    const visit = async (rounds: number) => {
      await visitRepeatedly(page, paths, rounds);
      await page.getByRole("link", { name: "Ann Lee" }).waitFor();
      return measureMemory(page);
    };
    const signOut = async () => {
      await page.getByRole("button", { name: /^Your account/ }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      // The console's code follows by itself, and has nodes of its own.
      await page.waitForFunction(() =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes("/console-")),
      );
      return measureMemory(page);
    };
    /** What has grown. Measured again while something has, as timers and answers keep some of it for a moment. */
    const expectNoGrowthSince = (before: Memory) =>
      expect
        .poll(async () => {
          const now = await measureMemory(page);
          const counts = (["nodes", "listeners", "detached"] as const).filter(
            (name) => now[name] > before[name],
          );
          return now.heap / before.heap < 1.05 ? counts : ["heap", ...counts];
        })
        .toEqual([]);
    await signInByForm(page, user);
    // Loads all code, and fills what is kept on purpose. The engine, too, keeps more of a function that runs often.
    const early = await visit(20);
    await visit(40);
    await expectNoGrowthSince(early);
    const signedOut = await signOut();

    await signInByForm(page, user);
    await visit(1);
    await signOut();
    await expectNoGrowthSince(signedOut);
    expect(complaints).toEqual([]);
  });
});
