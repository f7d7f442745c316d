import type { StatementCode } from "@caretype/chart/clinical/statements";
import type { Patient } from "@caretype/client";
import { Badge, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconCheck, IconEraser, IconPencil, IconUserShare } from "@tabler/icons-react";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useState } from "react";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { MoreButton } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { FactList, Name } from "../../../../../words/format/name.tsx";
import { RestrictButton } from "../../restriction/restrict-button.tsx";
import { Readers, type RestrictableRecord, RestrictedBadge } from "../../restriction/restricted.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import type { RecordDialogsProps } from "./dialogs-of.tsx";
import { NoneOf } from "./none-of.tsx";
import type { Asked } from "./record-kind.ts";

export const recordsOf = ({ id: patientId }: Patient) => ({ patientId, limit: 50 });

/** Refetches the lists whenever they are shown. */
export const freshPages = { staleTime: 0 };

type RecordSectionProps<Item> = {
  patient: Patient;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>;
  texts: { title: string; empty: string; add: string; end?: string; endOf?: (name: string) => string };
  nameOf: (item: Item) => string;
  /** What is unusual, as badges. */
  badgesOf: (item: Item) => readonly (string | false | null)[];
  /** The row's details by field, in order. */
  factsOf: (item: Item) => Readonly<Record<string, ReactNode>>;
  /** Current records, shown first. Default: all. */
  isCurrent?: (item: Item) => boolean;
  /** A statement that there is none. Default: nothing. */
  noneOf?: StatementCode;
  /** The dialogs, loaded on demand. */
  Dialogs: ComponentType<RecordDialogsProps<Item>>;
};

/** Number of less important records shown at first. */
const maxAtFirst = 3;

/** A patient's records of a kind, editable. If empty, it is part of a line. */
export function RecordSection<Item extends RestrictableRecord>(props: RecordSectionProps<Item>) {
  const { patient, query, texts, noneOf, Dialogs } = props;
  const mayWrite = usePermissions()("clinical:write");
  const [asked, ask] = useState<Asked | null>(null);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = query.isSuccess && items.length === 0;
  const add = mayWrite ? <AddButton label={texts.add} onClick={() => ask({ what: "add" })} /> : null;
  return (
    <>
      {isEmpty ? (
        <Nothing
          text={noneOf ? <NoneOf patient={patient} statement={noneOf} empty={texts.empty} /> : texts.empty}
          add={add}
        />
      ) : (
        <Section title={texts.title} actions={add}>
          <Records {...props} onAsk={mayWrite ? ask : null} />
        </Section>
      )}
      {asked ? <Dialogs asked={asked} patient={patient} items={items} onClose={() => ask(null)} /> : null}
    </>
  );
}

/** The add button. Its name includes the kind. */
export const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <TextButton label={commonTexts.add} name={label} size="compact-xs" title={label} onClick={onClick} />
);

/** A kind without records. Those of a column share lines. */
export const Nothing = ({ text, add }: { text: ReactNode; add?: ReactNode }) => (
  <Text component="div" size="sm" c="dimmed" data-nothing>
    {text} {add}
  </Text>
);

type RecordsProps<Item> = Omit<RecordSectionProps<Item>, "patient" | "Dialogs"> & {
  onAsk: ((asked: Asked) => void) | null;
};

/** Current records. For kinds without that distinction, the newest. */
function Records<Item extends RestrictableRecord>({ query, ...row }: RecordsProps<Item>) {
  const { isCurrent = () => true, texts } = row;
  const [isWhole, setWhole] = useState(false);
  const shownOf = (items: Item[]) => items.filter(isCurrent).slice(0, texts.end ? undefined : maxAtFirst);
  const order = (items: Item[]) => {
    const shown = shownOf(items);
    return isWhole ? [...shown, ...items.filter((item) => !shown.includes(item))] : shown;
  };
  return (
    <QueryStates query={query} skeleton={<Skeleton h={80} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const isMore = query.hasNextPage || shownOf(items).length < items.length;
        return (
          <>
            <Stack component="ul" gap={0} m={0} p={0} w="100%">
              {order(items).map((item) => (
                <RecordRow key={item.id} item={item} {...row} />
              ))}
            </Stack>
            {isMore && !isWhole ? (
              <Group gap={4}>
                {order(items).length > 0 || !texts.end ? null : (
                  <Dimmed size="xs">{recordListTexts.noneNow}</Dimmed>
                )}
                <TextButton
                  label={recordListTexts.showAll}
                  name={recordListTexts.showAllOf(texts.title)}
                  size="compact-xs"
                  onClick={() => setWhole(true)}
                />
              </Group>
            ) : null}
            {isWhole ? <MoreButton query={query} /> : null}
          </>
        );
      }}
    </QueryStates>
  );
}

type RecordRowProps<Item> = Omit<RecordsProps<Item>, "query"> & { item: Item };

function RecordRow<Item extends RestrictableRecord>(props: RecordRowProps<Item>) {
  const { item, texts, nameOf, badgesOf, factsOf, isCurrent, onAsk } = props;
  const name = nameOf(item);
  const { end: label, endOf: labelOf } = texts;
  const end = label && labelOf && isCurrent?.(item) ? { label, labelOf } : null;
  return (
    <Row
      title={<Name>{name}</Name>}
      badge={
        <>
          <Badges texts={badgesOf(item)} />
          <RestrictedBadge record={item} />
        </>
      }
      facts={
        <>
          <FactList facts={Object.values(factsOf(item))} />
          <Readers record={item} />
        </>
      }
      actions={
        <>
          {onAsk ? <RecordActions id={item.id} name={name} end={end} onAsk={onAsk} /> : null}
          <RestrictButton record={item} label={name} />
        </>
      }
    />
  );
}

export const Badges = ({ texts }: { texts: readonly (string | false | null)[] }) =>
  texts.map((text) =>
    text ? (
      <Badge key={text} color="gray">
        {text}
      </Badge>
    ) : null,
  );

type RecordActionsProps = {
  id: string;
  name: string;
  /** Ends a current record. Default: nothing. */
  end?: { label: string; labelOf: (name: string) => string } | null;
  onAsk: (asked: Asked) => void;
};

export const RecordActions = ({ end, ...record }: RecordActionsProps) => (
  <>
    {end ? <Action what="end" {...end} {...record} /> : null}
    <Action what="edit" label={commonTexts.edit} labelOf={recordListTexts.editOf} {...record} />
    <CorrectionButtons {...record} />
  </>
);

/** For records entered in error or for the wrong patient. */
export const CorrectionButtons = (record: Omit<RecordActionsProps, "end">) => (
  <>
    <Action what="move" label={recordListTexts.move} labelOf={recordListTexts.moveOf} {...record} />
    <Action what="error" label={recordListTexts.inError} labelOf={recordListTexts.inErrorOf} {...record} />
  </>
);

type ActionProps = Omit<RecordActionsProps, "end"> &
  NonNullable<RecordActionsProps["end"]> & {
    what: keyof typeof icons;
  };

const icons = { end: IconCheck, edit: IconPencil, move: IconUserShare, error: IconEraser };

const Action = ({ what, label, labelOf, name, id, onAsk }: ActionProps) => (
  <IconButton icon={icons[what]} title={label} name={labelOf(name)} onClick={() => onAsk({ what, id })} />
);
