import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import { type Operation, operations } from "../peer/peer.ts";
import { describeSpeed } from "../readme-table.ts";
import { defineSection } from "../section.ts";
import { operationNames, type ThroughputRow } from "../throughput/result.ts";
import { LibrariesResult, type LibraryResult, measureLibraries } from "./measure.ts";

const kilobytes = (bytes: number) => formatDecimals(bytes / 1024, 1);

function renderLibraries({ procedures, libraries, speed }: LibrariesResult): string {
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
)}

Calls per second of three procedures, relative to the limit in the same round, with the numbers in brackets. The libraries run
the limit's statements, check the token, and validate input and output. They have no roles, limits, history or audit.

${renderSpeed(speed)}`;
}

function renderSpeed(rows: readonly ThroughputRow[]): string {
  const peers = [...new Set(rows.map(({ peer }) => peer))];
  const cell = (peer: string, operation: Operation) =>
    describeSpeed(rows.find((row) => row.peer === peer && row.operation === operation));
  return table(
    ["", ...operations.map((operation) => `${operationNames[operation]}:`)],
    peers.map((peer) => [peer, ...operations.map((operation) => cell(peer, operation))]),
  );
}

export const libraries = defineSection({
  name: "libraries",
  title: "Other RPC libraries",
  result: LibrariesResult,
  measure: measureLibraries,
  render: renderLibraries,
  goals: () => [],
});
