import { Anchor } from "@mantine/core";

/** Somebody has typed it: what is no number that can be called stays text. */
export function PhoneLink({ phoneNumber }: { phoneNumber: string }) {
  if (!/^\+?[\d\s()/.-]+$/.test(phoneNumber) || !/\d/.test(phoneNumber)) return phoneNumber;
  return <Anchor href={`tel:${phoneNumber.replace(/[^+\d]/g, "")}`}>{phoneNumber}</Anchor>;
}

/** What stands before the @ may have a question mark in it, which would begin a subject or a text. */
export function EmailLink({ email }: { email: string }) {
  return <Anchor href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>{email}</Anchor>;
}
