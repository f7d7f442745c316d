import type { RouterOutputs } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { MoreButton } from "../shell/section/more-button.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { ButtonLink } from "../shell/text/links.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { Countdown } from "./countdown.tsx";
import { useSecondsUntil } from "./use-seconds-until.ts";

/** Which records somebody has had opened to them, the latest first. */
export function Grants() {
  const query = useInfiniteQuery(
    api.staff.grants.infiniteQueryOptions(
      { limit: 20 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const grants = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section title="Records that were opened to you">
      {query.isError && !grants ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton h={60} /> : null}
      {grants?.length === 0 ? <Text size="sm">None.</Text> : null}
      {grants && grants.length > 0 ? (
        <Stack component="ul" gap={0} m={0} p={0}>
          {grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} />
          ))}
        </Stack>
      ) : null}
      {grants ? <MoreButton query={query} /> : null}
    </Section>
  );
}

type GrantRowProps = { grant: RouterOutputs["staff"]["grants"]["items"][number] };

function GrantRow({ grant: { patientId, practiceName, reason, createdAt, expiresAt } }: GrantRowProps) {
  const isOpen = useSecondsUntil(expiresAt) > 0;
  return (
    <Row
      title={withNames`A patient of ${practiceName}`}
      facts={
        <>
          {formatInstant(createdAt)}, {isOpen ? <Countdown until={expiresAt} /> : "closed again"}
          <Text span display="block" size="sm" style={{ overflowWrap: "anywhere" }}>
            {reason}
          </Text>
        </>
      }
      actions={
        isOpen ? (
          <ButtonLink
            variant="default"
            size="xs"
            to="/staff/patients/$id"
            params={{ id: patientId }}
            aria-label={`Open the record of the patient of ${practiceName}`}
          >
            Open the record
          </ButtonLink>
        ) : null
      }
    />
  );
}
