import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { keptBy, memoryOf } from "./support/kept.ts";
import { openConsole, origin, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

describe.skipIf(!opened)("the console's security", () => {
  if (!opened) return;

  it("runs only its own scripts, and connects only to its server", async () => {
    const { page, complaints } = await opened.signedIn({ at: null });
    const document = await page.goto(`${origin}/patients`);
    const headers = document?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    await page.getByRole("heading", { name: "Patients" }).waitFor();
    const refused = await page.evaluate(async () => {
      // Code evaluated by the test may use `eval` until it has ended.
      await new Promise((resolve) => setTimeout(resolve));
      const breaches = new Set<string>();
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
        breaches.add(effectiveDirective),
      );
      const outcome = async (attempt: () => unknown) => {
        try {
          await attempt();
          return "done";
        } catch {
          return "refused";
        }
      };
      const code = "window.wasRun = 1";
      const element = globalThis.document.createElement("div");
      globalThis.document.body.append(element);
      const tried = [
        await outcome(() => {
          element.innerHTML = "<img src=x onerror='window.wasRun = 1'>";
        }),
        await outcome(() => Reflect.apply(setTimeout, globalThis, [code])),
        await outcome(() => Reflect.construct(Function, [code])()),
        await outcome(() => Object.assign(globalThis.document.createElement("script"), { text: code })),
        await outcome(() => new Worker("https://example.org/worker.js")),
        await outcome(() => fetch("https://example.org/")),
      ];
      const image = new Image();
      image.src = "https://example.org/pixel.png";
      const style = globalThis.document.createElement("style");
      style.textContent = "body { opacity: 0.5 }";
      element.append(style);
      const isToldOf = (directive: string) =>
        new Promise<void>((resolve) => {
          const look = () => (breaches.has(directive) ? resolve() : setTimeout(look, 10));
          look();
        });
      await Promise.all(["connect-src", "img-src", "style-src-elem"].map(isToldOf));
      return { tried, wasRun: Reflect.has(window, "wasRun"), breaches: [...breaches] };
    });
    expect(refused.tried).toEqual(["refused", "refused", "refused", "refused", "refused", "refused"]);
    expect(refused.wasRun).toBe(false);
    expect(refused.breaches).toContain("require-trusted-types-for");
    expect(complaints.splice(0)).not.toEqual([]);
  });

  it("hides data of other practices", async () => {
    const [ann, bea] = await Promise.all([opened.signedIn({ at: null }), opened.signedIn({ at: null })]);
    const name = someName("Annspatient");
    const { id } = await ann.user.client.patient.create.mutate({ name, gender: "female" });
    await ann.page.goto(`${origin}/patients/${id}`);
    await ann.page.getByRole("heading", { name }).waitFor();
    await bea.page.goto(`${origin}/patients/${id}`);
    await bea.page.getByRole("heading", { name: "Not found" }).waitFor();
    await visit(bea.page, "/patients");
    await bea.page.getByText("There are no patients yet.").waitFor();
    await bea.page.keyboard.press("Control+k");
    await bea.page.getByRole("combobox", { name: /^Go to/ }).fill(name);
    await bea.page.getByText("Nothing found.").waitFor();
  });

  it("keeps no patient data in addresses, titles and storages, or in memory after the sign-out", async () => {
    const { page, user } = await opened.signedIn();
    const name = someName("Zebedee Unforgotten");
    const patient = await user.client.patient.create.mutate({
      name,
      gender: "male",
      medicalHistory: "Quinsyfever",
      phoneNumber: "5550199",
    });
    for (const path of ["/patients", `/patients/${patient.id}`, `/patients/${patient.id}/edit`]) {
      await visit(page, path);
      const kept = await keptBy(page);
      for (const part of ["Zebedee", "Quinsyfever", "5550199", user.email]) expect(kept).not.toContain(part);
    }
    await page.getByLabel("First name").waitFor();
    expect(await memoryOf(page)).toContain("Quinsyfever");
    await visit(page, "/patients");
    await page.getByLabel("Search").fill("Zebedee");
    await page.waitForFunction(() => history.state.search);
    await visit(page, "/doctors");
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    const memory = await memoryOf(page);
    expect(memory).toContain("Forgot password?");
    for (const part of ["Zebedee", "Quinsyfever", "5550199", user.email]) expect(memory).not.toContain(part);
    await expect.poll(() => keptBy(page)).not.toMatch(new RegExp(`Zebedee|${user.accountId}`));
    // The browser's history remains. A page without scripts shows it before the console changes it.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setScriptExecutionDisabled", { value: true });
    for (const path of ["/doctors", "/patients"]) {
      await page.goBack();
      const expression = "location.pathname + JSON.stringify(history.state)";
      const { result } = await cdp.send("Runtime.evaluate", { expression });
      expect(result.value).toMatch(new RegExp(`^${path}{.*}$`));
      expect(result.value).not.toMatch(new RegExp(`Zebedee|${user.accountId}`));
    }
  });
});
