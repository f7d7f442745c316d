import type { Patient } from "@caretype/client";
import { useCanGoBack, useNavigate, useRouter } from "@tanstack/react-router";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { NewPatientForm } from "../../../records/patient/form/new-patient-form.tsx";
import { texts as patientFormTexts } from "../../../records/patient/form/texts.en.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";

export const NewPatientPage = permitted("patient:create", () => {
  const mayUndo = usePermissions()("patient:remove");
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const open = ({ id }: Patient, replace: boolean) =>
    navigate({ to: "/patients/$id", params: { id }, replace });
  return (
    <Page
      title={patientTexts.add}
      width="reading"
      back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
    >
      <Surface>
        <NewPatientForm
          onAdded={(patient) => {
            const undo = mayUndo ? undoPatient.creation(patient) : undefined;
            notifyDone(patientFormTexts.isAdded(patient.name), undo);
          }}
          onSaved={(patient) => open(patient, true)}
          onCancel={() => (canGoBack ? router.history.back() : void navigate({ to: "/patients" }))}
          onChoose={(patient) => void open(patient, false)}
        />
      </Surface>
    </Page>
  );
});
