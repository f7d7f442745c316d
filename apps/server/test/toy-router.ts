import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@caretype/api";
import { asId } from "@caretype/core/kernel/field/ids";
import {
  asSpecified,
  ExpectedVersion,
  fieldNameOf,
  Gender,
  pageOf,
} from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { z } from "zod";

const toy = { describes: "Read a toy" } as const;

const PetField = fieldNameOf(["fullName", "isTame", "weight"]);

const Pet = z.object({
  id: z.string(),
  fullName: z.string(),
  bornOn: z.iso.date(),
  age: z.int(),
  gender: Gender,
  isTame: z.boolean().nullable(),
  weight: z.number().nullable(),
  /** Free JSON: its keys are data. */
  notes: z.record(z.string(), z.unknown()),
  nickNames: z.array(z.object({ shortName: z.string(), sinceYear: z.int() })),
  hiddenFields: z.array(PetField),
  version: z.int(),
  createdAt: z.string(),
});

export const pet: z.output<typeof Pet> = {
  id: "p1",
  fullName: "Ada Toy",
  bornOn: "2020-02-03",
  age: 6,
  gender: "female",
  isTame: true,
  weight: 4.5,
  notes: { camelKey: { innerKey: 1 }, snake_key: 2 },
  nickNames: [{ shortName: "A", sinceYear: 2021 }],
  hiddenFields: ["isTame"],
  version: 3,
  createdAt: "2026-01-01T00:00:00Z",
};

const fields = {
  fullName: z.string().max(100),
  gender: Gender,
  isTame: z.boolean(),
  weight: z.number().nullable(),
  notes: z.record(z.string(), z.unknown()),
  nickNames: z.array(z.strictObject({ shortName: z.string(), sinceYear: z.int() })),
  hiddenFields: z.array(PetField),
  ownerId: z.string(),
  patientId: z.string(),
  passwordConfirmation: z.string(),
};

/** Specified elsewhere, so its names stay unchanged. */
const Tag = z
  .object({
    rawId: z.string(),
    readings: z.array(z.strictObject({ readAt: z.string(), gender: Gender.optional() })),
  })
  .meta({ id: "Tag", ...asSpecified });

export const received: unknown[] = [];
const keep = (input: unknown) => void received.push(input);

/** Lets a test hold a call open. */
export const gate = { opened: Promise.resolve(), begun: 0, finished: 0 };

export const toyRouter = router({
  pet: router({
    list: protectedProcedure("patient:read", toy)
      .rest("GET /pets", "List")
      .input(
        z
          .strictObject({
            limit: z.int().min(1).max(200).default(50),
            cursor: z.string().optional(),
            q: z.string().optional(),
            onlyTame: z.boolean().optional(),
            gender: Gender.optional(),
            colours: z.array(z.string()).optional(),
            patientId: z.string().optional(),
            shownField: PetField.optional(),
          })
          .prefault({}),
      )
      .output(
        pageOf(Pet).extend({
          similar: z.boolean(),
          archivedBefore: z.string().nullable(),
          skipped: z.array(z.object({ date: z.string() })),
        }),
      )
      .query(({ input }) => {
        keep(input);
        const nextCursor = input.cursor === "last" ? null : "a+b/c=";
        const archivedBefore = input.q === "old" ? "2025-01-01T00:00:00Z" : null;
        const skipped = input.q === "closed" ? [{ date: "2026-12-25" }, { date: "2027-01-01" }] : [];
        return { items: [pet], nextCursor, similar: input.q === "like it", archivedBefore, skipped };
      }),
    byId: protectedProcedure("patient:read", { ...toy, errors: ["PATIENT_NOT_FOUND"] })
      .rest("GET /pets/{id}", "Read")
      .input(z.strictObject({ id: z.string() }))
      .output(Pet)
      .query(({ input }) => {
        keep(input);
        if (input.id === "gone") throw new DomainError("PATIENT_NOT_FOUND");
        return { ...pet, id: input.id };
      }),
    create: protectedProcedure("patient:create", toy)
      .rest("POST /pets", "Add", { status: 201 })
      .input(z.strictObject(fields).partial())
      .output(Pet)
      .mutation(({ input }) => {
        keep(input);
        return pet;
      }),
    update: protectedProcedure("patient:update", { ...toy, errors: ["STALE_VERSION"] })
      .rest("PATCH /pets/{id}", "Change", { also: ["PUT /pets/{id}"] })
      .input(
        z.strictObject({
          id: z.string(),
          expectedVersion: ExpectedVersion,
          ...z.strictObject(fields).partial().shape,
        }),
      )
      .output(Pet)
      .mutation(({ input }) => {
        keep(input);
        if (input.expectedVersion === 1) throw new DomainError("STALE_VERSION", { current: pet });
        return pet;
      }),
    remove: protectedProcedure("patient:remove", {
      ...toy,
      errors: ["STALE_VERSION", "PATIENT_HAS_ASSIGNMENTS"],
    })
      .rest("DELETE /pets/{id}", "Remove", {
        also: ["DELETE /pets/{id}/delete"],
        status: 204,
        record: Pet,
      })
      .input(z.strictObject({ id: z.string(), expectedVersion: ExpectedVersion }))
      .output(z.void())
      .mutation(({ input }) => {
        keep(input);
        if (input.expectedVersion === 1) throw new DomainError("STALE_VERSION", { current: pet });
        if (input.id === "busy") {
          const blockedBy = [{ kind: "assignment" as const, id: asId("a1"), label: "Bo Ray" }];
          throw new DomainError("PATIENT_HAS_ASSIGNMENTS", { blockedBy, blockedByTotal: 70 });
        }
      }),
    removePair: protectedProcedure("patient:remove", toy)
      .rest("DELETE /pets/{patientId}/{doctorId}", "Remove a pair", { status: 204 })
      .input(z.strictObject({ patientId: z.string(), doctorId: z.string() }))
      .output(z.void())
      .mutation(({ input }) => keep(input)),
    tag: protectedProcedure("patient:update", toy)
      .rest("POST /pets/tags", "Read a tag")
      .input(z.strictObject({ petTag: Tag }))
      .output(Tag)
      .mutation(({ input }) => {
        keep(input);
        return input.petTag;
      }),
    numbered: protectedProcedure("patient:read", toy)
      .rest("GET /pets/number/{serialNumber}", "By number")
      .input(z.strictObject({ serialNumber: z.int() }))
      .output(z.object({ serialNumber: z.int() }))
      .query(({ input }) => input),
  }),
  fault: router({
    unexpected: publicProcedure(toy)
      .rest("POST /faults", "Fails with a driver's message")
      .input(z.strictObject({ text: z.string().optional() }))
      .output(z.void())
      .mutation(({ input }) => {
        const cause = Object.assign(
          new Error(`invalid input: ${input.text}\n    at ${input.text} (file:///x:1:1)`),
          {
            code: "22P02",
            query: `insert ${input.text}`,
            parameters: [input.text],
          },
        );
        throw Object.assign(new Error(`Failed query: insert\nparams: ${input.text}`, { cause }), {
          params: [input.text],
        });
      }),
    limited: publicProcedure(toy)
      .rest("GET /faults/limited", "Too many")
      .output(z.void())
      .query(() => {
        throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 7 });
      }),
    output: publicProcedure(toy)
      .rest("GET /faults/output", "Breaks its own contract")
      .output(z.object({ text: z.string() }))
      .query(() => JSON.parse('{"text":17,"secret":"MARKER"}')),
  }),
  slow: publicProcedure(toy)
    .rest("POST /slow", "Waits for the gate")
    .output(z.object({ done: z.boolean() }))
    .mutation(async () => {
      gate.begun += 1;
      await gate.opened;
      await pause(1);
      gate.finished += 1;
      return { done: true };
    }),
});
