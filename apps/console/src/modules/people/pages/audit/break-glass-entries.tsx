import type { RouterOutputs } from "@caretype/client";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { auditedPages } from "../../../../kit/section/pages.ts";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api } from "../../../../session/client/api.ts";
import { CsvDownload } from "../../../../session/download/csv-download.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { SmallLink } from "../../../../words/format/links.tsx";
import { texts as auditTexts, emergency as texts } from "./texts.en.ts";

export function BreakGlassEntries() {
  const query = useInfiniteQuery(api.audit.breakGlass.infiniteQueryOptions({ limit: 100 }, auditedPages));
  return (
    <Section
      title={texts.title}
      about={texts.about}
      actions={<CsvDownload address="/api/audit/break-glass" filters={{}} fileName="emergency-access.csv" />}
    >
      <PagedList query={query} skeletonHeight={80} empty={texts.empty}>
        {(access) => <BreakGlassRow key={access.id} access={access} />}
      </PagedList>
    </Section>
  );
}

function BreakGlassRow({ access }: { access: RouterOutputs["audit"]["breakGlass"]["items"][number] }) {
  const { patientId, accountName, accountNameThen, accountId, reason, createdAt, expiresAt } = access;
  const when = formatInstant(createdAt);
  const name = accountName ?? accountId;
  return (
    <Row
      title={accountNameThen === null ? name : auditTexts.actor.called(name, accountNameThen)}
      facts={
        <>
          {texts.until(when, formatInstant(expiresAt))}
          <Text
            span
            display="block"
            size="sm"
            c="var(--mantine-color-text)"
            style={{ overflowWrap: "anywhere" }}
          >
            {reason}
          </Text>
        </>
      }
      actions={
        <>
          <SmallLink
            label={commonTexts.patient}
            to="/patients/$id"
            params={{ id: patientId }}
            name={texts.patientName(when)}
          />
          <SmallLink
            label={texts.entries}
            to="/audit"
            search={{ subjectId: patientId }}
            name={texts.entriesName(when)}
          />
        </>
      }
    />
  );
}
