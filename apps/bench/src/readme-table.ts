import { formatDecimals, formatInteger, table } from "./markdown.ts";
import { limitName, type Operation, operations } from "./peer/peer.ts";
import type { Stored } from "./store.ts";
import { operationNames, ThroughputResult, type ThroughputRow } from "./throughput/result.ts";

const [start, end] = ["<!-- bench -->", "<!-- /bench -->"];
const marked = new RegExp(`(?<=${start}\n).*?(?=${end})`, "s");

/** One process each. gunicorn needs three. */
const isShown = ({ peer, processes }: ThroughputRow) => processes === 1 || peer.startsWith("Django");

/** Renders the README's table of speed: ratios, with calls per second. */
export function renderReadmeTable({ machine, result, rough }: Stored): string {
  const { rows, connections } = ThroughputResult.parse(result);
  const shown = rows.filter(isShown);
  const peers = [...new Set(shown.map(({ peer }) => peer))];
  const cell = (peer: string, operation: Operation) =>
    describeSpeed(shown.find((row) => row.peer === peer && row.operation === operation));
  const headings = operations.map((operation) => `${operationNames[operation]}:`);
  const cells = peers.map((peer) => [peer, ...operations.map((operation) => cell(peer, operation))]);
  return [
    ...(rough ? ["**Rough figures of a small run, not to be relied on.**"] : []),
    `Calls per second, relative to "the limit" in the same round (medians), with the numbers in brackets. Load: ${connections} connections on ${machine.cores} cores. Caretype writes each call into its audit log, and so does "the limit, with the audit". The others have no audit log.`,
    table(["", ...headings], cells),
  ].join("\n\n");
}

/** `0.47 (6,145/s)`, or a dash for a row that is missing or has failures. */
function describeSpeed(row: ThroughputRow | undefined): string {
  if (!row || row.failures > 0) return "–";
  const ratio = row.peer === limitName ? "1" : row.ratio && formatDecimals(row.ratio.median, 2);
  return `${ratio ?? "–"} (${formatInteger(row.callsPerSecond.median)}/s)`;
}

/** Replaces the table between its marks. Returns a text without marks unchanged. */
export const withReadmeTable = (readme: string, readmeTable: string): string =>
  readme.replace(marked, () => `${readmeTable}\n`);
