import type { Member } from "@caretype/client";
import { Badge, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api, caretype, queryClient } from "../api.ts";
import { choosePractice } from "../session/chosen-practice.ts";
import { usePermissions } from "../session/use-practice.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { ConfirmButton } from "../shell/section/confirm-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { formatDay } from "../shell/text/format.ts";
import { AnchorLink } from "../shell/text/links.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { DoctorDialog } from "./doctor-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { roleLabels } from "./role-labels.ts";

type MemberRowProps = { member: Member; isSelf: boolean };

export function MemberRow({ member, isSelf }: MemberRowProps) {
  const may = usePermissions();
  const { name, email, role, since } = member;
  return (
    <Row
      title={name}
      badge={
        <>
          <Badge variant="light" tt="none">
            {roleLabels[role].label}
          </Badge>
          {isSelf ? (
            <Badge variant="default" tt="none">
              You
            </Badge>
          ) : null}
        </>
      }
      facts={
        <>
          {email === name ? "" : `${email}, `}member since {formatDay(since)}
          <DoctorOf member={member} />
        </>
      }
      actions={
        <>
          {may("member:manage") ? <Changes member={member} isSelf={isSelf} /> : null}
          {isSelf ? <Leave /> : null}
          {may("member:manage") && !isSelf ? <Remove member={member} /> : null}
        </>
      }
    />
  );
}

function DoctorOf({ member: { doctorId, doctorName } }: { member: Member }) {
  if (doctorId === null) return null;
  return (
    <>
      . In the directory as{" "}
      <AnchorLink to="/doctors/$id" params={{ id: doctorId }} size="sm">
        {doctorName}
      </AnchorLink>
    </>
  );
}

function Changes({ member, isSelf }: MemberRowProps) {
  const [isRoleOpen, role] = useDisclosure();
  const [isDoctorOpen, doctor] = useDisclosure();
  const { name } = member;
  return (
    <>
      <Button variant="default" size="xs" aria-label={`Role of ${name}`} onClick={role.open}>
        Role
      </Button>
      <Button variant="default" size="xs" aria-label={`Doctor entry of ${name}`} onClick={doctor.open}>
        Doctor
      </Button>
      <RoleDialog opened={isRoleOpen} member={member} isSelf={isSelf} onClose={role.close} />
      <DoctorDialog opened={isDoctorOpen} member={member} onClose={doctor.close} />
    </>
  );
}

function Leave() {
  return (
    <ConfirmButton
      label="Leave"
      name="Leave the practice"
      question="Leave the practice?"
      consequence="You lose access to its patients until somebody invites you again. Its last owner cannot leave."
      onConfirm={async () => {
        await caretype.member.leave.mutate();
        choosePractice(null, "/account/practices");
      }}
    />
  );
}

function Remove({ member: { accountId, name } }: { member: Member }) {
  return (
    <ConfirmButton
      label="Remove"
      name={`Remove ${name}`}
      question={withNames`Remove ${name} from the practice?`}
      consequence="They lose access at once, and their open invitations are withdrawn. Their account and their past work remain. You can invite them again."
      onConfirm={async () => {
        await caretype.member.remove.mutate({ accountId });
        notifyDone(withNames`${name} is no longer a member`);
        await queryClient.invalidateQueries(api.member.pathFilter());
      }}
    />
  );
}
