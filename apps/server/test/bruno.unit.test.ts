import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openapiCommand } from "../src/command/openapi.ts";
import { brunoCollection } from "../src/openapi/bruno.ts";
import { document } from "./openapi-document.ts";

const files = brunoCollection(document);

test("the collection has a request for each operation, and a tour", () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
  const requests = [...files.keys()].filter((path) => /^[a-z]+\/[a-z]+\.bru$/i.test(path));
  expect(requests).toHaveLength(operations.length + 1);
  expect([...files.keys()].filter((path) => path.startsWith("first-tour/"))).toHaveLength(6);
});

test("a request has its address, its parameters and an example of its body", () => {
  const text = files.get("patient/updatePatient.bru");
  expect(text).toContain("patch {\n  url: {{baseUrl}}/api/patients/:id\n  body: json\n  auth: inherit\n}");
  expect(text).toContain("params:path {\n  id: {{id}}\n}");
  expect(text).toContain("  ~If-Match: \n");
  expect(text).toContain('    "name": "Jane Roe"\n');
  expect(text).toContain("docs {\n  Change a patient\n");
  expect(files.get("account/logIn.bru")).toContain("auth: none");
  // Bruno sends the parameters in the address.
  expect(files.get("member/listAccountNames.bru")).toContain("/names?ids={{ids}}\n");
});

test("a folder with other files is left alone, and a collection is written again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "caretype-bruno-"));
  try {
    await writeFile(join(folder, "notes.txt"), "mine");
    await expect(openapiCommand({ bruno: folder })).rejects.toThrow("has other files");
    expect(await readdir(folder)).toEqual(["notes.txt"]);
    const fresh = join(folder, "collection");
    await openapiCommand({ bruno: fresh });
    await writeFile(join(fresh, "collection.bru"), "");
    await openapiCommand({ bruno: fresh });
    expect(await readFile(join(fresh, "collection.bru"), "utf8")).toBe(files.get("collection.bru"));
  } finally {
    await rm(folder, { recursive: true });
  }
});
