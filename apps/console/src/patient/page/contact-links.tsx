import { Anchor } from "@mantine/core";
import { PhoneText } from "../../phone/phone-text.tsx";

/** Somebody has typed it: what is no number that can be called stays text. */
export function PhoneLink({ phoneNumber }: { phoneNumber: string }) {
  const text = <PhoneText phoneNumber={phoneNumber} />;
  if (!/^\+?[\d\s()/.-]+$/.test(phoneNumber) || !/\d/.test(phoneNumber)) return text;
  return <Anchor href={`tel:${phoneNumber.replace(/[^+\d]/g, "")}`}>{text}</Anchor>;
}

/** What stands before the @ may have a question mark in it, which would begin a subject or a text. */
export function EmailLink({ email }: { email: string }) {
  return <Anchor href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>{email}</Anchor>;
}
