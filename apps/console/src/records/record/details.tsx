import type { ReactNode } from "react";
import { EmailLink, PhoneLink } from "../../kit/phone/contact-links.tsx";
import { type FieldView, textNow } from "./field-view.ts";

/** The details of a record. Phone numbers and email addresses are links. */
export const detailsShown = <Value, Name extends string>(
  views: readonly (readonly [Name, FieldView<Value, Name>])[],
  record: Value,
): { label: string; text: ReactNode }[] =>
  views
    .filter(([, { partOf, isOutsideDetails }]) => partOf === undefined && !isOutsideDetails)
    .map(([, view]) => ({ view, text: linked(view, textNow(view, record)) }))
    .filter(({ view, text }) => text !== null || !view.isRare)
    .map(({ view: { label }, text }) => ({ label, text }));

function linked({ input }: { input: { as: string } }, text: string | null): ReactNode {
  if (text === null) return null;
  if (input.as === "phone") return <PhoneLink phoneNumber={text} />;
  return input.as === "email" ? <EmailLink email={text} /> : text;
}
