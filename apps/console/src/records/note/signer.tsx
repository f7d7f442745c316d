import { Alert, Text } from "@mantine/core";
import { AnchorLink } from "../../words/format/links.tsx";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { useOwnDoctorRecord } from "../clinical/use-own-doctor-record.ts";
import { texts } from "./texts.en.ts";

/** Says as whom the reader signs, or why they cannot. */
export function Signer() {
  const doctor = useOwnDoctorRecord();
  if (doctor === null)
    return (
      <Alert color="yellow" role="alert">
        {texts.notDoctor(<AnchorLink to="/members">{frameTexts.navigation.members}</AnchorLink>)}
      </Alert>
    );
  return <Text size="sm">{doctor ? texts.signsAs(doctor.name) : texts.signs}</Text>;
}
