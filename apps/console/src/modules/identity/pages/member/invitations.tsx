import type { Role } from "@caretype/api";
import { rolePermissions } from "@caretype/api/declared";
import type { Doctor, DoctorId, Invitation } from "@caretype/client";
import { CreateInvitation } from "@caretype/identity/practice/invitation/schema";
import { Badge, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { schemaResolver } from "../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { SubmitButton } from "../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../kit/notice/notice.tsx";
import { notifyDone, notifyFailed } from "../../../../kit/notice/notify.tsx";
import { CopySecret } from "../../../../kit/secret/copy-secret.tsx";
import { SecretField } from "../../../../kit/secret/secret-field.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { canMail, nothingIsSent } from "../../../../kit/settings/server-facts.ts";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { useSending } from "../../../../session/form/use-sending.ts";
import { Parts } from "../../../../session/module/parts.tsx";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { Name } from "../../../../words/format/name.tsx";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";

import { invitations as invitationRowTexts, texts as memberTexts, invite as texts } from "./texts.en.ts";

export const Invitations = permitted("member:manage", () => {
  // Only the newest, as a new link for an address invalidates the old one.
  const [handedOver, setHandedOver] = useState<SharedInvitation | null>(null);
  const query = useInfiniteQuery(api.invitation.list.infiniteQueryOptions({ limit: 100 }));
  return (
    <Stack>
      <Section
        title={memberTexts.list.invite}
        about={canMail ? memberTexts.invite.about : memberTexts.invite.aboutHandOver}
      >
        <InviteForm onLink={setHandedOver} />
        {handedOver ? <InvitationLink {...handedOver} /> : null}
      </Section>
      <Section title={memberTexts.invitations.title}>
        <PagedList query={query} skeletonHeight={60} empty={memberTexts.invitations.empty}>
          {(invitation) => (
            // Keyed by address: a resent invitation replaces the old one and keeps the focus.
            <InvitationRow key={invitation.email} invitation={invitation} onLink={setHandedOver} />
          )}
        </PagedList>
      </Section>
    </Stack>
  );
});

type Values = { email: string; role: Role; doctorId: DoctorId | null };

const options = Object.entries(roleTexts).map(([value, { label }]) => ({ value, label }));
/** The role with the fewest permissions on medical data. */
const roleAtFirst: Role = "reception";

function InviteForm({ onLink }: { onLink: (handedOver: SharedInvitation | null) => void }) {
  const [role, setRole] = useState<Role>(roleAtFirst);
  const [doctor, setDoctor] = useState<Pick<Doctor, "id" | "name"> | null>(null);
  const isSigner = rolePermissions[role].has("clinical:sign");
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { email: "", role: roleAtFirst, doctorId: null },
    validate: schemaResolver(CreateInvitation),
    send: async (values) => {
      const { email, link } = await caretype.invitation.create.mutate(values);
      onLink(link === null ? null : { email, link });
      if (link === null) notifyDone(texts.isSent(email));
      form.setFieldValue("email", "");
      choose(null);
      focusFirst(["email"]);
      await readAgain(api.invitation);
    },
    fieldOf: { ALREADY_MEMBER: "email", DOCTOR_ALREADY_LINKED: "doctorId", DOCTOR_NOT_FOUND: "doctorId" },
    words: { ALREADY_MEMBER: texts.isMember },
  });
  const choose = (chosen: Pick<Doctor, "id" | "name"> | null) => {
    setDoctor(chosen);
    form.setFieldValue("doctorId", chosen?.id ?? null);
  };
  const roleInput = form.getInputProps("role");
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <Group align="start">
          <TextInput
            label={commonTexts.email}
            type="email"
            required
            flex="2 1 220px"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <NativeSelect
            label={memberTexts.role}
            flex="1 1 140px"
            data={options}
            key={form.key("role")}
            {...roleInput}
            onChange={(event) => {
              roleInput.onChange(event);
              setRole(form.getValues().role);
              choose(null);
            }}
          />
        </Group>
        {isSigner ? (
          <Parts
            of="doctorPicker"
            with={{
              chosen: doctor,
              onChoose: choose,
              error: form.getInputProps("doctorId").error,
              isRequired: false,
            }}
          />
        ) : null}
        <Group justify="space-between">
          <Dimmed role="status" flex="1 1 220px">
            {roleTexts[role].meaning}
          </Dimmed>
          <SubmitButton label={texts.submit} isPending={isPending} />
        </Group>
      </Stack>
    </form>
  );
}

type InvitationRowProps = {
  invitation: Invitation;
  /** Called with a new link to pass on; null if there is none, or it was revoked. */
  onLink: (handedOver: SharedInvitation | null) => void;
};

function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const { id, email, role, doctorName, invitedByName, createdAt, expiresAt } = invitation;
  const [at, until] = [formatInstant(createdAt), formatInstant(expiresAt)];
  return (
    <Row
      title={email}
      badge={
        <>
          <Badge>{roleTexts[role].label}</Badge>
          {doctorName === null ? null : (
            <Badge color="gray">
              <Name>{doctorName}</Name>
            </Badge>
          )}
        </>
      }
      facts={
        invitedByName
          ? invitationRowTexts.factsBy(invitedByName, at, until)
          : invitationRowTexts.facts(at, until)
      }
      actions={
        <>
          <SendAgain {...invitation} onLink={onLink} />
          <ConfirmButton
            label={invitationRowTexts.revoke}
            name={invitationRowTexts.revokeOf(email)}
            question={invitationRowTexts.askRevoke(email)}
            consequence={invitationRowTexts.revokeMeans}
            onConfirm={async () => {
              await caretype.invitation.revoke.mutate({ id });
              onLink(null);
              notifyDone(invitationRowTexts.isRevoked(email));
              await readAgain(api.invitation);
            }}
          />
        </>
      }
    />
  );
}

type SendAgainProps = Pick<Invitation, "email" | "role" | "doctorId"> & Pick<InvitationRowProps, "onLink">;

/** Sends a new link, which invalidates the previous one. */
function SendAgain({ email, role, doctorId, onLink }: SendAgainProps) {
  const { mutate, isPending } = useSingleMutation(
    api.invitation.create.mutationOptions({
      onSuccess: ({ link }) => {
        onLink(link === null ? null : { email, link });
        if (link === null) notifyDone(invitationRowTexts.isSentAgain(email));
        return readAgain(api.invitation);
      },
      onError: (error) => notifyFailed(invitationRowTexts.isNotSent(email), error),
    }),
  );
  return (
    <SubmitButton
      label={canMail ? invitationRowTexts.sendAgain : invitationRowTexts.newLink}
      variant="default"
      size="xs"
      aria-label={canMail ? invitationRowTexts.sendAgainTo(email) : invitationRowTexts.newLinkFor(email)}
      isPending={isPending}
      onClick={() => mutate({ email, role, doctorId })}
    />
  );
}

/** An invitation link for the inviter to pass on, as no email is sent. */
type SharedInvitation = { email: string; link: string };

/** Shows an invitation link once. The server cannot return it again. */
const InvitationLink = ({ email, link }: SharedInvitation) => (
  <Notice is="caution" title={nothingIsSent}>
    <Stack gap="xs" align="start">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {texts.handOver(email)}
      </Text>
      <SecretField label={texts.linkFor(email)} value={link} />
      <CopySecret value={link}>{texts.copyLink}</CopySecret>
    </Stack>
  </Notice>
);
