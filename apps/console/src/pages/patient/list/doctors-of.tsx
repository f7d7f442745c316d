import { useContext } from "react";
import { Name } from "../../../words/format/name.tsx";
import { BesideContext } from "./beside.ts";

/** The newest doctor of a patient, and the number of others. */
export function DoctorsOf({ id }: { id: string }) {
  const [first, ...others] = useContext(BesideContext).doctors.get(id)?.doctors ?? [];
  if (!first) return null;
  const title = [first, ...others].map(({ name }) => name).join(", ");
  return (
    <span title={others.length > 0 ? title : undefined}>
      <Name>{first.name}</Name>
      {others.length > 0 ? ` +${others.length}` : ""}
    </span>
  );
}
