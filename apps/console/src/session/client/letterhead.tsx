import { Name } from "../../words/format/name.tsx";
import { usePractice } from "./use-practice.ts";

/** The practice's name and contact, in print. */
export function Letterhead({ className }: { className: string | undefined }) {
  const { name = "", address, phoneNumber, email } = usePractice() ?? {};
  return (
    <p className={className}>
      <Name>{[name, address, phoneNumber, email].filter(Boolean).join(", ")}</Name>
    </p>
  );
}
