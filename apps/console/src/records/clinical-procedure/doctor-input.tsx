import { type Doctor, doctorId as doctorIds } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../../session/client/api.ts";
import { SearchPicker } from "../assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../assignment/texts.en.ts";
import { useDoctorSearch } from "../assignment/use-doctor-search.ts";
import type { InputsForm } from "../clinical/record/record-kind.ts";

type DoctorInputProps = { form: InputsForm; path: string; label: string };

/** The doctor of a record, whose id the form holds. */
export const DoctorInput = (props: DoctorInputProps) => (
  <Uncontrolled key={props.form.key(props.path)} {...props} />
);

function Uncontrolled({ form, path, label }: DoctorInputProps) {
  const [id, setId] = useState(() => form.getValues()[path] ?? "");
  const [text, setText] = useState("");
  const known = doctorIds.is(id) ? id : null;
  const doctor = useQuery(
    api.doctor.byId.queryOptions(known ? { id: known } : skipToken, { staleTime: 60_000 }),
  );
  const choose = (chosen: Doctor | null) => {
    if (chosen) queryClient.setQueryData(api.doctor.byId.queryKey({ id: chosen.id }), chosen);
    setId(chosen?.id ?? "");
    form.setFieldValue(path, chosen?.id ?? "", { forceUpdate: false });
  };
  return (
    <SearchPicker<Doctor>
      label={label}
      path={path}
      placeholder=""
      empty={assignmentTexts.picker.noDoctor}
      error={form.getInputProps(path).error}
      isRequired={false}
      text={text}
      found={useDoctorSearch(text)}
      chosen={known ? (doctor.data ?? null) : null}
      onText={setText}
      onChoose={choose}
      describe={({ specializationLabel }) => specializationLabel}
    />
  );
}
