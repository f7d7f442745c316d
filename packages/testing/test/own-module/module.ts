import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { type ErrorDefinition, tellsCause } from "@caretype/core/kernel/error/error-definition";
import { idOf, PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { ExpectedVersion, requiredLine, stamps } from "@caretype/core/kernel/field/schemas";
import { defineModule } from "@caretype/core/kernel/module/module";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { listProcedures } from "@caretype/core/mechanisms/record/list-procedures";
import { listRecord } from "@caretype/core/mechanisms/record/list-record";
import { authored, inPractice } from "@caretype/db/schema/columns";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { z } from "zod";
import { transport } from "./declaration.ts";

const table = pgTable("transport", {
  ...inPractice<z.output<typeof TransportId>>(),
  patientId: uuid("patient_id").$type<PatientId>().notNull(),
  destination: text("destination").notNull(),
  ...authored(),
});

const TransportId = idOf<"transport">("A ride.");

const Transport = namedObject("Transport", "A ride.", {
  id: TransportId,
  patientId: PatientId,
  destination: z.string().describe("Where to."),
  ...stamps,
});
type Transport = z.output<typeof Transport>;

const rides = listRecord({
  kind: "transport",
  says: transport.kinds.transport,
  table,
  schema: Transport,
  path: "/transports",
  permissions: { read: "transport:read", manage: "transport:manage" },
  toRecord: (row): Transport => row,
});

const destination = requiredLine(200).describe("Where to.");

const transportRouter = router({
  ...listProcedures(rides, {
    create: z.strictObject({ patientId: PatientId, destination }),
    update: z.strictObject({ id: TransportId, expectedVersion: ExpectedVersion, destination }),
  }),
  depart: protectedProcedure("transport:manage", {
    describes: "Sent a ride off",
    errors: ["TRANSPORT_NOT_FOUND", "TRANSPORT_FULL"],
  })
    .rest("POST /transports/{id}/depart", "Send a ride off")
    .input(z.strictObject({ id: TransportId }))
    .output(Transport)
    .mutation(async ({ ctx, input }) => {
      const ride = await rides.find(ctx.db, ctx.scope, input.id);
      if (ride.destination === "everywhere") throw new DomainError("TRANSPORT_FULL");
      return ride;
    }),
});

const errors = {
  TRANSPORT_NOT_FOUND: tellsCause(404, "No such ride", {
    cause: "The practice has no ride with this id.",
    cure: "List the rides.",
  }),
  TRANSPORT_FULL: tellsCause(409, "The car is full", {
    cause: "It cannot go everywhere at once.",
    cure: "Order another ride.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof errors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}

const features = { transport: () => transportRouter };

export const transportModule = defineModule({
  ...transport,
  errors,
  features,
});
