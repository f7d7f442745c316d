import { type CurrentKind, type CurrentRecord, currentRecord } from "@caretype/client";
import { useRef } from "react";
import type { CallOptions } from "../../kit/form/idempotency-keys.ts";
import type { Versions } from "./conflict.ts";
import { type RecordFormOptions, useRecordForm } from "./use-record-form.ts";

type Texts = Record<string, string | undefined>;

type EditFormOptions<Kind extends CurrentKind, Values extends Texts, Input> = Pick<
  RecordFormOptions<Values, CurrentRecord<Kind>>,
  "schema" | "fieldOf" | "onSaved" | "kept"
> & {
  kind: Kind;
  record: CurrentRecord<Kind>;
  valuesOf: (record: CurrentRecord<Kind>) => Values;
  /** Returns what to send; `base` is the version that the values are based on. */
  inputOf: (values: Values, base: CurrentRecord<Kind>) => Input;
  send: (input: Input, options: CallOptions, base: CurrentRecord<Kind>) => Promise<CurrentRecord<Kind>>;
  /** A restored change: its base version and values. Default: the record's values. */
  begun?: { base: CurrentRecord<Kind>; values: Values } | null;
};

/** A conflict with another user's change: their record, and the three versions of the values. */
export type EditConflict<Value, Values> = {
  saved: Value;
  versions: Versions<Values>;
  close: () => void;
  /** Saves these values over their version. */
  resolve: (values: Values) => void;
};

/**
 * A form for an existing record, saved over its base version. If another user saved a later one, `conflict` has both,
 * for `ConflictDialog`.
 */
export function useEditForm<Kind extends CurrentKind, Values extends Texts, Input>({
  kind,
  record,
  valuesOf,
  inputOf,
  send,
  begun,
  kept,
  ...options
}: EditFormOptions<Kind, Values, Input>) {
  type Value = CurrentRecord<Kind>;
  /** The version that the form is based on. */
  const base = useRef(begun?.base ?? record);
  const recordForm = useRecordForm<Values, Value>({
    ...options,
    initialValues: begun?.values ?? valuesOf(record),
    kept: kept && {
      ...kept,
      storeValues: (values) => kept.storeValues({ base: base.current, values }),
    },
    inputOf: (values) => inputOf(values, base.current),
    onSubmit: async (values, call) => {
      const before = base.current;
      const input = inputOf(values, before);
      const saved = await call(input, (sent: Input, callOptions) => send(sent, callOptions, before));
      // A form that stays open continues from the saved version.
      base.current = saved;
      recordForm.form.setInitialValues(valuesOf(saved));
      return saved;
    },
  });
  const { form, refusal, clearRefusal, save } = recordForm;
  const current = currentRecord(refusal?.error, kind);
  const conflict: EditConflict<Value, Values> | null = current && {
    saved: current,
    versions: { before: valuesOf(base.current), mine: form.getValues(), saved: valuesOf(current) },
    close: clearRefusal,
    resolve: (values) => {
      base.current = current;
      form.setValues(values);
      save();
    },
  };
  /** Continues from a restored record. If its values changed meanwhile, the next save is a conflict. */
  const continueFrom = (restored: Value) => {
    if (isSame(valuesOf(restored), valuesOf(base.current))) base.current = restored;
    clearRefusal();
  };
  /** Accepts a newer version if only fields outside the form changed. */
  const follow = (newer: Value) => {
    if (newer.version > base.current.version && isSame(valuesOf(newer), valuesOf(base.current)))
      base.current = newer;
  };
  return { ...recordForm, refusal: conflict ? null : refusal, conflict, continueFrom, follow };
}

const isSame = (one: Texts, other: Texts) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);
