import type { Patient, PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import { PhoneText } from "../../../../kit/phone/contact-links.tsx";
import { api } from "../../../../session/client/api.ts";
import { FactList, Name } from "../../../../words/format/name.tsx";
import { birthText } from "./birth.ts";

type PatientLineProps = {
  id: PatientId;
  /** Default: the dialog's title shows it. */
  name?: string;
};

type Named = { patientId: PatientId; patientName: string };

const SharedNames = createContext<ReadonlySet<string>>(new Set());

/** Distinguishes these patients, shown in its content, if they share a name. */
export function Namesakes({ among, children }: { among: readonly Named[]; children: ReactNode }) {
  const ofName = Map.groupBy(among, ({ patientName }) => patientName.toLocaleLowerCase());
  const shared = [...ofName].filter(([, all]) => new Set(all.map(({ patientId }) => patientId)).size > 1);
  return <SharedNames value={new Set(shared.map(([name]) => name))}>{children}</SharedNames>;
}

/** A patient's name, with the birth date if another of the `Namesakes` has the same. */
export const PatientName = ({ patientId, patientName }: Named) => (
  <>
    <Name>{patientName}</Name>
    {use(SharedNames).has(patientName.toLocaleLowerCase()) ? <Birth id={patientId} /> : null}
  </>
);

function Birth({ id }: { id: PatientId }) {
  const patient = usePatient(id);
  return patient ? (
    <Text span size="sm" c="dimmed">
      {" · "}
      <FactList facts={[birthText(patient)]} />
    </Text>
  ) : null;
}

/** What distinguishes people of the same name. */
export const PatientFacts = ({ patient }: { patient: Patient }) => (
  <FactList
    facts={[
      birthText(patient),
      patient.phoneNumber && <PhoneText key="phone" phoneNumber={patient.phoneNumber} />,
    ]}
  />
);

const usePatient = (id: PatientId) =>
  useQuery(api.patient.byId.queryOptions({ id }, { staleTime: 60_000 })).data;

/** The patient of a dialog: the name, and what distinguishes people of the same name. */
export function PatientLine({ id, name }: PatientLineProps) {
  const patient = usePatient(id);
  if (!(name || patient)) return null;
  return (
    <Text span display="block" style={{ overflowWrap: "anywhere" }}>
      {name === undefined ? null : (
        <Text span fw={600}>
          <Name>{patient?.name ?? name}</Name>
          {patient ? " · " : null}
        </Text>
      )}
      {patient ? (
        <Text span size="sm" c="dimmed">
          <PatientFacts patient={patient} />
        </Text>
      ) : null}
    </Text>
  );
}
