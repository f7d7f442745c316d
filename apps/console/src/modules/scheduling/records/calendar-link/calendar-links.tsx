import type { DoctorId, RouterOutputs } from "@caretype/client";
import { Alert, Badge, Button, Checkbox, Group, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { focusOnce } from "../../../../kit/focus/focus-once.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { CopySecret } from "../../../../kit/secret/copy-secret.tsx";
import { SecretField } from "../../../../kit/secret/secret-field.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { SentForm } from "../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../session/form/use-sending.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { NameIn } from "../../../../words/format/name.tsx";
import { texts } from "./texts.en.ts";

type CreatedLink = RouterOutputs["calendarFeed"]["create"];

/** The secret links to a doctor's calendar. A new one is shown once. */
export function CalendarLinks({ doctorId }: { doctorId: DoctorId }) {
  const [created, setCreated] = useState<CreatedLink | null>(null);
  const query = useInfiniteQuery(api.calendarFeed.list.infiniteQueryOptions({ doctorId, limit: 50 }));
  return (
    <Section title={texts.title} about={texts.about}>
      <Stack>
        <PagedList query={query} skeletonHeight={60} empty={texts.empty}>
          {(link) => <CalendarLinkRow key={link.id} link={link} />}
        </PagedList>
        {created ? (
          <Stack role="group" aria-label={texts.isNew}>
            <Alert color="yellow" title={texts.once}>
              {texts.store}
            </Alert>
            <SecretField label={texts.link} value={urlOf(created)} ref={focusOnce} />
            <Group justify="space-between">
              <CopySecret value={urlOf(created)}>{texts.copy}</CopySecret>
              <Button onClick={() => setCreated(null)}>{texts.done}</Button>
            </Group>
          </Stack>
        ) : (
          <CreateLink doctorId={doctorId} onCreated={setCreated} />
        )}
      </Stack>
    </Section>
  );
}

function CreateLink({ doctorId, onCreated }: { doctorId: DoctorId; onCreated: (link: CreatedLink) => void }) {
  const sending = useSending({
    initialValues: { showsInitials: false },
    send: async ({ showsInitials }) => {
      onCreated(await caretype.calendarFeed.create.mutate({ doctorId, showsInitials }));
      await readAgain(api.calendarFeed);
    },
  });
  return (
    <SentForm sending={sending} submitLabel={texts.create} variant="default" align="start">
      <Checkbox
        label={texts.withInitials}
        description={texts.withInitialsHint}
        {...sending.form.getCheckboxProps("showsInitials")}
      />
    </SentForm>
  );
}

/** The same server serves console and calendar. */
const urlOf = ({ path }: CreatedLink) => new URL(path, location.origin).href;

type CalendarLink = RouterOutputs["calendarFeed"]["list"]["items"][number];

function CalendarLinkRow({ link }: { link: CalendarLink }) {
  const { id, showsInitials, isActive, createdByName } = link;
  const at = formatInstant(link.createdAt);
  return (
    <Row
      title={showsInitials ? texts.initials : texts.busy}
      badge={isActive ? null : <Badge variant="default">{texts.isInactive}</Badge>}
      facts={
        <>
          {createdByName === null ? (
            texts.created(at)
          ) : (
            <NameIn text={texts.createdBy(at, createdByName)} name={createdByName} />
          )}
          {isActive ? null : (
            <>
              <br />
              {texts.inactiveHint}
            </>
          )}
        </>
      }
      actions={
        <ConfirmButton
          label={texts.revoke}
          name={texts.revokeOf(at)}
          question={texts.askRevoke}
          consequence={texts.revokeMeans}
          onConfirm={async () => {
            await caretype.calendarFeed.revoke.mutate({ id });
            notifyDone(texts.isRevoked);
            await readAgain(api.calendarFeed);
          }}
        />
      }
    />
  );
}
