import { glob, readFile } from "node:fs/promises";
import type { Client, UploadId } from "@caretype/client";
import type { Page } from "playwright-core";
import { entryPaths } from "../../src/session/route/entry-paths.ts";
import { declaredRoutes } from "./declared-routes.ts";
import { expect } from "./expect.ts";
import { eventually } from "./open.ts";

const source = new URL("../../src/", import.meta.url);

/**
 * Navigates like a link, without a slow reload. Data stays cached for half a minute. Waits within the page, as its
 * content is too long to send at each check.
 */
export async function visit(page: Page, path: string): Promise<void> {
  const before = await page.evaluateHandle((to) => {
    const isOpen = location.pathname + location.search === to;
    const before = isOpen
      ? {}
      : { content: document.querySelector("main")?.innerHTML, heading: document.querySelector("main h1") };
    history.pushState({}, "", to);
    return before;
  }, path);
  // The previous page stays until the next one's code has loaded. Two refusals differ only in their elements.
  await page.waitForFunction(
    ({ content, heading }) => {
      const main = document.querySelector("main");
      const now = main?.querySelector("h1");
      return (
        now && !main?.querySelector("[aria-busy=true]") && (main?.innerHTML !== content || now !== heading)
      );
    },
    before,
    { polling: 30 },
  );
  await before.dispose();
}

/** As after a while in another window: refetches changed data. A reload is much slower. */
export const readAnew = (page: Page) =>
  page.evaluate(() => {
    const now = Date.now();
    Date.now = () => now + 60_000;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });

const routesIn = async (file: string) => declaredRoutes(await readFile(new URL(file, source), "utf8"));

/** The pages of generated lists, which their manifests declare. */
async function listPaths(): Promise<string[]> {
  const paths: string[] = [];
  for await (const file of glob("modules/*/manifest.ts", { cwd: source }))
    paths.push(...(await routesIn(file)).map(({ path }) => path));
  return paths;
}

/** All declared page paths, and each one's parent route. */
export async function declaredPages(): Promise<{ parent: string; path: string }[]> {
  const declared: { parent: string; path: string }[] = [];
  for await (const file of glob("**/routes.tsx", { cwd: source })) declared.push(...(await routesIn(file)));
  return [...declared, ...entryPaths.map((path) => ({ parent: "signedOutRoute", path }))];
}

/** Creates a finished import, and a checked upload with an invalid row. `text` is in every field that accepts it. */
async function importRows({ import: imports }: Client, text: string) {
  const send = async (gender: string) => {
    const file = `${text}.csv`;
    const table = { mapping: { name: text, gender: "gender" } };
    const files: [{ file: string; columns: string[] }] = [{ file, columns: [text, "gender"] }];
    const { id } = await imports.begin.mutate({ format: "table", records: "patient", files, table });
    await imports.addPart.mutate({ id, file, rows: [{ line: 2, cells: [text, gender] }] });
    return id;
  };
  const ended = async (id: UploadId, state: string) => {
    await eventually(async () => expect((await imports.progress.query({ id })).state).toBe(state));
    return imports.progress.query({ id });
  };
  const good = await send("F");
  await imports.run.mutate({ id: good, rows: 1 });
  const { result } = await ended(good, "done");
  const bad = await send(text);
  await imports.check.mutate({ id: bad, rows: 1 });
  await ended(bad, "checked");
  return { uploadId: bad, importId: result?.importId };
}

/** Fills a practice with data for its pages, and returns their paths. `text` is in every field that accepts it. */
export async function fillPages(client: Client, text: string) {
  const { version } = await client.practice.mine.query();
  await client.practice.update.mutate({ name: text, expectedVersion: version });
  const people = { firstName: text, lastName: text };
  // Two patients with similar names and the same birth date, who may be duplicates.
  const born = { ...people, gender: "other", dateOfBirth: "1980-02-29" } as const;
  const patient = await client.patient.create.mutate({
    ...born,
    address: text,
    medicalHistory: text,
    phoneNumber: "1",
  });
  const twin = await client.patient.create.mutate(born);
  const gone = await client.patient.create.mutate({ ...people, gender: "other" });
  await client.patient.remove.mutate({ id: gone.id, expectedVersion: gone.version });
  const doctor = await client.doctor.create.mutate({ ...people });
  const goneDoctor = await client.doctor.create.mutate({ ...people });
  await client.doctor.remove.mutate({ id: goneDoctor.id, expectedVersion: goneDoctor.version });
  const pair = { patientId: patient.id, doctorId: doctor.id };
  await client.assignment.create.mutate({ ...pair, reasonForVisit: text });
  await client.account.update.mutate({ name: text });
  const visitType = await client.visitType.create.mutate({ name: text, minutes: 20 });
  await client.waitlist.add.mutate({
    patientId: patient.id,
    visitTypeId: visitType.id,
    specialization: text,
    note: text,
    lastDay: "2999-12-31",
  });
  const key = await client.apiKey.create.mutate({ name: text, permissions: ["patient:read"] });
  const { uploadId, importId } = await importRows(client, text);
  const paths = [
    "/reports",
    "/patients",
    "/patients/new",
    "/patients/removed",
    "/patients/duplicates",
    `/patients/${patient.id}`,
    `/patients/${patient.id}/edit`,
    `/patients/${patient.id}/merge/${twin.id}`,
    "/doctors",
    "/doctors/new",
    "/doctors/removed",
    `/doctors/${doctor.id}`,
    `/doctors/${doctor.id}/edit`,
    `/doctors/${doctor.id}/opening-hours`,
    "/calendar",
    "/members",
    "/members/invitations",
    "/imports",
    "/imports/new",
    `/imports/uploads/${uploadId}`,
    `/imports/${importId}/duplicates`,
    "/codes",
    "/codes/new",
    ...(await listPaths()),
    "/members/roles",
    "/settings",
    ...["practice", "hours", "holidays", "visit-types", "rooms"].map((name) => `/settings/${name}`),
    "/today",
    "/waitlist",
    "/api-keys",
    "/api-keys/new",
    `/api-keys/${key.id}`,
    "/audit",
    "/audit/emergency-access",
    "/account",
    "/account/security",
    "/account/sessions",
    "/account/practices",
    "/settings/display",
    "/account/command-line",
    `/account/command-line?port=1024&state=${"s".repeat(43)}&challenge=${"c".repeat(43)}&host=desk`,
  ];
  for (const { parent, path } of await declaredPages()) {
    // Pages without a session, pages of server staff, who have no practice, and first tabs.
    if (parent === "signedOutRoute" || path.startsWith("/staff") || path === "/") continue;
    const pattern = new RegExp(`${path.replaceAll(/\$\w+/g, "[^/]+")}$`);
    expect(
      paths.some((known) => pattern.test(known)),
      `${path} is visited`,
    ).toBe(true);
  }
  return { paths, patient, doctor };
}
