import fc from "fast-check";
import { withOutliers } from "./with-outliers.ts";

export type Header = [name: string, value: string];

type Others = { times: number; others: (string | null)[] };

/** A header with its ordinary value (null omits it), and occasionally with another. */
function header(name: string, ordinary: string | null, { times, others }: Others) {
  const value = withOutliers<string | null>(fc.constant(ordinary), fc.constantFrom(...others), times);
  return value.map((text): Header[] => (text === null ? [] : [[name, text]]));
}

const jsonTypes = ["application/json; charset=utf-8", "Application/JSON", "application/json;charset=latin1"];
const almostJsonTypes = [
  "application/json;",
  "application/json foo",
  "application/json;a=b;c",
  "application/jsonl",
];
const otherTypes = ["text/plain", "text/json", "application/json, text/plain", "x", "application/", ""];
const formTypes = ["multipart/form-data; boundary=x", "MULTIPART/form-data", "application/octet-stream"];
const types = [...jsonTypes, ...almostJsonTypes, ...otherTypes, ...formTypes, null];

const streams = ["application/jsonl", "text/html, application/jsonl ;q=1", "text/html, application/jsonl"];
const tokens = [
  "Bearer viewer",
  "bearer viewer",
  "Bearer none",
  "Basic token",
  "",
  "Bearer token, Bearer token",
  null,
];
const hosts = ["127.0.0.1:80", "LOCALHOST", "localhost:99999", "localhost:65536", "localhost:0", "a b", null];
const noHosts = [
  "",
  "[::1]",
  "[::1",
  "xn--a",
  "1.2.3.4.5",
  "user@localhost",
  "localhost/x",
  "localhost?",
  "a#",
];
export const strangeHosts = [...hosts, ...noHosts];

const unexpectedHeaders: Header[] = [
  ["x-trpc-source", "react"],
  ["origin", "https://app.example.org"],
  ["origin", "https://evil.example.org"],
  ["last-event-id", "7"],
  ["content-encoding", "gzip"],
  ["x-http-method-override", "GET"],
  ["host", "localhost"],
  ["authorization", "Bearer token"],
  ["content-type", "text/plain"],
  ["accept", "application/jsonl"],
  ["__proto__", "x"],
  ["upgrade", "websocket"],
  ["idempotency-key", "a b"],
];

export const sentHeaders: fc.Arbitrary<Header[]> = fc
  .tuple(
    header("host", "localhost", { times: 24, others: strangeHosts }),
    header("content-type", "application/json", { times: 8, others: types }),
    header("authorization", "Bearer token", { times: 7, others: tokens }),
    header("accept", null, {
      times: 10,
      others: ["*/*", "application/json", "text/event-stream", ...streams],
    }),
    header("trpc-accept", null, { times: 10, others: ["application/jsonl", "application/json", "", "x"] }),
    withOutliers<Header[]>(
      fc.constant([]),
      fc.constantFrom(...unexpectedHeaders).map((one): Header[] => [one]),
      6,
    ),
  )
  .map((groups) => groups.flat());
