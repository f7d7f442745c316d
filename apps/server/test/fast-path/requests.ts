import fc from "fast-check";
import { type SentCall, sentMutations, sentQueries, strangeText } from "./calls.ts";
import { batchOff, batchOn, bodyEncoding, inputEncoding, otherParameter, pathEncoding } from "./encodings.ts";
import { type Header, sentHeaders, strangeHosts } from "./headers.ts";
import { withOutliers } from "./with-outliers.ts";

/** The parts of an HTTP request from which its bytes are built. */
export type SentRequest = { line: string; headers: Header[]; body: Buffer | null; isChunked: boolean };

const seldom = (times: number) => withOutliers(fc.constant(false), fc.constant(true), times);
const methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"];

const plan = fc.record({
  isMutation: fc.boolean(),
  isBatch: fc.boolean(),
  isMixed: seldom(20),
  queries: sentQueries,
  mutations: sentMutations,
  ordinaryMethod: fc.constantFrom("GET", "POST"),
  otherMethod: withOutliers<string | null>(fc.constant(null), fc.constantFrom(...methods), 12),
  version: withOutliers(fc.constant("HTTP/1.1"), fc.constant("HTTP/1.0"), 15),
  strangeText: withOutliers<string | null>(fc.constant(null), strangeText, 6),
  isShapedOtherwise: seldom(10),
  pathEncoding,
  inputEncoding,
  batchOn,
  batchOff,
  otherParameter,
  isInBoth: seldom(20),
  bodyEncoding,
  isChunked: seldom(10),
  isOversized: seldom(40),
  isBodiless: seldom(20),
  origin: withOutliers(
    fc.constant(""),
    fc.constantFrom("http://localhost", "http://u:p@localhost", "http://[", "/"),
    40,
  ),
  headers: sentHeaders,
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

function callsOf({ isMutation, isBatch, isMixed, queries, mutations }: Plan): SentCall[] {
  const calls = isMutation ? mutations : queries;
  if (isMixed) return [...queries, ...mutations];
  return isBatch ? calls : calls.slice(0, 1);
}

function textOf({ strangeText: strange, isBatch, isShapedOtherwise }: Plan, calls: SentCall[]): string {
  if (strange !== null) return strange;
  if (isBatch === isShapedOtherwise) return JSON.stringify(calls[0]?.input) ?? "";
  return JSON.stringify(Object.fromEntries(calls.map(({ input }, index) => [index, input])));
}

function assemble(given: Plan): SentRequest {
  const calls = callsOf(given);
  const text = textOf(given, calls);
  const method = given.otherMethod ?? (given.isMutation ? "POST" : given.ordinaryMethod);
  const hasBody = method === "POST" || given.isInBoth;
  const search = [
    given.isBatch ? given.batchOn : given.batchOff,
    !hasBody || given.isInBoth ? given.inputEncoding(text) : "",
    given.otherParameter,
  ].filter((part) => part !== "");
  const path = given.pathEncoding(calls.map(({ name }) => name));
  const target = `${given.origin}/trpc/${path}${search.length > 0 ? `?${search.join("&")}` : ""}`;
  const line = `${method} ${target} ${given.version}`;
  const { headers, isChunked } = given;
  // Refused because of its declared length, before any of it is sent.
  if (hasBody && given.isOversized) {
    return { line, headers: [...headers, ["content-length", "1048577"]], body: null, isChunked: false };
  }
  return { line, headers, body: hasBody && !given.isBodiless ? given.bodyEncoding(text) : null, isChunked };
}

/** HTTP 1.0 does not require a Host header, and nothing checks it before tRPC. */
const hostRequests = ["HTTP/1.0", "HTTP/1.1"].flatMap((version) =>
  strangeHosts.map((host): SentRequest => {
    const headers: Header[] = host === null ? [] : [["host", host]];
    return { line: `GET /trpc/odd.batchIndex ${version}`, headers, body: null, isChunked: false };
  }),
);

/** Requests that ask for the session cookie, with or without permission. */
const cookieRequests = [
  [],
  [["sec-fetch-site", "cross-site"]],
  [["origin", "https://evil.example.org"]],
  [["trpc-accept", "application/jsonl"]],
].flatMap((more) =>
  ["cookie", "store"].map((word): SentRequest => {
    const asked: Header[] = [
      ["host", "localhost"],
      ["content-type", "application/json"],
      ["caretype-session", word],
      ["cookie", "__Host-caretype-refresh-00000000=token"],
    ];
    const others = more.map(([name = "", value = ""]): Header => [name, value]);
    const body = Buffer.from('{"0":1,"1":2}');
    return {
      line: "POST /trpc/odd.write,odd.write?batch=1 HTTP/1.1",
      headers: [...asked, ...others],
      body,
      isChunked: false,
    };
  }),
);

/** The same requests at each run. */
export const sampleRequests = (count: number): SentRequest[] => [
  ...hostRequests,
  ...cookieRequests,
  ...fc.sample(plan.map(assemble), {
    numRuns: count - hostRequests.length,
    seed: 20_260,
  }),
];
