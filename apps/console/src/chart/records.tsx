import type { PatientId, TimelineItem } from "@caretype/client";
import { Badge, Group, NativeSelect, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { type PracticeTime, usePracticeTime } from "../appointment/practice-time.ts";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { Name } from "../shell/text/name.tsx";
import { chartTexts as texts } from "../texts/chart.ts";

type Kind = TimelineItem["kind"];
const kinds = Object.keys(texts.kinds).filter((name): name is Kind => Object.hasOwn(texts.kinds, name));

const pageSize = 50;

/** When the month after `YYYY-MM` begins on the practice's wall. */
function endOf(month: string, { instantAt }: PracticeTime): string | undefined {
  if (!/^[12]\d{3}-\d\d$/.test(month)) return undefined;
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return instantAt(next, "00:00") ?? undefined;
}

/** All records of a patient by when they happened, newest first. */
export function Records({ patientId }: { patientId: PatientId }) {
  const time = usePracticeTime();
  const [kind, setKind] = useState<Kind | "">("");
  const [month, setMonth] = useState("");
  const to = endOf(month, time);
  const query = useInfiniteQuery(
    api.chart.timeline.infiniteQueryOptions(
      { patientId, limit: pageSize, ...(kind && { kinds: [kind] }), ...(to && { to }) },
      nextPage,
    ),
  );
  return (
    <Section title={texts.records}>
      <Group mb="sm">
        <NativeSelect
          label={texts.kind}
          data={[
            { value: "", label: texts.allKinds },
            ...kinds.map((value) => ({ value, label: texts.kinds[value] })),
          ]}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(kinds.find((each) => each === value) ?? "")}
        />
        <TextInput
          type="month"
          label={texts.until}
          value={month}
          onChange={({ currentTarget: { value } }) => setMonth(value)}
        />
      </Group>
      <PagedList query={query} skeletonHeight={160} empty={texts.noRecords}>
        {(item) => <Item key={item.id} item={item} time={time} />}
      </PagedList>
    </Section>
  );
}

const Item = ({ item: { kind, title, text, at }, time }: { item: TimelineItem; time: PracticeTime }) => (
  <Row
    title={<Name>{title}</Name>}
    badge={<Badge variant="light">{texts.kinds[kind]}</Badge>}
    facts={
      <>
        {time.dayAndTime(at)}
        {kind === "observation" || kind === "note" ? (
          <>
            {" · "}
            <Name>{text ?? ""}</Name>
          </>
        ) : null}
      </>
    }
  />
);
