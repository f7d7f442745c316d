import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyWorkspace } from "@caretype/dev/copy-workspace";
import { type Addition, added } from "@caretype/dev/feature/files";

// A frontend's modules: one creates the client, and one uses every feature.

type Names = { name: string; type: string };

const show = ({ name, type }: Names) => `export async function show${type}(id: string): Promise<string> {
  const record = await caretype.${name}.byId.query({ id });
  const until = record.endedOn ?? record.startedOn ?? record.createdAt;
  return \`\${record.name} (\${record.status}), \${record.phoneNumber ?? record.email ?? ""} \${until}\`;
}`;

const list = ({ name, type }: Names) => `export async function list${type}(cursor?: string) {
  const page = await caretype.${name}.list.query({ limit: 20, status: "active", ...(cursor ? { cursor } : {}) });
  const rows = page.items.map(({ id, name, priority, ${name}Note }) => ({ id, name, priority, note: ${name}Note }));
  return { rows, more: page.nextCursor !== null };
}`;

const add = ({
  name,
  type,
}: Names) => `export async function add${type}(form: RouterInputs["${name}"]["create"]): Promise<FieldErrors> {
  try {
    await caretype.${name}.create.mutate({ ...form, quantity: form.quantity ?? 1, unit: "mg" });
    return {};
  } catch (error) {
    if (isErrorCode(error, "INVALID_INPUT")) return fieldErrors(error);
    throw error;
  }
}`;

const rename = ({
  name,
  type,
}: Names) => `export async function rename${type}(record: RouterOutputs["${name}"]["byId"], name: string) {
  const { id, version } = record;
  const { updatedAt } = await caretype.${name}.update.mutate({ id, name, expectedVersion: version });
  return updatedAt;
}`;

const count = ({ name, type }: Names) => `export async function count${type}(): Promise<string> {
  const { total, byStatus, latest } = await caretype.${name}.summary.query({});
  const counts = byStatus.map(({ status, count }) => \`\${status}: \${count}\`);
  return \`\${total} (\${counts.join(", ")}), newest \${latest?.name ?? "none"}\`;
}`;

const screens = [show, list, add, rename, count];

/** Returns the files by name. `calls.ts` calls a procedure of each feature. */
function clientModules(features: number): Record<string, string> {
  const calls = Array.from({ length: features }, (_, at) =>
    screens[at % screens.length]?.(featureNames(at + 1)),
  );
  return {
    "client.ts": `import { createClient } from "@caretype/client";

const caretype = createClient({ url: "" });
`,
    "calls.ts": `import { type FieldErrors, fieldErrors, isErrorCode, type RouterInputs, type RouterOutputs } from "@caretype/client";
import { caretype } from "./client.ts";

${calls.join("\n\n")}
`,
  };
}

/** Returns `feature07` and `Feature07`. Counts from 1. */
function featureNames(index: number): { name: string; type: string } {
  const number = String(index).padStart(2, "0");
  return { name: `feature${number}`, type: `Feature${number}` };
}

/** The feature whose records this one joins. The last one joins the first. */
const neighbourOf = (index: number, features: number) => (index % features) + 1;

// A copy of this repository in a temporary folder, with a router of many more procedures. The added features have
// tables, queries and callers, as `packages/core/src/people/patient` does.

export const proceduresPerFeature = 10;

export type SyntheticWorkspace = { root: string; features: number; [Symbol.dispose](): void };

const template = (name: string) => readFileSync(new URL(`template/${name}.ts.txt`, import.meta.url), "utf8");

/** Adds at least 2 features of ten procedures each to the copy. */
export function makeSyntheticWorkspace(features: number): SyntheticWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "caretype-types-")));
  const remove = () => rmSync(root, { recursive: true });
  try {
    copyWorkspace(root);
    for (let index = 1; index <= features; index++) addFeature(root, index, features);
    addToLists(root, features);
    writeModules(join(root, "packages/client/examples/synthetic"), features);
  } catch (error) {
    remove();
    throw error;
  }
  return { root, features, [Symbol.dispose]: remove };
}

export function writeModules(folder: string, features: number): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(clientModules(features))) {
    writeFileSync(join(folder, name), text);
  }
}

function addFeature(root: string, index: number, features: number): void {
  const own = featureNames(index);
  const neighbour = featureNames(neighbourOf(index, features));
  const source = (file: string) =>
    template(file)
      .replaceAll("neighbour", neighbour.name)
      .replaceAll("Neighbour", neighbour.type)
      .replaceAll("sample", own.name)
      .replaceAll("Sample", own.type);
  const folder = join(root, "packages/core/src", own.name);
  mkdirSync(folder);
  for (const file of ["record", "schema", "queries", "router"]) {
    writeFileSync(join(folder, `${file}.ts`), source(file));
  }
  const tables = join(root, "packages/db/src/schema");
  writeFileSync(join(tables, `${own.name}.ts`), source("table"));
  writeFileSync(join(tables, "index.ts"), `export { ${own.name} } from "./${own.name}.ts";\n`, { flag: "a" });
}

/** Adds an import and a member for each feature to the list of features, and a kind to the records' kinds. */
function addToLists(root: string, features: number): void {
  const names = Array.from({ length: features }, (_, at) => featureNames(at + 1).name);
  const source = join(root, "packages/core/src");
  const add = (addition: Addition) => {
    const file = join(source, addition.path);
    writeFileSync(file, added(readFileSync(file, "utf8"), addition));
  };
  add({
    path: "people/module.ts",
    list: "features",
    member: names.map((name) => `${name}: () => ${name}Router`).join(", "),
    imported: names.map((name) => `import { ${name}Router } from "../${name}/router.ts";`).join("\n"),
  });
  add({
    path: "people/kinds.ts",
    list: "peopleKinds",
    member: names
      .map((name) => `${name}: { one: "a ${name}", many: "${name}", page: "patient:read" }`)
      .join(", "),
    imported: "",
  });
}
