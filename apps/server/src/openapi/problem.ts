import { blockerKinds, errorDefinitions, recordKinds, type VersionedKind } from "@caretype/api";
import { wireName } from "../rest/names.ts";
import type { JsonSchema } from "./schemas.ts";

/** What `current` may be, besides the declared kinds. One that is missing does not compile. */
const others: Record<Exclude<VersionedKind, keyof typeof recordKinds>, true> = {
  apiKey: true,
  assignment: true,
  doctor: true,
  importRow: true,
  noteDraft: true,
  openingHours: true,
  patient: true,
  practice: true,
};

export const problemSchema: JsonSchema = {
  type: "object",
  description: "RFC 9457. `type` is the URL of a page about the code.",
  properties: {
    type: { type: "string", format: "uri-reference", description: "The page about the code." },
    title: { type: "string", description: "What the code means." },
    status: { type: "integer", description: "The status of the response." },
    detail: { type: "string", description: "What happened and what to do." },
    code: { type: "string", enum: Object.keys(errorDefinitions), description: "Which error it is." },
    request_id: { type: "string", description: "The call in the server's log." },
    errors: {
      type: "object",
      description: "Messages by field. The empty name stands for the whole input.",
      additionalProperties: { type: "array", items: { type: "string" } },
    },
    blocked_by: {
      type: "array",
      description: "The records that block the operation: the first 50 of this practice.",
      items: {
        type: "object",
        properties: {
          kind: {
            type: "string",
            enum: [...blockerKinds],
            description: "The kind of the record.",
          },
          id: { type: "string", format: "uuid", description: "The record." },
          label: { type: ["string", "null"], description: "A name to show." },
        },
        required: ["kind", "id", "label"],
      },
    },
    blocked_by_total: { type: "integer", description: "The total number of blocking records." },
    blocked_elsewhere: { type: "boolean", description: "True if other practices have blocking records." },
    current: { description: "The current record, if the change was based on an older version." },
    current_kind: {
      type: "string",
      enum: Object.keys({ ...others, ...recordKinds }).map(wireName),
      description: "The kind of the current record.",
    },
    candidates: {
      type: "array",
      description: "The possible duplicates, if a patient was not created because of them.",
      items: {
        type: "object",
        properties: {
          patient: { type: "object", description: "The record that may be of the same person." },
          score: {
            type: "integer",
            description: "From 0 to 100. From 60 on, a person should review the pair.",
          },
          reasons: { type: "array", items: { type: "string" }, description: "What the two have in common." },
        },
        required: ["patient", "score", "reasons"],
      },
    },
    appointment_status: {
      type: "string",
      description: "The appointment's current status, if it does not allow the call.",
    },
    record_status: {
      type: "string",
      description: "The record's current status, if it does not allow the call.",
    },
    records: {
      type: "array",
      description: "The kinds and numbers of the clinical records that a patient has.",
      items: {
        type: "object",
        properties: {
          kind: { type: "string", description: "The kind of the records." },
          count: { type: "integer", description: "The number of records of this kind." },
        },
        required: ["kind", "count"],
      },
    },
    clashes: {
      type: "array",
      description: "The visits of a series that have no free time, each with the code of its refusal.",
      items: {
        type: "object",
        properties: {
          starts_at: {
            type: "string",
            format: "date-time",
            description: "When the visit would begin, in UTC.",
          },
          code: { type: "string", description: "The code that a booking of this visit alone would get." },
        },
        required: ["starts_at", "code"],
      },
    },
    permission: { type: "string", description: "The permission that the caller lacks." },
    second_factor: {
      type: "object",
      description: "How to continue a sign-in that needs a second factor.",
      properties: {
        challenge: { type: "string", description: "Send this with the code." },
        methods: {
          type: "array",
          items: { type: "string", enum: ["totp", "recovery_code", "passkey"] },
          description: "The methods that the account has.",
        },
      },
      required: ["challenge", "methods"],
    },
  },
  required: ["type", "title", "status", "detail", "code", "request_id"],
};
