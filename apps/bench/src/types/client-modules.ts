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
export function clientModules(features: number): Record<string, string> {
  const calls = Array.from({ length: features }, (_, at) =>
    screens[at % screens.length]?.(featureNames(at + 1)),
  );
  return {
    "client.ts": `import { createClient } from "@caretype/client";

export const caretype = createClient({ url: "" });
`,
    "calls.ts": `import { type FieldErrors, fieldErrors, isErrorCode, type RouterInputs, type RouterOutputs } from "@caretype/client";
import { caretype } from "./client.ts";

${calls.join("\n\n")}
`,
  };
}

/** Returns `feature07` and `Feature07`, counted from 1. */
export function featureNames(index: number): { name: string; type: string } {
  const number = String(index).padStart(2, "0");
  return { name: `feature${number}`, type: `Feature${number}` };
}

/** The feature whose records this one also shows. The last one shows the first. */
export const neighbourOf = (index: number, features: number) => (index % features) + 1;
