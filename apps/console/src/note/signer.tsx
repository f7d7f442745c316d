import { Alert, Text } from "@mantine/core";
import { useOwnDoctorRecord } from "../clinical/use-own-doctor-record.ts";
import { AnchorLink } from "../shell/text/links.tsx";
import { memberTexts } from "../texts/member.ts";
import { noteTexts as texts } from "../texts/note.ts";

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
