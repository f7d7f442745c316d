import { Alert, Text } from "@mantine/core";
import { AnchorLink } from "../../words/format/links.tsx";
import { memberTexts } from "../../words/texts/member.ts";
import { noteTexts as texts } from "../../words/texts/note.ts";
import { useOwnDoctorRecord } from "../clinical/use-own-doctor-record.ts";

/** Says as whom the reader signs, or why they cannot. */
export function Signer() {
  const doctor = useOwnDoctorRecord();
  if (doctor === null)
    return (
      <Alert color="yellow" role="alert">
        {texts.notDoctor(<AnchorLink to="/members">{memberTexts.title}</AnchorLink>)}
      </Alert>
    );
  return <Text size="sm">{doctor ? texts.signsAs(doctor.name) : texts.signs}</Text>;
}
