import { syntheaColumns, syntheaFiles } from "@caretype/api/import/synthea-columns";
import type { FileToRead } from "../file/protocol.ts";

/** What was dropped: an export of Synthea, a table, several of which one is imported, or nothing that can be read. */
export type Recognised =
  | { kind: "synthea"; files: FileToRead[]; others: number }
  | { kind: "table"; files: FileToRead[] }
  | { kind: "tables"; files: File[] }
  | { kind: "none"; fault: string };

/** By their names alone: of a folder of gigabytes only what is needed is opened. */
export function recogniseFiles(files: readonly File[]): Recognised {
  if (files.length === 0) return { kind: "none", fault: "There are no files in there." };
  const [only, ...more] = files;
  if (only && more.length === 0) return tablesOf([only]);
  const named = syntheaFiles.map((name) => ({
    name,
    found: files.filter((file) => file.name.toLowerCase() === name),
    wanted: [...syntheaColumns[name].required, ...syntheaColumns[name].optional],
  }));
  const twice = named.find(({ found }) => found.length > 1);
  if (twice)
    return { kind: "none", fault: `There are several files ${twice.name}. Choose one folder of one export.` };
  const isSynthea = named.every(({ name, found }) => found.length === 1 || name === "organizations.csv");
  if (isSynthea) {
    const read = named.flatMap(({ name, found, wanted }) => found.map((file) => ({ name, file, wanted })));
    return { kind: "synthea", files: read, others: files.length - read.length };
  }
  const tables = files.filter(({ name }) => /\.(?:csv|tsv|txt)$/i.test(name));
  if (tables.length > 0) return tablesOf(tables);
  return { kind: "none", fault: `None of the ${files.length.toLocaleString()} files is CSV.` };
}

const longestName = 200;

function tablesOf(files: File[]): Recognised {
  const [only, ...more] = files;
  if (!only || more.length > 0) return { kind: "tables", files };
  return { kind: "table", files: [{ name: only.name.slice(0, longestName), file: only }] };
}

/** More would not fit into the page's memory. */
const largest = 256 * 1024 * 1024;

/** In words; null where they are small enough to be read. */
export function sizeFault(files: readonly File[]): string | null {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= largest) return null;
  const megabytes = Math.round(size / 1024 / 1024).toLocaleString();
  return `That is ${megabytes} MB, and more than 256 MB cannot be read here. Import it in several parts, or on the server with “caretype import”.`;
}
