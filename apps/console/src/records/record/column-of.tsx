import { PhoneText } from "../../kit/phone/contact-links.tsx";
import type { Column } from "../../kit/table/column.ts";
import { type FieldView, textNow } from "./field-view.ts";

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
