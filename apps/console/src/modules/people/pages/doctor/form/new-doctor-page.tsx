import type { Doctor, RouterInputs } from "@caretype/client";
import { CreateDoctor } from "@caretype/core/people/doctor/schema";
import { useCanGoBack, useNavigate, useRouter } from "@tanstack/react-router";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { cacheDoctor, invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { type DoctorValues, detailsOf, noDoctor } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { labelsOf } from "../../../records/doctor/use-specializations.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { undoDoctor } from "../undo-doctor.ts";
import { DoctorFields, fieldOf, useSuggestedSpecializations } from "./doctor-fields.tsx";

function CreateRefusal() {
  const refusal = useDoctorRefusal();
  return refusal ? <DirectoryNotice refusal={refusal} /> : null;
}

export const NewDoctorPage = permitted("doctor:create", () => {
  const may = usePermissions();
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const specializations = useSuggestedSpecializations();
  // The form has validated the values with the schema.
  const inputOf = (values: DoctorValues) =>
    detailsOf(values, specializations) as RouterInputs["doctor"]["create"];
  const recordForm = useRecordForm<DoctorValues, Doctor>({
    schema: CreateDoctor,
    fieldOf,
    initialValues: noDoctor,
    inputOf,
    onSubmit: async (values, call) => {
      const doctor = await call(inputOf(values), caretype.doctor.create.mutate);
      cacheDoctor(doctor);
      void invalidateDoctors();
      const mayUndo = may("doctor:remove");
      notifyDone(doctorTexts.form.isAdded(doctor.name), mayUndo ? undoDoctor.creation(doctor) : undefined);
      return doctor;
    },
    onSaved: ({ id }) => navigate({ to: "/doctors/$id", params: { id }, replace: true }),
  });
  return (
    <Page
      title={doctorTexts.add}
      width="reading"
      back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}
    >
      <Surface>
        <RecordForm
          {...recordForm}
          submitLabel={doctorTexts.form.submit}
          onCancel={() => (canGoBack ? router.history.back() : void navigate({ to: "/doctors" }))}
        >
          <CreateRefusal />
          <Dimmed>{doctorTexts.form.isShared}</Dimmed>
          <DoctorFields form={recordForm.form} specializations={labelsOf(specializations)} />
        </RecordForm>
      </Surface>
    </Page>
  );
});
