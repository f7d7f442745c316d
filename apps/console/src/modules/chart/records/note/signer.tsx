import { isErrorCode, type Note } from "@caretype/client";
import { Alert, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorAlert, ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { texts as identityTexts } from "../../../identity/texts.en.ts";
import { useNames } from "../../../people/records/care-team/use-names.ts";
import { useOwnDoctorRecord } from "../../../people/records/patient/my-patients.ts";
import { texts } from "./texts.en.ts";

/** Whether the user is known to have no doctor entry, and so cannot sign. */
export const useIsNoDoctor = (): boolean => useOwnDoctorRecord() === null;

/** Says as whom the user signs, or why they cannot. */
export function Signer() {
  const doctor = useOwnDoctorRecord();
  const isNoDoctor = doctor === null;
  // The account may be linked to a doctor while this is open.
  useQuery(api.member.me.queryOptions(undefined, { enabled: isNoDoctor, refetchInterval: 30_000 }));
  if (isNoDoctor)
    return (
      <Alert color="yellow" role="alert">
        {texts.notDoctor(
          <AnchorLink to="/members" inherit underline="always">
            {identityTexts.members.label}
          </AnchorLink>,
        )}
      </Alert>
    );
  return <Text size="sm">{doctor ? texts.signsAs(doctor.name) : texts.signs}</Text>;
}

type Signature = Partial<Pick<Note["signatures"][number], "doctorName" | "signedBy">>;

/** The signer, and the account if its name differs. */
export function useSignerName(signatures: readonly Signature[]): (signature: Signature) => string {
  const { known } = useNames(signatures.flatMap(({ signedBy }) => signedBy ?? []));
  return ({ doctorName, signedBy }) => {
    const account = signedBy && known.get(signedBy);
    const doctor = doctorName ?? commonTexts.somebody;
    return account === undefined || account === doctor ? doctor : texts.signedInAs(doctor, account);
  };
}

/** Why the signature failed. Empty without an error. */
export function SignRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  if (!isErrorCode(error, "SIGNED_CONTENT_CHANGED")) return <ErrorNotice error={error} />;
  return <ErrorAlert>{texts.hasChanged}</ErrorAlert>;
}
