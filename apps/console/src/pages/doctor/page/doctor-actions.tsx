import type { Doctor } from "@caretype/client";
import { Button } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { keyProps } from "../../../kit/keys/key-props.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { RemovalRefused } from "../removed/removal-refused.tsx";
import { useRemoveDoctor } from "../removed/use-remove-doctor.ts";

/** The actions that the reader may perform on a doctor. */
export function DoctorActions({ doctor }: { doctor: Doctor }) {
  const may = usePermissions();
  const { remove, unassignAndRemove, isPending, refusal, clearRefusal } = useRemoveDoctor(doctor);
  const mayChange = useDoctorRefusal(doctor.id) === null;
  return (
    <>
      {may("doctor:update") && mayChange ? (
        <ButtonLink
          variant="default"
          {...keyProps("edit")}
          to="/doctors/$id/edit"
          params={{ id: doctor.id }}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {commonTexts.edit}
        </ButtonLink>
      ) : null}
      {may("doctor:remove") && mayChange ? (
        <Button
          variant="default"
          c="red"
          onClick={remove}
          loading={isPending && !refusal}
          leftSection={<IconTrash size={16} aria-hidden />}
        >
          {commonTexts.remove}
        </Button>
      ) : null}
      {refusal ? (
        <RemovalRefused
          doctor={doctor}
          error={refusal}
          onClose={clearRefusal}
          onUnassign={unassignAndRemove}
          isPending={isPending}
        />
      ) : null}
    </>
  );
}
