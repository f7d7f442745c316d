import type { Doctor, PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useGrouping } from "../../kit/phone/use-grouping.ts";
import { api } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { AssignForm } from "./assign-form.tsx";
import { describeDoctor } from "./describe-doctor.ts";
import { SearchPicker } from "./search-picker.tsx";
import { texts as assignmentTexts } from "./texts.en.ts";
import { useAssignForm } from "./use-assign-form.ts";
import { useDoctorSearch } from "./use-people-search.ts";

type AssignDoctorProps = { patientId: PatientId; opened: boolean; onClose: () => void };

/** Picks a doctor for a patient. Doctors who are already assigned are disabled. */
export function AssignDoctor({ patientId, opened, onClose }: AssignDoctorProps) {
  const [chosen, setChosen] = useState<Doctor | null>(null);
  const [text, setText] = useState("");
  const found = useDoctorSearch(text);
  const group = useGrouping(opened);
  const ids = found.items.map(({ id }) => id);
  const isAsked = opened && ids.length > 0;
  const load = useQuery(api.doctor.workload.queryOptions({ ids }, { enabled: isAsked })).data?.items;
  const team = useQuery(
    api.assignment.listForPatient.queryOptions({ patientId, limit: 200 }, { enabled: opened }),
  ).data?.items;
  const assigning = useAssignForm({
    field: "doctorId",
    pair: { patientId, doctorId: chosen?.id ?? "" },
    onDone: () => {
      setChosen(null);
      setText("");
      onClose();
    },
  });
  const loadOf = ({ id }: Doctor) => load?.find(({ doctorId }) => doctorId === id);
  const isAssigned = ({ id }: Doctor) => team?.some(({ doctorId }) => doctorId === id);
  return (
    <AssignForm title={assignmentTexts.assignDoctor} opened={opened} onClose={onClose} assigning={assigning}>
      <SearchPicker
        label={commonTexts.doctor}
        path="doctorId"
        placeholder={assignmentTexts.picker.doctorPlaceholder}
        empty={assignmentTexts.picker.noDoctor}
        error={assigning.pickError}
        text={text}
        found={found}
        chosen={chosen}
        onText={setText}
        onChoose={(doctor) => {
          setChosen(doctor);
          assigning.pick(doctor?.id ?? "");
        }}
        describe={(doctor) => describeDoctor(doctor, { load: loadOf(doctor), group })}
        refusal={(doctor) => (isAssigned(doctor) ? assignmentTexts.alreadyAssigned : null)}
      />
    </AssignForm>
  );
}
