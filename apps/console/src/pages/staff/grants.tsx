import type { RouterOutputs } from "@caretype/client";
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { formatInstant } from "../../words/format/format.ts";
import { ButtonLink } from "../../words/format/links.tsx";
import { Countdown } from "./countdown.tsx";
import { texts as staffTexts } from "./texts.en.ts";
import { useSecondsUntil } from "./use-seconds-until.ts";

const texts = staffTexts.grants;

/** The reader's emergency access, newest first. */
export function Grants() {
  const query = useInfiniteQuery(api.staff.grants.infiniteQueryOptions({ limit: 20 }, nextPage));
  return (
    <Section title={texts.title}>
      <PagedList query={query} skeletonHeight={60} empty={texts.empty}>
        {(grant) => <GrantRow key={grant.id} grant={grant} />}
      </PagedList>
    </Section>
  );
}

type GrantRowProps = { grant: RouterOutputs["staff"]["grants"]["items"][number] };

function GrantRow({ grant: { patientId, practiceName, reason, createdAt, expiresAt } }: GrantRowProps) {
  const isOpen = useSecondsUntil(expiresAt) > 0;
  return (
    <Row
      title={texts.patientOf(practiceName)}
      facts={
        <>
          {formatInstant(createdAt)},{" "}
          {isOpen ? <Countdown until={expiresAt} words={texts.openFor} /> : texts.closed}
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
            aria-label={texts.openOf(practiceName)}
          >
            {texts.open}
          </ButtonLink>
        ) : null
      }
    />
  );
}
