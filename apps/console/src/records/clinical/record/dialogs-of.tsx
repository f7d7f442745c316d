import type { CurrentRecord } from "@caretype/client";
import { caretype } from "../../../session/client/api.ts";
import { everybody } from "../../record/field-view.ts";
import { emptyValues, valuesOf } from "../../record/values.ts";
import { RecordDialogs, type RecordDialogsProps } from "./record-dialogs.tsx";
import type { FormKind, RecordKind, Values } from "./record-kind.ts";

type Mutations<Kind extends FormKind> = {
  [Name in keyof RecordKind<Kind>["calls"]]: { mutate: RecordKind<Kind>["calls"][Name] };
};

const mutations: { [Kind in FormKind]: Mutations<Kind> } = caretype;

type OwnOf<Kind extends FormKind> = Omit<RecordKind<Kind>, "empty" | "valuesOf" | "calls"> & {
  /** What a new record has at first. `today`: in the practice. */
  begunWith: (today: string) => Values;
};

/** The forms for a patient's records of a kind. */
export function dialogsOf<Kind extends FormKind>({ begunWith, ...own }: OwnOf<Kind>) {
  const { create, update, enterInError } = mutations[own.kind];
  const kind: RecordKind<Kind> = {
    ...own,
    empty: (today) => ({ ...emptyValues(own.views, everybody), ...begunWith(today) }),
    valuesOf: (record) => valuesOf(own.views, record, everybody),
    calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  };
  return (props: RecordDialogsProps<CurrentRecord<Kind>>) => <RecordDialogs kind={kind} {...props} />;
}
