import type { Patient, PatientId } from "@caretype/client";
import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { SearchPicker } from "../../assignment/search-picker.tsx";
import { usePatientSearch } from "../../assignment/use-patient-search.ts";
import { useGrouping } from "../../phone/use-grouping.ts";
import { birthText } from "../birth.ts";
import { genderLabels } from "../gender.ts";

/** For who is the same person and not much like it, such as after a marriage and a move. */
export function MergeWith({ id }: { id: PatientId }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Patient | null>(null);
  const [error, setError] = useState<string | null>(null);
  const found = usePatientSearch(text);
  const group = useGrouping(found !== undefined);
  const compare = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) void navigate({ to: "/patients/$id/merge/$otherId", params: { id, otherId: chosen.id } });
    else setError("Choose a patient");
  };
  return (
    <form onSubmit={compare} noValidate>
      <Group align="start" gap="xs" maw={480}>
        <div style={{ flex: 1, minWidth: 200 }}>
          <SearchPicker
            label="Compare with somebody else"
            path="otherId"
            placeholder="Name, e-mail address or phone number"
            empty={text.trim() ? "No such patient. Try a part of the name." : "Type a part of the name."}
            text={text}
            found={found}
            chosen={chosen}
            error={error}
            onText={setText}
            onChoose={(patient) => {
              setChosen(patient);
              setError(null);
            }}
            refusal={(patient) => (patient.id === id ? "This is the patient whose page it is" : null)}
            describe={(patient) => describe(patient, group)}
          />
        </div>
        <Button type="submit" variant="default" mt={{ base: 0, xs: 25 }}>
          Compare
        </Button>
      </Group>
    </form>
  );
}

/** What tells two of one name apart. */
const describe = (patient: Patient, group: (phoneNumber: string) => string) =>
  [birthText(patient), genderLabels[patient.gender], patient.phoneNumber && group(patient.phoneNumber)]
    .filter(Boolean)
    .join(" · ");
