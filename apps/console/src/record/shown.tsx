import type { ReactNode } from "react";
import { EmailLink, PhoneLink } from "../patient/page/contact-links.tsx";
import { PhoneText } from "../phone/phone-text.tsx";
import type { Column } from "../table/column.ts";
import type { FieldView } from "./field-view.ts";

const textNow = <Value,>({ show, showNow = show }: FieldView<Value>, record: Value) => showNow(record);

/** The details of a record as it is now. A number to call and an address to write to are links. */
export const detailsShown = <Value, Name extends string>(
  views: readonly (readonly [Name, FieldView<Value, Name>])[],
  record: Value,
): { label: string; text: ReactNode }[] =>
  views
    .filter(([, { partOf, isApart }]) => partOf === undefined && !isApart)
    .map(([, view]) => ({ label: view.label, text: linked(view, textNow(view, record)) }));

function linked({ input }: { input: { as: string } }, text: string | null): ReactNode {
  if (text === null) return null;
  if (input.as === "phone") return <PhoneLink phoneNumber={text} />;
  return input.as === "email" ? <EmailLink email={text} /> : text;
}

/** A column of a list that shows a field. */
export const columnOf = <Value, Name extends string>(
  view: FieldView<Value, Name>,
  layout: Omit<Column<Value>, "cell" | "header"> & { header?: string },
): Column<Value> => ({
  header: view.label,
  ...layout,
  cell: (record) => {
    const text = textNow(view, record);
    return view.input.as === "phone" ? <PhoneText phoneNumber={text} /> : text;
  },
});
