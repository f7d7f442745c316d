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

/** The editable fields. A record never changes its patient. */
export type DetailsOf<Kind extends FormKind> = Omit<
  RouterInputs[Kind]["update"],
  "id" | "expectedVersion" | "recordedAt" | "onWarnings"
>;

type FieldOf<Kind extends FormKind> = keyof DetailsOf<Kind>;

/** What a list says of a record: each field, but those that its name and its badges show. A missing one does not compile. */
export type FactsOf<Kind extends FormKind, ShownElsewhere extends FieldOf<Kind>> = Readonly<
  Record<Exclude<FieldOf<Kind>, ShownElsewhere>, ReactNode>
>;

export type Values = ValuesOf<string>;
export type InputsForm = ReturnType<typeof useRecordForm<Values>>["form"];

/** An input of the API, which its schema has accepted. */
type Sent = Record<string, unknown>;

/** What the forms of a kind of clinical record have of their own. All else is the same for each kind. */
export type RecordKind<Kind extends FormKind> = {
  kind: Kind;
  schemas: { record: z.ZodType<CurrentRecord<Kind>>; create: z.ZodType; update: z.ZodType };
  views: Readonly<Record<string, FieldView<CurrentRecord<Kind>>>>;
  /** The values of a new record. `today`: in the practice. */
  empty: (today: string) => Values;
  valuesOf: (record: CurrentRecord<Kind>) => Values;
  groups: ConflictGroup<Values>[];
  /** The words by which people call a record. */
  nameOf: (record: CurrentRecord<Kind>) => string;
  /** The inputs that the kind renders itself. `record`: null for a new one. Default: none. */
  own?: (form: InputsForm, record: CurrentRecord<Kind> | null) => Readonly<Record<string, ReactNode>>;
  /** What a new or changed record asks the server besides. Default: nothing. */
  asks?: Sent;
  /** What the form shows of the patient besides. Default: nothing. */
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
  /** Ends what is current: a form that begins with these values. */
  ending?: { titleFor: (patient: string) => ReactNode; values: (today: string) => Values };
};

/** What is asked for. A record is found by its id, so that a dialog has its newest version. */
export type Asked = { what: "add" } | { what: "edit" | "end" | "error" | "move"; id: string };
