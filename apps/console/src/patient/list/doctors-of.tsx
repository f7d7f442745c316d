import { createContext, useContext } from "react";
import { Name } from "../../shell/text/name.tsx";
import type { Doctors } from "./use-doctors.ts";

const DoctorsContext = createContext<Doctors>(new Map());
/** Passes doctors to their cells without rendering all rows again. */
export const DoctorsProvider = DoctorsContext.Provider;

/** The newest doctor of a patient, and the number of others. */
export function DoctorsOf({ id }: { id: string }) {
  const [first, ...others] = useContext(DoctorsContext).get(id) ?? [];
  if (!first) return null;
  const title = [first, ...others].map(({ name }) => name).join(", ");
  return (
    <span title={others.length > 0 ? title : undefined}>
      <Name>{first.name}</Name>
      {others.length > 0 ? ` +${others.length}` : ""}
    </span>
  );
}
