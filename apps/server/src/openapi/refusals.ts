import { type ErrorCode, errorDefinitions } from "@caretype/api";
import { hasOnlyJson } from "../rest/csv.ts";
import { restStatusOf } from "../rest/problem.ts";
import type { RestRoute } from "../rest/route-table.ts";
import { pascal } from "./shared-schemas.ts";

type Response = {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content: Record<string, { schema: unknown }>;
};
type Responses = Record<string, { $ref: string }>;

/** Codes of undocumented operations, or of the typed API only. */
const neverHere: readonly ErrorCode[] = ["BATCH_TOO_LARGE", "METHOD_NOT_ALLOWED", "ROUTE_NOT_FOUND"];
/** Codes of requests with a body. */
const ofBodies: readonly ErrorCode[] = ["PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"];

/** Any operation may fail with these. */
const faults = ["INTERNAL", "SERVICE_UNAVAILABLE"] as const;

const retryAfter = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };

const problemReference = { $ref: "#/components/schemas/Problem" };

const problem = (description: string, codes?: readonly ErrorCode[]): Response => {
  const schema = codes
    ? { allOf: [problemReference, { properties: { code: { enum: codes } } }] }
    : problemReference;
  return { description, content: { "application/problem+json": { schema } } };
};

/**
 * Problem responses, as `components.responses`. An operation has a response for each status of its own codes. All
 * other 4xx codes concern the call itself, and are one response that most operations share.
 */
export class RefusalCollection {
  readonly components: Record<string, Response> = {
    Fault: { ...problem(byStatusInWords(faults), faults), headers: retryAfter },
  };

  /** Names by the response's text. */
  readonly #names = new Map<string, string>();

  of(route: RestRoute, operationId: string): Responses {
    const { procedure, method } = route;
    const isOwn = (code: ErrorCode) => procedure.errors.includes(code);
    const codes = [...procedure.codes].filter(
      (code) =>
        !neverHere.includes(code) &&
        (method !== "GET" || !ofBodies.includes(code)) &&
        (code !== "NOT_ACCEPTABLE" || hasOnlyJson(procedure)),
    );
    const responses: Responses = {};
    const takesVersion = route.shapes().input.fields.has("expectedVersion");
    for (const [status, own] of byStatus(codes.filter(isOwn), takesVersion)) {
      const others = codes.filter((code) => !isOwn(code) && restStatusOf(code) === Number(status));
      const response = problem(own.map(titleOf).join(". "), [...own, ...others].toSorted());
      responses[status] = this.#keep(nameOf(own, `${operationId}${status}`), response);
    }
    const general = codes.filter((code) => !isOwn(code) && restStatusOf(code) < 500);
    const response = { ...problem(byStatusInWords(general)), headers: retryAfter };
    responses["4XX"] = this.#keep(`${kindOf(route)}Problem`, response);
    responses["5XX"] = { $ref: "#/components/responses/Fault" };
    return responses;
  }

  /** An equal response shares the name. Another one under a taken name gets a number. */
  #keep(name: string, response: Response) {
    const text = JSON.stringify(response);
    const known = this.#names.get(text);
    if (known) return { $ref: `#/components/responses/${known}` };
    let own = name;
    for (let number = 2; this.components[own]; number += 1) own = `${name}${number}`;
    this.components[own] = response;
    this.#names.set(text, own);
    return { $ref: `#/components/responses/${own}` };
  }
}

const titleOf = (code: ErrorCode): string => errorDefinitions[code].title;

/** A stale version is answered with 409, or with 412 if `If-Match` named it. */
function byStatus(codes: readonly ErrorCode[], takesVersion: boolean): [string, ErrorCode[]][] {
  const found = new Map<string, ErrorCode[]>();
  const add = (status: number, code: ErrorCode) =>
    found.set(String(status), [...(found.get(String(status)) ?? []), code]);
  for (const code of codes) {
    add(restStatusOf(code), code);
    if (code === "STALE_VERSION" && takesVersion) add(412, code);
  }
  return [...found];
}

function byStatusInWords(codes: readonly ErrorCode[]): string {
  const sorted = codes.toSorted((one, other) => restStatusOf(one) - restStatusOf(other));
  return byStatus(sorted, false)
    .map(([status, some]) => `${status}: ${some.map((code) => `\`${code}\``).join(", ")}`)
    .join(". ");
}

/** One or two codes become the name. More are named after their first operation. */
const nameOf = (codes: readonly ErrorCode[], operation: string): string =>
  codes.length > 2
    ? `${operation.slice(0, 1).toUpperCase()}${operation.slice(1)}`
    : pascal(codes.toSorted().join("_or_").toLowerCase());

/** The properties of a call that decide its codes. */
function kindOf({ method, procedure }: RestRoute): string {
  const { codes, guard, input } = procedure;
  const caller = guard?.kind === "public" ? "Public" : codes.has("REAUTHENTICATION_REQUIRED") ? "Recent" : "";
  const call = method === "GET" ? "Read" : codes.has("IDEMPOTENCY_KEY_REUSED") ? "KeyedChange" : "Change";
  return `${caller}${call}${input ? "" : "WithoutInput"}${hasOnlyJson(procedure) ? "" : "WithoutJson"}`;
}
