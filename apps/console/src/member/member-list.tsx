import { Skeleton, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { useMe, usePermissions } from "../session/use-practice.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { MoreButton } from "../shell/section/more-button.tsx";
import { Section } from "../shell/section/section.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { MemberRow } from "./member-row.tsx";

/** Who works in the practice, and as what. */
export function MemberList() {
  const may = usePermissions();
  return (
    <Section
      title="Who works here"
      about="A change of a role holds from the next thing that the member does."
      actions={
        may("member:manage") ? (
          <ButtonLink variant="default" size="xs" to="/members/invitations">
            Invite somebody
          </ButtonLink>
        ) : null
      }
    >
      <Rows />
    </Section>
  );
}

function Rows() {
  const { id } = useMe();
  const query = useInfiniteQuery(
    api.member.list.infiniteQueryOptions(
      { limit: 100 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (query.isError && !query.data)
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton h={180} />;
  return (
    <Stack gap="xs" align="start">
      <Stack component="ul" gap={0} m={0} p={0} w="100%">
        {query.data.pages
          .flatMap(({ items }) => items)
          .map((member) => (
            <MemberRow key={member.accountId} member={member} isSelf={member.accountId === id} />
          ))}
      </Stack>
      <MoreButton query={query} />
    </Stack>
  );
}
