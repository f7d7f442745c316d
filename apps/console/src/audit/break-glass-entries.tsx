import type { RouterOutputs } from "@caretype/client";
import { Box, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { CsvDownload } from "../shell/download/csv-download.tsx";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { ButtonLink } from "../shell/text/links.tsx";
import { withNames } from "../shell/text/with-names.ts";

/** To which of the practice's patients staff of the server have let themselves in, and why. */
export function BreakGlassEntries() {
  return (
    <Box maw={820}>
      <Section
        title="Broken glass"
        about="Who looks after this server sees no patient of yours. In an emergency they can open one record for half an hour: they have to say why, and the owners are told by mail at once."
        actions={<CsvDownload address="/api/audit/break-glass" filters={{}} fileName="broken-glass.csv" />}
      >
        <Breakings />
      </Section>
    </Box>
  );
}

function Breakings() {
  const query = useInfiniteQuery(
    api.audit.breakGlass.infiniteQueryOptions(
      { limit: 100 },
      {
        ...nextPage,
        // Each reading is in the audit, and so asked for by the reader and by nothing else.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
      },
    ),
  );
  return (
    <PagedList query={query} skeletonHeight={80} empty="Nobody has done so.">
      {(breaking) => <Breaking key={breaking.id} breaking={breaking} />}
    </PagedList>
  );
}

type BreakingProps = { breaking: RouterOutputs["audit"]["breakGlass"]["items"][number] };

function Breaking({ breaking }: BreakingProps) {
  const { patientId, accountName, accountNameThen, accountId, reason, createdAt, expiresAt } = breaking;
  const when = formatInstant(createdAt);
  const name = accountName ?? accountId;
  return (
    <Row
      title={accountNameThen === null ? name : withNames`${name}, called ${accountNameThen} at the time`}
      facts={
        <>
          {when}, until {formatInstant(expiresAt)}
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
          <ButtonLink
            variant="default"
            size="xs"
            to="/patients/$id"
            params={{ id: patientId }}
            aria-label={`The patient of ${when}`}
          >
            Patient
          </ButtonLink>
          <ButtonLink
            variant="default"
            size="xs"
            to="/audit"
            search={{ subjectId: patientId }}
            aria-label={`What was done to the patient of ${when}`}
          >
            What was done
          </ButtonLink>
        </>
      }
    />
  );
}
