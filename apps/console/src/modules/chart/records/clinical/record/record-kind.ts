import type { CurrentRecord, PatientId, RouterInputs } from "@caretype/client";
import type { ComponentType, ReactNode } from "react";
import type { z } from "zod";
import type { CallOptions } from "../../../../../kit/form/idempotency-keys.ts";
import type { FieldView, ValuesOf } from "../../../../../records/record/field-view.ts";
import type { ConflictGroup } from "../../../../../session/form/conflict.ts";
import type { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import type { ShownKind } from "../use-chart-change.ts";

/** The kinds of clinical records that have a form of this shape. */
export type FormKind = Exclude<ShownKind, "chart">;

/** The editable fields. A record's patient never changes. */
export type DetailsOf<Kind extends FormKind> = Omit<
  RouterInputs[Kind]["update"],
  "id" | "expectedVersion" | "recordedAt" | "onWarnings"
>;

type FieldOf<Kind extends FormKind> = keyof DetailsOf<Kind>;

/** A list row: all fields that its name and badges omit. A missing one does not compile. */
export type FactsOf<Kind extends FormKind, ShownElsewhere extends FieldOf<Kind>> = Readonly<
  Record<Exclude<FieldOf<Kind>, ShownElsewhere>, ReactNode>
>;

export type Values = ValuesOf<string>;
export type InputsForm = ReturnType<typeof useRecordForm<Values>>["form"];

/** An API input, parsed by its schema. */
type Sent = Record<string, unknown>;

/** What is specific to a kind of clinical record. All else is shared. */
export type RecordKind<Kind extends FormKind> = {
  kind: Kind;
  schemas: { record: z.ZodType<CurrentRecord<Kind>>; create: z.ZodType; update: z.ZodType };
  views: Readonly<Record<string, FieldView<CurrentRecord<Kind>>>>;
  /** Values of a new record. `today`: in the practice's time zone. */
  empty: (today: string) => Values;
  valuesOf: (record: CurrentRecord<Kind>) => Values;
  groups: ConflictGroup<Values>[];
  /** The kind's name in texts. */
  nameOf: (record: CurrentRecord<Kind>) => string;
  /** Inputs that the kind renders itself. `record`: null for a new one. Default: none. */
  own?: (form: InputsForm, record: CurrentRecord<Kind> | null) => Readonly<Record<string, ReactNode>>;
  /** Checks on the server while the form is open. Default: none. */
  asks?: Sent;
  /** Further data about the patient that the form shows. Default: none. */
  Beside?: ComponentType<{ patientId: PatientId }>;
  calls: {
    create(input: Sent, options: CallOptions): Promise<CurrentRecord<Kind>>;
    update(input: Sent, options?: CallOptions): Promise<CurrentRecord<Kind>>;
    enterInError(input: Sent, options?: CallOptions): Promise<CurrentRecord<Kind>>;
  };
  texts: {
    addFor: (patient: string) => ReactNode;
    editFor: (patient: string) => ReactNode;
    isAdded: (name: string) => ReactNode;
    isSaved: (name: string) => ReactNode;
    isInError: (name: string) => ReactNode;
  };
  /** Initial values of the form that ends a current record. */
  ending?: { titleFor: (patient: string) => ReactNode; values: (today: string) => Values };
};

/** The requested dialog. Records are found by id, to get their newest version. */
export type Asked = { what: "add" } | { what: "edit" | "end" | "error" | "move"; id: string };
