import type { DoctorId } from "@caretype/client";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { Name } from "../../../../words/format/name.tsx";

type DoctorsDayProps = { doctorId: DoctorId; day: string; children: string | null };

/** A doctor's name, linked to their day in the calendar. */
export const DoctorsDay = ({ doctorId, day, children }: DoctorsDayProps) =>
  children === null ? null : (
    <AnchorLink size="sm" to="/calendar" search={{ view: "day", day, doctor: doctorId }}>
      <Name>{children}</Name>
    </AnchorLink>
  );
