import type { Doctor } from "@caretype/client";
import { Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { FactList } from "../../history/fact-list.tsx";
import { linesOf } from "../../history/facts.ts";
import { EmailLink, PhoneLink } from "../../patient/page/contact-links.tsx";
import { fieldLabels } from "../doctor-values.ts";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import { doctorDetails, labelsIn } from "./doctor-facts.ts";
import classes from "./doctor-overview.module.css";
import { PatientsOfDoctor } from "./patients-of-doctor.tsx";

/** What is recorded of a doctor, and whom they have to do with in this practice. */
export const DoctorOverview = ({ doctor }: { doctor: Doctor }) => (
  <div className={classes.columns}>
    <Details doctor={doctor} />
    <PatientsOfDoctor doctor={doctor} />
  </div>
);

function Details({ doctor }: { doctor: Doctor }) {
  const { patients, most } = useWorkload([doctor]);
  const details = linesOf(doctorDetails(labelsIn([doctor])), doctor).filter(({ text }) => text !== null);
  return (
    <Paper component="section" withBorder p="md" radius="md" aria-labelledby="details">
      <Title order={2} size="h4" id="details" mb="sm">
        Details
      </Title>
      <FactList
        facts={[
          { label: "Patients here", text: <LoadMeter patients={patients.get(doctor.id)} most={most} /> },
          ...details.map(({ label, text }) => ({ label, text: linkTo(label, text) })),
        ]}
      />
    </Paper>
  );
}

/** A number to call and an address to write to are links. */
function linkTo(label: string, text: string | null): ReactNode {
  if (text !== null && label === fieldLabels.email) return <EmailLink email={text} />;
  if (text !== null && label === fieldLabels.phoneNumber) return <PhoneLink phoneNumber={text} />;
  return text;
}
