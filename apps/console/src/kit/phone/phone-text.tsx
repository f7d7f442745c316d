import { useGrouping } from "./use-grouping.ts";

/** A formatted telephone number. */
export function PhoneText({ phoneNumber }: { phoneNumber: string | null }) {
  const group = useGrouping(phoneNumber !== null);
  return phoneNumber === null ? null : group(phoneNumber);
}
