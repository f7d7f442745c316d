import { UpdateAllergy } from "@caretype/api/allergy/schema";
import type { Allergy, Patient } from "@caretype/client";
import { caretype } from "../api.ts";
import { byField } from "../clinical/by-field.ts";
import { RecordDialog } from "../clinical/record-dialog.tsx";
import { useReadAgain } from "../clinical/use-chart-change.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { useEditForm } from "../form/use-edit-form.ts";
import { everybody } from "../record/field-view.ts";
import { changesOf, conflictGroupsOf, valuesOf as recordValuesOf } from "../record/values.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { allergiesTexts as texts } from "../texts/allergies.ts";
import { commonTexts } from "../texts/common.ts";
import { recordListTexts } from "../texts/record-list.ts";
import { type AllergyValues, allergyFields } from "./allergy-fields.ts";
import { AllergyInputs } from "./allergy-inputs.tsx";

const schema = byField(UpdateAllergy);
const groups = conflictGroupsOf(allergyFields);
const valuesOf = (allergy: Allergy): AllergyValues => recordValuesOf(allergyFields, allergy, everybody);

type EditAllergyProps = { patient: Patient; allergy: Allergy; onClose: () => void };

/** Saves what was changed. A conflict with somebody else's change shows both. */
export function EditAllergy({ patient, allergy, onClose }: EditAllergyProps) {
  const readAgain = useReadAgain();
  const edit = useEditForm({
    kind: "allergy",
    schema,
    record: allergy,
    valuesOf,
    inputOf: (values: AllergyValues, base) => ({
      id: base.id,
      expectedVersion: base.version,
      ...changesOf(allergyFields, values, valuesOf(base)),
    }),
    send: async (input, options) => {
      const saved = await caretype.allergy.update.mutate(input, options);
      void readAgain();
      notifyDone(texts.isSaved(saved.substance.text));
      onClose();
      return saved;
    },
  });
  return (
    <>
      <RecordDialog
        title={texts.editFor(patient.name)}
        form={edit}
        submitLabel={commonTexts.save}
        onClose={onClose}
        shownElsewhere={["STALE_VERSION"]}
      >
        <AllergyInputs form={edit.form} />
      </RecordDialog>
      <ConflictDialog
        conflict={edit.conflict}
        groups={groups}
        changed={({ updatedAt }) => recordListTexts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
