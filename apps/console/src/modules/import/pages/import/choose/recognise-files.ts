import { columnsIn, optionalSyntheaFiles, syntheaFiles } from "@caretype/import/source/synthea/columns";
import { formatNumber } from "../../../../../words/format/format.ts";
import type { FileToRead } from "../file/protocol.ts";
import { faults } from "./texts.en.ts";

export type Recognised =
  | { kind: "synthea"; files: FileToRead[]; others: number }
  | { kind: "table" | "codes"; files: FileToRead[] }
  | { kind: "tables"; files: File[] }
  | { kind: "none"; fault: string };

/** Recognizes files by name only, so that large folders are not read. */
export function recogniseFiles(files: readonly File[]): Recognised {
  if (files.length === 0) return { kind: "none", fault: faults.noFiles };
  const [only, ...more] = files;
  if (only && more.length === 0) return tablesOf([only]);
  const named = syntheaFiles.map((name) => ({
    name,
    found: files.filter((file) => file.name.toLowerCase() === name),
    wanted: columnsIn(name),
  }));
  const twice = named.find(({ found }) => found.length > 1);
  if (twice)
    return {
      kind: "none",
      fault: faults.severalNamed(twice.name),
    };
  const isSynthea = named.every(
    ({ name, found }) => found.length === 1 || optionalSyntheaFiles.includes(name),
  );
  if (isSynthea) {
    const read = named.flatMap(({ name, found, wanted }) => found.map((file) => ({ name, file, wanted })));
    return { kind: "synthea", files: read, others: files.length - read.length };
  }
  const tables = files.filter(({ name }) => /\.(?:csv|tsv|txt|ics)$/i.test(name));
  if (tables.length > 0) return tablesOf(tables);
  return { kind: "none", fault: faults.noCsv(formatNumber(files.length)) };
}

const maxNameLength = 200;

function tablesOf(files: File[]): Recognised {
  const [only, ...more] = files;
  if (!only || more.length > 0) return { kind: "tables", files };
  return { kind: "table", files: [{ name: only.name.slice(0, maxNameLength), file: only }] };
}

/** Larger files exceed the page's memory. */
const largest = 256 * 1024 * 1024;

/** A message if the files are too large; otherwise null. */
export function sizeFault(files: readonly File[]): string | null {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= largest) return null;
  return faults.tooLarge(formatNumber(Math.round(size / 1024 / 1024)));
}
