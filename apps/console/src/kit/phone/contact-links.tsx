import { Anchor } from "@mantine/core";
import { useGrouping } from "./use-grouping.ts";

/** A telephone link. Text that is no number is not linked. */
export function PhoneLink({ phoneNumber }: { phoneNumber: string }) {
  const text = <PhoneText phoneNumber={phoneNumber} />;
  if (!/^\+?[\d\s()/.-]+$/.test(phoneNumber) || !/\d/.test(phoneNumber)) return text;
  return (
    <Anchor inherit href={`tel:${phoneNumber.replace(/[^+\d]/g, "")}`}>
      {text}
    </Anchor>
  );
}

/** An email link that wraps before its "@". Encoded, as a question mark would start a subject or body. */
export const EmailLink = ({ email }: { email: string }) => (
  <Anchor inherit href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>
    {email.replace(/@.*/, "")}
    <wbr />
    {email.replace(/^[^@]*/, "")}
  </Anchor>
);

export function PhoneText({ phoneNumber }: { phoneNumber: string | null }) {
  const group = useGrouping(phoneNumber !== null);
  return phoneNumber === null ? null : <span style={{ whiteSpace: "nowrap" }}>{group(phoneNumber)}</span>;
}
