import {
  blockerKinds,
  errorDefinitions,
  PossibleDuplicate,
  recordKinds,
  type SecondFactorChallenge,
  type VersionedKind,
} from "@caretype/api";
import { lateEnum } from "@caretype/core/kernel/field/late-enum";
import { z } from "zod";

/** The types of `current` besides the declared kinds. A missing one does not compile. */
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

const methods = ["totp", "recoveryCode", "passkey"] as const satisfies SecondFactorChallenge["methods"];

export const ProblemDetails = z
  .object({
    errors: z
      .record(z.string(), z.array(z.string()))
      .describe("Messages by field. The empty name stands for the whole input."),
    blockedBy: z
      .array(
        z.object({
          kind: z.enum(blockerKinds).describe("The kind of the record."),
          id: z.uuid().describe("The record."),
          label: z.string().nullable().describe("A name to show."),
        }),
      )
      .describe("The records that block the operation: the first 50 of this practice."),
    blockedByTotal: z.int().describe("The total number of blocking records."),
    blockedElsewhere: z.boolean().describe("True if other practices have blocking records."),
    current: z.unknown().describe("The current record, if the change was based on an older version."),
    currentKind: lateEnum(() => Object.keys({ ...others, ...recordKinds })).meta({
      isFieldName: true,
      description: "The kind of the current record.",
    }),
    candidates: z
      .array(PossibleDuplicate)
      .describe("The possible duplicates, if a patient was not created because of them."),
    mergedInto: z.uuid().describe("The patient who was kept when the sought one was merged."),
    appointmentStatus: z
      .string()
      .describe("The appointment's current status, if it does not allow the call."),
    notBefore: z.iso.datetime().describe("From when on the step is possible, in UTC."),
    recordStatus: z.string().describe("The record's current status, if it does not allow the call."),
    records: z
      .array(
        z.object({
          kind: z.string().describe("The kind of the records."),
          count: z.int().describe("The number of records of this kind."),
        }),
      )
      .describe("The kinds and numbers of the clinical records that a patient has."),
    clashes: z
      .array(
        z.object({
          startsAt: z.iso.datetime().describe("When the visit would begin, in UTC."),
          code: z.string().describe("The code that a booking of this visit alone would get."),
        }),
      )
      .describe("The visits of a series that have no free time, each with the code of its refusal."),
    permission: z.string().describe("The permission that the caller lacks."),
    secondFactor: z
      .object({
        challenge: z.string().describe("Send this with the code."),
        methods: z
          .array(z.enum(methods).meta({ isFieldName: true }))
          .describe("The methods that the account has."),
      })
      .describe("How to continue a sign-in that needs a second factor."),
  })
  .partial();

export const Problem = z
  .object({
    type: z.string().meta({ format: "uri-reference", description: "The page about the code." }),
    title: z.string().describe("What the code means."),
    status: z.int().describe("The status of the response."),
    detail: z.string().describe("What happened and what to do."),
    code: lateEnum(() => Object.keys(errorDefinitions)).describe("Which error it is."),
    requestId: z.string().describe("The call in the server's log."),
    ...ProblemDetails.shape,
  })
  .describe("RFC 9457. `type` is the URL of a page about the code.");
