import { glob, readFile } from "node:fs/promises";
import type { Client, UploadId } from "@caretype/client";
import type { Page } from "playwright-core";
import { expect } from "./expect.ts";
import { eventually, origin } from "./open.ts";

const source = new URL("../../src/", import.meta.url);

/** Navigates like a link, without a reload. */
export async function visit(page: Page, path: string): Promise<void> {
  const shown = () => page.evaluate(() => document.querySelector("main")?.innerHTML ?? "");
  const before = page.url() === `${origin}${path}` ? null : await shown();
  await page.evaluate((to) => history.pushState({}, "", to), path);
  await page.waitForURL(`${origin}${path}`);
  // The previous page stays until the next one's code is loaded.
  await eventually(async () => expect(await shown()).not.toBe(before));
  await page.locator("main h1").waitFor();
  await eventually(async () => expect(await page.locator("main [aria-busy=true]").count()).toBe(0));
}

/** The declared paths of all pages. Those of nested routes lack their beginning. */
async function declaredPaths(): Promise<string[]> {
  const declared: string[] = [];
  for await (const file of glob("**/routes.tsx", { cwd: source })) {
    const text = await readFile(new URL(file, source), "utf8");
    for (const [, path = ""] of text.matchAll(/getParentRoute: \(\) => \w+,\s+path: "([^"]+)"/g)) declared.push(path);
  }
  return declared;
}

/** Fails for a declared page that is not among `paths`. */
export async function expectEveryPage(paths: readonly string[]): Promise<void> {
  for (const declared of await declaredPaths()) {
    const pattern = new RegExp(`${declared.replaceAll(/\$\w+/g, "[^/]+")}$`);
    expect(
      paths.some((path) => pattern.test(path)),
      `${declared} is visited`,
    ).toBe(true);
  }
}

/** Pages for people who are not signed in. */
export const signedOutPaths = [
  "/welcome",
  "/sign-in",
  "/register",
  "/forgot-password",
  "/sign-out",
  "/confirm-registration",
  "/verify-email",
  "/reset-password",
  "/confirm-email",
  "/unlock",
  "/accept-invitation",
];

/** Creates a finished import, and a checked upload with an invalid row. */
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

/** Fills a practice, with `text` as each name, and returns its patient and the paths of all its pages. */
export async function everyPage(client: Client, text: string) {
  const { version } = await client.practice.mine.query();
  await client.practice.update.mutate({ name: text, expectedVersion: version });
  const people = { firstName: text, lastName: text };
  const patient = await client.patient.create.mutate({
    ...people,
    gender: "other",
    address: text,
    medicalHistory: text,
    phoneNumber: "1",
  });
  const twin = await client.patient.create.mutate({ ...people, gender: "other" });
  const gone = await client.patient.create.mutate({ ...people, gender: "other" });
  await client.patient.remove.mutate({ id: gone.id, expectedVersion: gone.version });
  const doctor = await client.doctor.create.mutate({ ...people });
  const goneDoctor = await client.doctor.create.mutate({ ...people });
  await client.doctor.remove.mutate({ id: goneDoctor.id, expectedVersion: goneDoctor.version });
  await client.assignment.create.mutate({ patientId: patient.id, doctorId: doctor.id, reasonForVisit: text });
  await client.account.update.mutate({ name: text });
  const key = await client.apiKey.create.mutate({ name: text, permissions: ["patient:read"] });
  const { uploadId, importId } = await importRows(client, text);
  const paths = [
    "/",
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
    "/members",
    "/members/invitations",
    "/members/roles",
    "/imports",
    "/imports/new",
    `/imports/uploads/${uploadId}`,
    `/imports/${importId}/duplicates`,
    "/members/practice",
    "/api-keys",
    "/api-keys/new",
    `/api-keys/${key.id}`,
    "/audit",
    "/audit/emergency-access",
    "/account",
    "/account/security",
    "/account/sessions",
    "/account/practices",
    "/account/display",
  ];
  return { patient, doctor, paths };
}
