import type { Doctor } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Suspense } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { Section } from "../../../kit/section/section.tsx";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { FactList } from "../../../records/history/fact-list.tsx";
import { detailsShown } from "../../../records/record/details.tsx";
import { viewsOf } from "../../../records/record/field-view.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import classes from "./doctor-overview.module.css";
import { PatientsOfDoctor } from "./patients-of-doctor.tsx";

const DoctorHours = lazyPart(() => import("../../../records/schedule/hours/doctor-hours.tsx"), "DoctorHours");

/** A doctor's details, and their patients in this practice. */
export const DoctorOverview = ({ doctor }: { doctor: Doctor }) => (
  <div className={classes.columns}>
    <Stack>
      <Details doctor={doctor} />
      <Hours doctor={doctor} />
    </Stack>
    <PatientsOfDoctor doctor={doctor} />
  </div>
);

const Hours = ({ doctor: { id } }: { doctor: Doctor }) =>
  usePermissions()("appointment:read") ? (
    <Suspense>
      <DoctorHours doctorId={id} />
    </Suspense>
  ) : null;

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
