import type { PatientId } from "@caretype/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { PhoneText } from "../../kit/phone/contact-links.tsx";
import { api } from "../../session/client/api.ts";
import { Name } from "../../words/format/name.tsx";
import { birthText } from "./birth.ts";

type PatientLineProps = {
  id: PatientId;
  /** Default: the title of the dialog has it. */
  name?: string;
};

/** The patient that a dialog is about: the name, and what tells people of one name apart. */
export function PatientLine({ id, name }: PatientLineProps) {
  const { data: patient } = useQuery(api.patient.byId.queryOptions({ id }, { staleTime: 60_000 }));
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
          {birthText(patient)}
          {patient.phoneNumber === null ? null : (
            <>
              {" · "}
              <PhoneText phoneNumber={patient.phoneNumber} />
            </>
          )}
        </Text>
      ) : null}
    </Text>
  );
}
