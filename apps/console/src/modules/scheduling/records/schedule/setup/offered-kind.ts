import type { CurrentRecord, ErrorCode } from "@caretype/client";
import type { z } from "zod";
import type { CallOptions } from "../../../../../kit/form/idempotency-keys.ts";
import type { FieldView, ValuesOf } from "../../../../../records/record/field-view.ts";
import { api, readAgain } from "../../../../../session/client/api.ts";

/** What a practice offers for appointments. */
export type OfferedName = "room" | "visitType";
export type Values = ValuesOf<string>;

/** An API input, parsed by its schema. */
type Sent = Record<string, unknown>;

/** What is specific to a kind's forms. All else is shared. */
export type OfferedKind<Kind extends OfferedName = OfferedName> = {
  kind: Kind;
  schemas: { create: z.ZodType; update: z.ZodType };
  views: Readonly<Record<string, FieldView<CurrentRecord<Kind>>>>;
  empty: Values;
  nameTaken: ErrorCode;
  addTitle: string;
  calls: {
    create(input: Sent, options: CallOptions): Promise<CurrentRecord<Kind>>;
    update(input: Sent, options?: CallOptions): Promise<CurrentRecord<Kind>>;
    remove(input: Sent): Promise<unknown>;
  };
};

/** Refetches what can be booked: visit types, rooms, opening hours and free slots. */
export const invalidateSetup = () =>
  readAgain(api.visitType, api.room, api.openingHours, api.practice, api.appointment);
