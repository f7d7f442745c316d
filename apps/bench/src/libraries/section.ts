import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import { defineSection } from "../section.ts";
import { LibrariesResult, type LibraryResult, measureLibraries } from "./measure.ts";

const kilobytes = (bytes: number) => formatDecimals(bytes / 1024, 1);

function renderLibraries({ procedures, libraries }: LibrariesResult): string {
  const [caretype] = libraries;
  if (!caretype) return "Not measured.";
  const row = ({ name, version, small, large, minifiedBytes, gzipBytes }: LibraryResult) => [
    `${name} ${version}`,
    formatDecimals(small.seconds.median, 2),
    formatDecimals(large.seconds.median, 2),
    formatDecimals(large.seconds.median / caretype.large.seconds.median, 2),
    orDash(large.cpuSeconds, (seconds) => formatDecimals(seconds, 2)),
    formatInteger(large.types),
    formatInteger(large.instantiations),
    formatInteger(large.memoryMb),
    kilobytes(minifiedBytes),
    kilobytes(gzipBytes),
  ];
  return `The same ${procedures} procedures in each library: the schemas, the router, and a module of the client that calls a fifth of
them. Bodies are only declared. Caretype's client has sessions, retries and idempotency keys; the others send calls.
${table(
  [
    "",
    "10 procedures, s:",
    `${formatInteger(procedures)} procedures, s:`,
    "× Caretype:",
    "CPU s:",
    "types:",
    "instantiations:",
    "MB:",
    "client, kB:",
    "with gzip, kB:",
  ],
  libraries.map(row),
)}`;
}

export const libraries = defineSection({
  name: "libraries",
  title: "Other RPC libraries",
  result: LibrariesResult,
  measure: measureLibraries,
  render: renderLibraries,
  goals: () => [],
});
