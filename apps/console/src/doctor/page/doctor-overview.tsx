import type { Doctor } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Suspense } from "react";
import { FactList } from "../../history/fact-list.tsx";
import { detailsShown } from "../../record/details.tsx";
import { viewsOf } from "../../record/field-view.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { Section } from "../../shell/section/section.tsx";
import { doctorTexts } from "../../texts/doctor.ts";
import { doctorFields } from "../field-views.ts";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import classes from "./doctor-overview.module.css";
import { PatientsOfDoctor } from "./patients-of-doctor.tsx";

const DoctorHours = lazyPart(() => import("../../appointment/hours/doctor-hours.tsx"), "DoctorHours");

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
