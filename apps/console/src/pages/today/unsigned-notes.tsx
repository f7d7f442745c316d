import type { NoteDraft } from "@caretype/client";
import { Stack } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { useOwnDoctor } from "../../records/patient/my-patients.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { formatInstant } from "../../words/format/format.ts";
import { AnchorLink } from "../../words/format/links.tsx";
import { FactList, Name } from "../../words/format/name.tsx";
import { unsigned as texts } from "./texts.en.ts";

const most = { limit: 5 };

/** The reader's own notes that wait for a signature. Nothing without any, or for who cannot sign. */
export function UnsignedNotes() {
  const may = usePermissions();
  const isDoctor = useOwnDoctor() !== null;
  const maySign = isDoctor && may("clinical:write") && may("clinical:sign");
  const drafts = useQuery(api.noteDraft.list.queryOptions(maySign ? most : skipToken, { staleTime: 0 })).data;
  if (!maySign || !drafts || drafts.items.length === 0) return null;
  return (
    <Section title={texts.title} about={drafts.nextCursor === null ? null : texts.newest}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {drafts.items.map((draft) => (
          <UnsignedNote key={draft.id} draft={draft} />
        ))}
      </Stack>
    </Section>
  );
}

function UnsignedNote({ draft: { patientId, kind, updatedAt } }: { draft: NoteDraft }) {
  const patient = useQuery(api.patient.byId.queryOptions({ id: patientId }, { staleTime: 60_000 })).data;
  return (
    <Row
      title={
        <AnchorLink to="/patients/$id" params={{ id: patientId }} search={{ tab: "notes" }}>
          <Name>{patient?.name ?? "…"}</Name>
        </AnchorLink>
      }
      facts={<FactList facts={[kind, formatInstant(updatedAt)]} />}
    />
  );
}
