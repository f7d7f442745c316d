import type { Member } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { SmallButton } from "../../kit/section/small-button.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { choosePractice } from "../../session/client/chosen-practice.ts";
import { useMe, usePermissions } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatDay } from "../../words/format/format.ts";
import { AnchorLink, ButtonLink } from "../../words/format/links.tsx";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import { DoctorDialog } from "./doctor-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { list as texts } from "./texts.en.ts";

/** The members of the practice with their roles. */
export function MemberList() {
  const may = usePermissions();
  const { id } = useMe();
  const query = useInfiniteQuery(api.member.list.infiniteQueryOptions({ limit: 100 }));
  return (
    <Section
      title={texts.title}
      about={texts.about}
      actions={
        may("member:manage") ? (
          <ButtonLink variant="default" size="xs" to="/members/invitations">
            {texts.invite}
          </ButtonLink>
        ) : null
      }
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
            <AnchorLink to="/doctors/$id" params={{ id: doctorId }} size="sm">
              {doctorName}
            </AnchorLink>
          ),
      })}
      actions={
        <>
          {may("member:manage") ? <Changes member={member} isSelf={isSelf} /> : null}
          {isSelf ? (
            <ConfirmButton
              label={texts.leave}
              name={texts.leavePractice}
              question={texts.askLeave}
              consequence={texts.leaveMeans}
              onConfirm={async () => {
                await caretype.member.leave.mutate();
                choosePractice(null, "/account/practices");
              }}
            />
          ) : null}
          {may("member:manage") && !isSelf ? <Remove member={member} /> : null}
        </>
      }
    />
  );
}

function Changes({ member, isSelf }: MemberRowProps) {
  const [isRoleOpen, role] = useDisclosure();
  const [isDoctorOpen, doctor] = useDisclosure();
  const { name, doctorId } = member;
  const isLinked = doctorId !== null;
  return (
    <>
      <SmallButton label={texts.changeRole} name={texts.changeRoleOf(name)} onClick={role.open} />
      <SmallButton
        label={isLinked ? texts.changeLink : texts.link}
        name={isLinked ? texts.changeLinkOf(name) : texts.linkOf(name)}
        onClick={doctor.open}
      />
      <RoleDialog opened={isRoleOpen} member={member} isSelf={isSelf} onClose={role.close} />
      <DoctorDialog opened={isDoctorOpen} member={member} onClose={doctor.close} />
    </>
  );
}

const Remove = ({ member: { accountId, name } }: { member: Member }) => (
  <ConfirmButton
    label={commonTexts.remove}
    name={texts.removeOf(name)}
    question={texts.askRemove(name)}
    consequence={texts.removeMeans}
    onConfirm={async () => {
      await caretype.member.remove.mutate({ accountId });
      notifyDone(texts.isRemoved(name));
      await readAgain(api.member);
    }}
  />
);
