import { formatDecimals } from "../markdown.ts";
import { defineSection, type Goal, type Ratio } from "../section.ts";
import { ClientResult, measureClient } from "./measure.ts";

const maxKilobytes = 12;
const kilobytes = (bytes: number) => bytes / 1024;

const clientGoals = ({ gzipBytes, calls, requests }: ClientResult): Goal[] => [
  {
    goal: `Client ≤ ${maxKilobytes} kB, compressed`,
    measured: `${formatDecimals(kilobytes(gzipBytes), 1)} kB`,
    met: kilobytes(gzipBytes) <= maxKilobytes,
  },
  {
    goal: `${calls} concurrent calls take one round trip`,
    measured: requests === 1 ? "1 request" : `${requests} requests`,
    met: requests === 1,
  },
];

const renderClient = ({ minifiedBytes, gzipBytes, calls, requests }: ClientResult) =>
  `Bundled for a browser with its dependencies: ${formatDecimals(kilobytes(minifiedBytes), 1)} kB minified, ` +
  `${formatDecimals(kilobytes(gzipBytes), 1)} kB with gzip.\n${calls} concurrent calls arrived as ${requests} ` +
  `${requests === 1 ? "request" : "requests"}.`;

/** If the bundle grows by half, its ratio falls by a third. */
const clientRatios = ({ gzipBytes, requests }: ClientResult): Ratio[] => [
  { row: "Room for the client to its size", value: maxKilobytes / kilobytes(gzipBytes) },
  { row: "Requests of a batch", value: 1 / requests },
];

export const client = defineSection({
  name: "client",
  title: "Client",
  result: ClientResult,
  measure: measureClient,
  render: renderClient,
  goals: clientGoals,
  check: { measure: measureClient, ratios: clientRatios },
});
