import { EditDoctor as EditDoctorInput } from "@caretype/api/doctor/schema";
import { type Doctor, isErrorCode } from "@caretype/client";
import { Paper } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { caretype } from "../../api.ts";
import { RecordForm } from "../../form/record-form.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Page } from "../../shell/page/page.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { keepDoctor, readDoctorsAnew } from "../doctor-cache.ts";
import { changesOf, valuesOf } from "../doctor-values.ts";
import type { DoctorValues } from "../field-views.ts";
import { labelsOf } from "../use-specializations.ts";
import { DoctorConflict } from "./doctor-conflict.tsx";
import { DoctorFields } from "./doctor-fields.tsx";
import { shownAtFields, useDoctorForm } from "./use-doctor-form.ts";
import { useSuggestedSpecializations } from "./use-suggested-specializations.ts";

type EditDoctorProps = {
  doctor: Doctor;
  /** Why it cannot be saved; it is told above the form. */
  notice: ReactNode;
};

export function EditDoctor({ doctor, notice }: EditDoctorProps) {
  const navigate = useNavigate();
  const specializations = useSuggestedSpecializations();
  /** The version that the form is about: what was read, or what the person has been shown of somebody else since. */
  const base = useRef(doctor);
  const inputOf = (values: DoctorValues) => {
    const { id, version } = base.current;
    const changes = changesOf(values, { before: valuesOf(base.current), known: specializations });
    return { id, expectedVersion: version, ...changes };
  };
  const goBack = () => void navigate({ to: "/doctors/$id", params: { id: doctor.id } });
  const recordForm = useDoctorForm({
    schema: EditDoctorInput,
    initialValues: valuesOf(doctor),
    inputOf,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      const updated = await call(input, (options) => caretype.doctor.update.mutate(input, options));
      keepDoctor(updated);
      void readDoctorsAnew();
      notifyDone(withNames`The changes to ${updated.name} are saved`);
      return updated;
    },
    onSaved: ({ id }) => navigate({ to: "/doctors/$id", params: { id }, replace: true }),
  });
  const { form, refusal } = recordForm;
  const theirs = currentDoctor(refusal?.error);
  return (
    <Page title="Edit a doctor" heading={withNames`Edit ${doctor.name}`}>
      {notice}
      <Paper maw={720}>
        <RecordForm
          {...recordForm}
          submitLabel="Save"
          onCancel={goBack}
          shownElsewhere={[...shownAtFields, "STALE_VERSION"]}
        >
          <DoctorFields form={form} specializations={labelsOf(specializations)} />
        </RecordForm>
      </Paper>
      {theirs ? (
        <DoctorConflict
          key={theirs.version}
          theirs={theirs}
          versions={{ before: valuesOf(base.current), mine: form.getValues(), theirs: valuesOf(theirs) }}
          onClose={recordForm.forgetRefusal}
          onResolve={(values) => {
            base.current = theirs;
            form.setValues(values);
            recordForm.save();
          }}
        />
      ) : null}
    </Page>
  );
}

/** The doctor as somebody else has saved them. */
function currentDoctor(error: unknown): Doctor | null {
  if (!isErrorCode(error, "STALE_VERSION")) return null;
  const { current } = error.data;
  return "maxAppointmentsPerDay" in current ? current : null;
}
