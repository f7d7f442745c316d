import { type Doctor, isErrorCode } from "@caretype/client";
import { EditDoctor as EditDoctorInput } from "@caretype/core/people/doctor/schema";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { conflictGroupsOf } from "../../../../../records/record/values.ts";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { ConflictDialog } from "../../../../../session/form/conflict-dialog.tsx";
import { alwaysRefetch, LatestRecord } from "../../../../../session/form/latest-record.tsx";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { RecordRemoved } from "../../../../../session/form/record-removed.tsx";
import { useEditForm } from "../../../../../session/form/use-edit-form.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { cacheDoctor, invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { changesOf, doctorFields, valuesOf } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { labelsOf } from "../../../records/doctor/use-specializations.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { undoDoctor } from "../undo-doctor.ts";
import { DoctorFields, fieldOf, useSuggestedSpecializations } from "./doctor-fields.tsx";

const route = getRouteApi("/signed-in/doctors/$id/edit");

export const EditDoctorPage = permitted("doctor:update", () => (
  <LatestRecord
    query={useQuery(api.doctor.byId.queryOptions(route.useParams(), alwaysRefetch))}
    title={doctorTexts.form.edit}
    notFound="DOCTOR_NOT_FOUND"
  >
    {(doctor) => <EditDoctor doctor={doctor} />}
  </LatestRecord>
));

const groups = conflictGroupsOf(doctorFields);

function EditDoctor({ doctor }: { doctor: Doctor }) {
  const may = usePermissions();
  const navigate = useNavigate();
  const notAllowed = useDoctorRefusal(doctor.id);
  const specializations = useSuggestedSpecializations();
  const { id, name } = doctor;
  const edit = useEditForm({
    schema: EditDoctorInput,
    fieldOf,
    record: doctor,
    valuesOf,
    inputOf: (values, base) => ({
      id,
      expectedVersion: base.version,
      ...changesOf(values, { before: valuesOf(base), known: specializations }),
    }),
    kind: "doctor",
    send: async (input, options) => {
      const updated = await caretype.doctor.update.mutate(input, options);
      cacheDoctor(updated);
      void invalidateDoctors();
      notifyDone(doctorTexts.form.isSaved(updated.name), undoDoctor.update(updated, input.expectedVersion));
      return updated;
    },
    onSaved: () => navigate({ to: "/doctors/$id", params: { id }, replace: true }),
  });
  const { form, refusal, conflict } = edit;
  return (
    <Page title={doctorTexts.form.edit} heading={doctorTexts.form.editName(name)} width="reading">
      {notAllowed ? <DirectoryNotice refusal={notAllowed} /> : null}
      <Surface>
        <RecordForm
          {...edit}
          submitLabel={commonTexts.save}
          onCancel={() => void navigate({ to: "/doctors/$id", params: { id } })}
          shownElsewhere={["DOCTOR_NOT_FOUND"]}
        >
          <DoctorFields form={form} specializations={labelsOf(specializations)} />
          {isErrorCode(refusal?.error, "DOCTOR_NOT_FOUND") ? (
            <RecordRemoved
              name={name}
              mayRestore={may("doctor:remove")}
              restore={async () => (await undoDoctor.restore(id)).record}
              onRestored={edit.continueFrom}
            />
          ) : null}
        </RecordForm>
      </Surface>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={(saved) => <DoctorSavedBy doctor={saved} />}
      />
    </Page>
  );
}

/** Who saved this version of a doctor, and when. Empty while loading. */
function DoctorSavedBy({ doctor: { id, updatedAt } }: { doctor: Doctor }) {
  const history = useQuery(api.doctor.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  // Names of accounts in other practices are not available.
  const who = history.data?.items[0]?.changedByName ?? doctorTexts.form.somebodyElse;
  return history.isPending ? null : doctorTexts.form.savedBy(who, formatInstant(updatedAt));
}
