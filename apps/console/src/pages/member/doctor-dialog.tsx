import { type Doctor, isErrorCode, type Member } from "@caretype/client";
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { ErrorNotice, messageOf } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { DoctorPicker } from "../../records/assignment/doctor-picker.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";

import { doctorDialog as texts } from "./texts.en.ts";

type DoctorDialogProps = { member: Member; opened: boolean; onClose: () => void };

export const DoctorDialog = ({ opened, onClose, member }: DoctorDialogProps) => (
  <Dialog opened={opened} onClose={onClose} title={texts.title(member.name)}>
    <DoctorForm member={member} onClose={onClose} />
  </Dialog>
);

const chosenBefore = ({ doctorId: id, doctorName: name }: Member): Pick<Doctor, "id" | "name"> | null =>
  id === null ? null : { id, name: name ?? "" };

function DoctorForm({ member, onClose }: Omit<DoctorDialogProps, "opened">) {
  const [chosen, setChosen] = useState(() => chosenBefore(member));
  const [isAsked, setAsked] = useState(false);
  const link = useLink(member, onClose);
  // Signatures would have that doctor's name.
  const isOther = chosen !== null && chosen.id !== member.doctorId && chosen.name !== member.name;
  const [isConfirmed, setConfirmed] = useState(false);
  const isAtField = isErrorCode(link.error, "DOCTOR_ALREADY_LINKED", "DOCTOR_NOT_FOUND");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!chosen) focusFirst(["doctorId"]);
    else if (isOther && !isConfirmed) focusFirst(["isSame"]);
    else if (chosen.id === member.doctorId) onClose();
    else link.mutate({ accountId: member.accountId, doctorId: chosen.id });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {link.isError && !isAtField ? <ErrorNotice error={link.error} /> : null}
        <Text size="sm">{texts.about}</Text>
        <DoctorPicker
          error={isAtField ? messageOf(link.error) : isAsked && !chosen ? commonTexts.required : null}
          chosen={chosen}
          onChoose={(doctor) => {
            link.reset();
            setChosen(doctor);
            setConfirmed(false);
          }}
        />
        {isOther ? (
          <Checkbox
            label={texts.isSame(member.name, chosen.name)}
            data-path="isSame"
            error={isAsked && !isConfirmed ? commonTexts.required : null}
            checked={isConfirmed}
            onChange={({ currentTarget: { checked } }) => setConfirmed(checked)}
          />
        ) : null}
        <Group justify="flex-end">
          {member.doctorId === null ? null : (
            <Button
              variant="subtle"
              disabled={link.isPending}
              onClick={() => link.mutate({ accountId: member.accountId, doctorId: null })}
            >
              {texts.unlink}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
          <Button type="submit" loading={link.isPending}>
            {texts.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const useLink = ({ accountId, name, doctorId: before }: Member, onDone: () => void) =>
  useSingleMutation(
    api.member.linkDoctor.mutationOptions({
      onSuccess: ({ doctorName }) => {
        onDone();
        notifyDone(
          doctorName === null ? texts.isUnlinked(name) : texts.isLinked(name, doctorName),
          async () => {
            await caretype.member.linkDoctor.mutate({ accountId, doctorId: before });
            await readAgain(api.member);
          },
        );
        return readAgain(api.member);
      },
      onError: () => focusFirst(["doctorId"]),
    }),
  );
