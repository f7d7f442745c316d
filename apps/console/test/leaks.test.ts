import { measureMemory, visitRepeatedly } from "@caretype/testing/browser/memory";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { openConsole, signIn } from "./support/open.ts";

const opened = await openConsole();

describe.skipIf(!opened)("memory", () => {
  if (!opened) return;

  it("is as before after fifty pages, and after a sign-out", async () => {
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
      return measureMemory(page);
    };
    await signIn(page, user);
    // Loads all code, and fills what is kept on purpose.
    const early = await visit(6);
    const late = await visit(10);
    const signedOut = await signOut();
    expect(late.heap / early.heap).toBeLessThan(1.05);
    expect(late.nodes).toBeLessThanOrEqual(early.nodes);
    expect(late.listeners).toBeLessThanOrEqual(early.listeners);
    expect(late.detached).toBeLessThanOrEqual(early.detached);

    await signIn(page, user);
    await visit(1);
    const signedOutAgain = await signOut();
    expect(Math.abs(signedOutAgain.heap / signedOut.heap - 1)).toBeLessThan(0.05);
    expect(signedOutAgain.listeners).toBeLessThanOrEqual(signedOut.listeners);
    expect(complaints).toEqual([]);
  });
});
