import { type Doctor, isErrorCode, type Member } from "@caretype/client";
import { Badge, Button, Checkbox, Group, Menu, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { ErrorNotice, messageOf } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { ConfirmDialog } from "../../../../kit/section/confirm-dialog.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { FinalItem, RowMenu } from "../../../../kit/section/row-menu.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { choosePractice } from "../../../../session/client/chosen-practice.ts";
import { useMe, usePermissions } from "../../../../session/client/use-practice.ts";
import { Parts } from "../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatDay } from "../../../../words/format/format.ts";
import { AnchorLink, SmallLink } from "../../../../words/format/links.tsx";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { doctorDialog as doctorDialogTexts, list as texts } from "./texts.en.ts";

export function MemberList() {
  const may = usePermissions();
  const { id } = useMe();
  const query = useInfiniteQuery(api.member.list.infiniteQueryOptions({ limit: 100 }));
  return (
    <Section
      title={texts.title}
      about={texts.about}
      actions={may("member:manage") ? <SmallLink label={texts.invite} to="/members/invitations" /> : null}
    >
      <PagedList query={query} skeletonHeight={180} empty={texts.empty}>
        {(member) => <MemberRow key={member.accountId} member={member} isSelf={member.accountId === id} />}
      </PagedList>
    </Section>
  );
}

type MemberRowProps = { member: Member; isSelf: boolean };

function MemberRow({ member, isSelf }: MemberRowProps) {
  const may = usePermissions();
  const { name, email, role, since, doctorId, doctorName } = member;
  return (
    <Row
      title={name}
      badge={
        <>
          <Badge>{roleTexts[role].label}</Badge>
          {isSelf ? <Badge variant="default">{texts.isYou}</Badge> : null}
        </>
      }
      facts={texts.facts({
        email: email === name ? null : email,
        since: formatDay(since),
        doctor:
          doctorId === null ? null : (
            <AnchorLink to="/doctors/$id" params={{ id: doctorId }} inherit underline="always">
              {doctorName}
            </AnchorLink>
          ),
      })}
      actions={may("member:manage") || isSelf ? <Actions member={member} isSelf={isSelf} /> : null}
    />
  );
}

function Actions({ member, isSelf }: MemberRowProps) {
  const mayManage = usePermissions()("member:manage");
  const [asked, ask] = useState<"role" | "doctor" | "end" | null>(null);
  const close = () => ask(null);
  const { accountId, name, doctorId } = member;
  return (
    <>
      <RowMenu name={name}>
        {mayManage ? (
          <>
            <Menu.Item onClick={() => ask("role")}>{texts.changeRole}</Menu.Item>
            <Menu.Item onClick={() => ask("doctor")}>
              {doctorId === null ? texts.link : texts.changeLink}
            </Menu.Item>
          </>
        ) : null}
        <FinalItem label={isSelf ? texts.leavePractice : commonTexts.remove} onClick={() => ask("end")} />
      </RowMenu>
      <RoleDialog opened={asked === "role"} member={member} isSelf={isSelf} onClose={close} />
      <DoctorDialog opened={asked === "doctor"} member={member} onClose={close} />
      {isSelf ? (
        <ConfirmDialog
          opened={asked === "end"}
          onClose={close}
          label={texts.leave}
          question={texts.askLeave}
          consequence={texts.leaveMeans}
          onConfirm={async () => {
            await caretype.member.leave.mutate();
            choosePractice(null, "/account/practices");
          }}
        />
      ) : (
        <ConfirmDialog
          opened={asked === "end"}
          onClose={close}
          label={commonTexts.remove}
          question={texts.askRemove(name)}
          consequence={texts.removeMeans}
          onConfirm={async () => {
            await caretype.member.remove.mutate({ accountId });
            notifyDone(texts.isRemoved(name));
            await readAgain(api.member);
          }}
        />
      )}
    </>
  );
}

type DoctorDialogProps = { member: Member; opened: boolean; onClose: () => void };

const DoctorDialog = ({ opened, onClose, member }: DoctorDialogProps) => (
  <Dialog opened={opened} onClose={onClose} title={doctorDialogTexts.title(member.name)}>
    <DoctorForm member={member} onClose={onClose} />
  </Dialog>
);

const chosenBefore = ({ doctorId: id, doctorName: name }: Member): Pick<Doctor, "id" | "name"> | null =>
  id === null ? null : { id, name: name ?? "" };

function DoctorForm({ member, onClose }: Omit<DoctorDialogProps, "opened">) {
  const [chosen, setChosen] = useState(() => chosenBefore(member));
  const [isAsked, setAsked] = useState(false);
  const link = useLink(member, onClose);
  // Signatures would bear that doctor's name.
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
        <Text size="sm">{doctorDialogTexts.about}</Text>
        <Parts
          of="doctorPicker"
          with={{
            chosen,
            onChoose: (doctor) => {
              link.reset();
              setChosen(doctor);
              setConfirmed(false);
            },
            error: isAtField ? messageOf(link.error) : isAsked && !chosen ? commonTexts.required : null,
          }}
        />
        {isOther ? (
          <Checkbox
            label={doctorDialogTexts.isSame(member.name, chosen.name)}
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
              {doctorDialogTexts.unlink}
            </Button>
          )}
          <PlainButton label={commonTexts.cancel} onClick={onClose} />
          <Button type="submit" loading={link.isPending}>
            {doctorDialogTexts.submit}
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
          doctorName === null
            ? doctorDialogTexts.isUnlinked(name)
            : doctorDialogTexts.isLinked(name, doctorName),
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
