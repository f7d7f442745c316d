import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { NumberTable } from "../../../../kit/chart/number-table.tsx";
import { lazyExtra } from "../../../../kit/connection/load-code.ts";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatNumber } from "../../../../words/format/format.ts";
import { AnchorLink, PlainLink, TextLink } from "../../../../words/format/links.tsx";
import { specializationName } from "../../../people/records/doctor/specialization-name.ts";
import { freshForAMinute } from "../../../scheduling/pages/today/use-overview.ts";
import { NumberLink } from "./number-link.tsx";
import { Panel } from "./panel.tsx";
import { texts as statisticsTexts, load as texts } from "./statistics/texts.en.ts";
import type { Load } from "./statistics.ts";
import { describeLoad } from "./summaries.ts";

const DoctorBars = lazyExtra(() => import("./doctor-bars.tsx"), "DoctorBars");

export function DoctorsPanel() {
  const query = useQuery(api.statistics.doctorLoad.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="doctors"
      title={texts.title}
      query={query}
      headline={(load) => <Headline load={load} />}
      description={describeLoad}
      chart={({ doctors }) => (
        <DoctorBars
          bars={doctors.map(({ doctorId, name, patients }) => ({
            name,
            value: patients,
            unit: statisticsTexts.patientsUnit(patients),
            place: { to: "/patients", search: { doctorId } },
          }))}
          most={Math.max(1, ...doctors.map(({ patients }) => patients))}
          format={formatNumber}
        />
      )}
      table={({ doctors }) => <DoctorsTable doctors={doctors} />}
      empty={({ doctors }) => (doctors.length === 0 ? <NobodyAssigned /> : null)}
    />
  );
}

function Headline({ load: { doctors, doctorsWithPatients } }: { load: Load }) {
  if (doctorsWithPatients === 0) return null;
  const others = doctorsWithPatients - doctors.length;
  const link = <TextLink label={statisticsTexts.doctors(doctorsWithPatients)} to="/doctors" />;
  return others > 0 ? texts.headlineOfSome(link, doctors.length) : texts.headline(link, doctorsWithPatients);
}

const NobodyAssigned = () => (
  <>
    <Text>{texts.empty}</Text>
    <Dimmed>{texts.emptyHint}</Dimmed>
    <PlainLink label={texts.choosePatient} to="/patients" />
  </>
);

const DoctorsTable = ({ doctors }: Pick<Load, "doctors">) => (
  <NumberTable
    label={texts.title}
    columns={[commonTexts.doctor, commonTexts.patients, texts.dailyLimit]}
    rows={doctors.map(({ doctorId, name, specializationLabel, patients, maxAppointmentsPerDay }) => ({
      key: doctorId,
      name: (
        <>
          <AnchorLink to="/doctors/$id" params={{ id: doctorId }} size="sm">
            {name}
          </AnchorLink>
          <Dimmed size="xs">{specializationName(specializationLabel)}</Dimmed>
        </>
      ),
      cells: [
        <NumberLink
          key="patients"
          to="/patients"
          search={{ doctorId }}
          count={patients}
          label={texts.patientsOf(patients, name)}
        />,
        <span key="cap">{formatNumber(maxAppointmentsPerDay)}</span>,
      ],
    }))}
  />
);
