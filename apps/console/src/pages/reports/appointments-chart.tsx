import { VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { commonTexts } from "../../words/common/common.ts";
import { DoctorBars } from "./doctor-bars.tsx";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import { formatShare, type Use } from "./statistics.ts";

/** Each bar links to the doctor, whose page has the opening hours. */
export const AppointmentsChart = ({ doctors }: Pick<Use, "doctors">) => (
  <DoctorBars
    bars={doctors.map(({ doctorName, utilisation }) => ({
      name: doctorName ?? commonTexts.unknown,
      value: utilisation ?? 0,
    }))}
    most={1}
    format={formatShare}
    link={(index, { drawn, ...bar }) => {
      const { doctorId } = doctors[index] ?? {};
      if (!doctorId) return drawn;
      return (
        <Link to="/doctors/$id" params={{ id: doctorId }} {...bar}>
          {drawn}
          <VisuallyHidden>{statisticsTexts.use.bookedUnit}</VisuallyHidden>
        </Link>
      );
    }}
  />
);
