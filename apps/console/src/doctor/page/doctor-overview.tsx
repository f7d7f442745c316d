import type { Doctor } from "@caretype/client";
import { FactList } from "../../history/fact-list.tsx";
import { detailsShown } from "../../record/details.tsx";
import { viewsOf } from "../../record/field-view.ts";
import { Section } from "../../shell/section/section.tsx";
import { doctorTexts } from "../../texts/doctor.ts";
import { doctorFields } from "../field-views.ts";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import classes from "./doctor-overview.module.css";
import { PatientsOfDoctor } from "./patients-of-doctor.tsx";

/** A doctor's details, and their patients in this practice. */
export const DoctorOverview = ({ doctor }: { doctor: Doctor }) => (
  <div className={classes.columns}>
    <Details doctor={doctor} />
    <PatientsOfDoctor doctor={doctor} />
  </div>
);

function Details({ doctor }: { doctor: Doctor }) {
  const { patients, most } = useWorkload([doctor]);
  const details = detailsShown(viewsOf(doctorFields), doctor).filter(({ text }) => text !== null);
  return (
    <Section title={doctorTexts.page.details}>
      <FactList
        facts={[
          {
            label: doctorTexts.list.patientsHere,
            text: <LoadMeter patients={patients.get(doctor.id)} most={most} />,
          },
          ...details,
        ]}
      />
    </Section>
  );
}
