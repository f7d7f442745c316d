import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { formatNumber } from "../shell/text/format.ts";
import { AnchorLink, ButtonLink } from "../shell/text/links.tsx";
import { countOf, doctorNouns, nounOf, patientNouns } from "./labels.ts";
import { NumberLink } from "./number-link.tsx";
import { NumberTable } from "./number-table.tsx";
import { freshForAMinute } from "./overview/use-overview.ts";
import { Panel } from "./panel.tsx";
import type { Load } from "./statistics.ts";
import { describeLoad } from "./summaries.ts";

const DoctorsChart = lazyExtra(() => import("./doctors-chart.tsx"), "DoctorsChart");
const title = "Doctors by patients";

export function DoctorsPanel() {
  const query = useQuery(api.statistics.doctorLoad.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="doctors"
      title={title}
      query={query}
      headline={(load) => <Headline load={load} />}
      description={describeLoad}
      chart={({ doctors }) => <DoctorsChart doctors={doctors} />}
      table={({ doctors }) => <DoctorsTable doctors={doctors} />}
      empty={({ doctors }) => (doctors.length === 0 ? <NobodyAssigned /> : null)}
    />
  );
}

function Headline({ load: { doctors, doctorsWithPatients } }: { load: Load }) {
  if (doctorsWithPatients === 0) return null;
  const others = doctorsWithPatients - doctors.length;
  return (
    <>
      <AnchorLink to="/doctors" size="sm" underline="always">
        {countOf(doctorsWithPatients, doctorNouns)}
      </AnchorLink>
      {doctorsWithPatients === 1 ? " has patients here" : " have patients here"}
      {others > 0 ? `; these ${doctors.length} have the most` : ""}
    </>
  );
}

const NobodyAssigned = () => (
  <>
    <Text>No doctor has a patient here yet.</Text>
    <Text size="sm" c="dimmed">
      Open a patient, and assign a doctor there.
    </Text>
    <ButtonLink variant="default" to="/patients">
      Choose a patient
    </ButtonLink>
  </>
);

const DoctorsTable = ({ doctors }: Pick<Load, "doctors">) => (
  <NumberTable
    label={title}
    columns={["Doctor", "Patients", "Daily limit"]}
    rows={doctors.map(({ doctorId, name, specializationLabel, patients, maxAppointmentsPerDay }) => ({
      key: doctorId,
      name: (
        <>
          <AnchorLink to="/doctors/$id" params={{ id: doctorId }} size="sm">
            {name}
          </AnchorLink>
          {specializationLabel ? (
            <Text size="xs" c="dimmed">
              {specializationLabel}
            </Text>
          ) : null}
        </>
      ),
      cells: [
        <NumberLink
          key="patients"
          to="/patients"
          search={{ doctorId }}
          count={patients}
          of={`${nounOf(patients, patientNouns)} of ${name}`}
        />,
        <span key="cap">{formatNumber(maxAppointmentsPerDay)}</span>,
      ],
    }))}
  />
);
