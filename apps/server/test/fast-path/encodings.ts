import fc from "fast-check";
import { withOutliers } from "./with-outliers.ts";

type Spell<Value> = (value: Value) => string;

const encodedAs = <Value>(ordinary: Spell<Value>, ...others: Spell<Value>[]) =>
  withOutliers(fc.constant(ordinary), fc.constantFrom(...others), 3);

/** The names of a request's calls in its path. */
export const pathEncoding = encodedAs<string[]>(
  (names) => names.map(encodeURIComponent).join(","),
  (names) => encodeURIComponent(names.join(",")),
  (names) => encodeURIComponent(encodeURIComponent(names.join(","))),
  (names) => names.join(",").replace(/[\s%]/g, "_"),
  (names) => `${names.map(encodeURIComponent).join(",")}/`,
  (names) => names.map((name) => `${encodeURIComponent(name)},`).join(""),
);

const escapeAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

/** An input in the query. */
export const inputEncoding = encodedAs<string>(
  (text) => `input=${encodeURIComponent(text)}`,
  (text) => `input=${escapeAll(text)}`,
  (text) => `input=${text.replace(/[\s#%&+]|[^ -~]/g, encodeURIComponent)}`,
  (text) => `input=${encodeURIComponent(text).replaceAll("%20", "+")}`,
  (text) => `input=${encodeURIComponent(text)}%zz`,
  (text) => `input=${encodeURIComponent(text)}%ff%E0%A4`,
  (text) => `input=${encodeURIComponent(text)}&input=2`,
  (text) => `input=&input=${encodeURIComponent(text)}`,
  (text) => `inp%75t=${encodeURIComponent(text)}`,
  (text) => `INPUT=${encodeURIComponent(text)}`,
);

export const batchOn = withOutliers(
  fc.constant("batch=1"),
  fc.constantFrom("b%61tch=1", "batch=%31", "batch=1&batch=0", "x=y&batch=1&", "&batch=1", "?batch=1"),
  5,
);

const noBatch = ["batch=0", "batch", "batch=", "batch=01", "batch=1%20", "batch=+1", "batch=true", "Batch=1"];
const noBatchEither = ["batch[]=1", "batch=0&batch=1", "batch;=1", "x=batch=1", "__proto__=1", "batch=1%00"];

export const batchOff = withOutliers(
  fc.constant(""),
  fc.constantFrom(...noBatch, ...noBatchEither, "=1", "%%%"),
  6,
);

const parameters = [
  "connectionParams=%7B%7D",
  "connectionParams=null",
  "connectionParams=x",
  "lastEventId=3",
];
const parametersEither = ["connectionParams=%7B%22a%22:1%7D", "#", "#batch=1", "a=b#input=1", "a=1;b"];
const parametersToo = ["\u00ff=\u00e9", "constructor=1", "&&&", "Last-Event-Id=3"];

export const otherParameter = withOutliers(
  fc.constant(""),
  fc.constantFrom(...parameters, ...parametersEither, ...parametersToo),
  14,
);

/** A text as the bytes of a body. */
export const bodyEncoding = withOutliers<(text: string) => Buffer>(
  fc.constant((text) => Buffer.from(text)),
  fc.constantFrom<((text: string) => Buffer)[]>(
    (text) => Buffer.from(`\uFEFF${text}`),
    (text) => Buffer.from(` \n\t${text} `),
    (text) => Buffer.from(text, "utf16le"),
    (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])]),
    (text) => Buffer.from(text).subarray(0, -1),
  ),
  6,
);
