import { VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatNumber } from "../../words/format/format.ts";
import { DoctorBars } from "./doctor-bars.tsx";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import type { Load } from "./statistics.ts";

/** Each bar links to the doctor's patients. */
export const DoctorsChart = ({ doctors }: Pick<Load, "doctors">) => (
  <DoctorBars
    bars={doctors.map(({ name, patients }) => ({ name, value: patients }))}
    most={Math.max(1, ...doctors.map(({ patients }) => patients))}
    format={formatNumber}
    link={(index, { drawn, ...bar }) => {
      const { doctorId, patients = 0 } = doctors[index] ?? {};
      return (
        <Link to="/patients" search={{ doctorId }} {...bar}>
          {drawn}
          <VisuallyHidden>{statisticsTexts.patientsUnit(patients)}</VisuallyHidden>
        </Link>
      );
    }}
  />
);
