import { errorDefinitions } from "@caretype/api";
import type { JsonSchema } from "./schemas.ts";

export const problemSchema: JsonSchema = {
  type: "object",
  description: "RFC 9457. `type` is the address of a page about the code.",
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(errorDefinitions) },
    request_id: { type: "string" },
    errors: {
      type: "object",
      description: "Messages by field; the whole input is the empty name.",
      additionalProperties: { type: "array", items: { type: "string" } },
    },
    blocked_by: {
      type: "array",
      description: "What stands in the way of a removal or a restoration: the first 50 that are known here.",
      items: {
        type: "object",
        properties: {
          kind: { type: "string", enum: ["assignment", "patient", "doctor", "merge"] },
          id: { type: "string" },
          label: { type: ["string", "null"], description: "A name to show for it." },
        },
        required: ["kind", "id", "label"],
      },
    },
    blocked_by_total: { type: "integer", description: "How many these are in all." },
    blocked_elsewhere: { type: "boolean", description: "Whether other practices have some, too." },
    current: { description: "The record as it is now, where a change was made from an older version." },
    candidates: {
      type: "array",
      description: "Who it may be, where a patient was not made for being there already.",
      items: {
        type: "object",
        properties: {
          patient: { type: "object" },
          score: { type: "integer" },
          reasons: { type: "array", items: { type: "string" } },
        },
        required: ["patient", "score", "reasons"],
      },
    },
    second_factor: {
      type: "object",
      description: "How a log-in goes on that needs a second factor.",
      properties: {
        challenge: { type: "string", description: "To be sent along with the code." },
        methods: { type: "array", items: { type: "string", enum: ["totp", "recovery_code", "passkey"] } },
      },
      required: ["challenge", "methods"],
    },
  },
  required: ["type", "title", "status", "detail", "code", "request_id"],
};

const descriptions: Record<number, string> = {
  400: "The input is not valid, or could not be read",
  401: "No valid access token, or credentials that are not valid",
  403: "The role does not allow it, or who calls has to prove again who they are",
  404: "Unknown, no id at all, removed, or another practice's: these are not told apart",
  406: "`Accept` wants CSV and no JSON, and there is no CSV here",
  409: "The state of the records does not allow it",
  412: "`If-Match` names an older version",
  413: "The body, or an upload, is too large",
  422: "`Idempotency-Key` was another call's",
  429: "Too many requests: wait for `Retry-After` seconds",
  503: "Not available just now: try again after `Retry-After` seconds",
};

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const retryAfter = { "Retry-After": { schema: { type: "integer" }, description: "Seconds" } };

/** `components.responses`: one for each error status. */
export const problemResponses = Object.fromEntries(
  Object.entries(descriptions).map(([status, description]) => [
    `Problem${status}`,
    { ...problem(description), ...(["429", "503"].includes(status) && { headers: retryAfter }) },
  ]),
);

export const refusals = (statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
