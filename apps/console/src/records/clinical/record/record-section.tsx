import type { Patient } from "@caretype/client";
import { Badge, Button, Group } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useState } from "react";
import { nextPage } from "../../../kit/section/next-page.ts";
import { PagedList } from "../../../kit/section/paged-list.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { FactList, Name } from "../../../words/format/name.tsx";
import { RestrictButton } from "../../restriction/restrict-button.tsx";
import { Readers, type RestrictableRecord, RestrictedBadge } from "../../restriction/restricted.tsx";
import { texts as recordListTexts } from "../texts.en.ts";
import type { RecordDialogsProps } from "./record-dialogs.tsx";
import type { Asked } from "./record-kind.ts";

export const recordsOf = ({ id: patientId }: Patient, limit = 50) => ({ patientId, limit });

/** Reads the lists again whenever they are shown. */
export const freshPages = { ...nextPage, staleTime: 0 };

type RecordSectionProps<Item> = {
  patient: Patient;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>;
  texts: { title: string; empty: string; add: string; end?: string; endOf?: (name: string) => string };
  nameOf: (item: Item) => string;
  /** What is not as usual, in words. */
  badgesOf: (item: Item) => readonly (string | false | null)[];
  /** The facts by field, in the order of the line. */
  factsOf: (item: Item) => Readonly<Record<string, ReactNode>>;
  /** Those come first, and can be ended. Default: the order of the query, and none can. */
  isCurrent?: (item: Item) => boolean;
  /** The forms, which load when they are asked for. */
  Dialogs: ComponentType<RecordDialogsProps<Item>>;
};

/** A patient's records of a kind, as a list in which they are added and changed. */
export function RecordSection<Item extends RestrictableRecord>(props: RecordSectionProps<Item>) {
  const { patient, query, texts, isCurrent, Dialogs } = props;
  const mayWrite = usePermissions()("clinical:write");
  const [asked, ask] = useState<Asked | null>(null);
  return (
    <Section
      title={texts.title}
      actions={
        mayWrite ? (
          <Button variant="default" size="xs" onClick={() => ask({ what: "add" })}>
            {texts.add}
          </Button>
        ) : null
      }
    >
      <PagedList
        query={query}
        skeletonHeight={80}
        empty={texts.empty}
        order={isCurrent && ((items) => currentFirst(items, isCurrent))}
      >
        {(item) => <RecordRow key={item.id} item={item} onAsk={mayWrite ? ask : null} {...props} />}
      </PagedList>

      {asked ? (
        <Dialogs
          asked={asked}
          patient={patient}
          items={query.data?.pages.flatMap(({ items }) => items) ?? []}
          onClose={() => ask(null)}
        />
      ) : null}
    </Section>
  );
}

const currentFirst = <Item,>(items: Item[], isCurrent: (item: Item) => boolean) => [
  ...items.filter(isCurrent),
  ...items.filter((each) => !isCurrent(each)),
];

type RecordRowProps<Item> = Omit<RecordSectionProps<Item>, "patient" | "query" | "Dialogs"> & {
  item: Item;
  onAsk: ((asked: Asked) => void) | null;
};

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
          {badgesOf(item).map((text) => (text ? <GrayBadge key={text}>{text}</GrayBadge> : null))}
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

/** Says what is not as usual of a record. */
export const GrayBadge = ({ children }: { children: string }) => (
  <Badge variant="light" color="gray">
    {children}
  </Badge>
);

type RecordActionsProps = {
  id: string;
  /** What the record is called. */
  name: string;
  /** Ends what is current. Default: nothing. */
  end?: { label: string; labelOf: (name: string) => string } | null;
  onAsk: (asked: Asked) => void;
};

export const RecordActions = ({ id, name, end, onAsk }: RecordActionsProps) => (
  <Group gap="xs">
    {end ? (
      <Button
        variant="default"
        size="xs"
        aria-label={end.labelOf(name)}
        onClick={() => onAsk({ what: "end", id })}
      >
        {end.label}
      </Button>
    ) : null}
    <Button
      variant="default"
      size="xs"
      aria-label={recordListTexts.editOf(name)}
      onClick={() => onAsk({ what: "edit", id })}
    >
      {commonTexts.edit}
    </Button>
    <CorrectionButtons id={id} name={name} onAsk={onAsk} />
  </Group>
);

/** For what is wrong, and what is of another patient. */
export const CorrectionButtons = ({ id, name, onAsk }: Omit<RecordActionsProps, "end">) => (
  <>
    <Button
      variant="default"
      size="xs"
      aria-label={recordListTexts.moveOf(name)}
      onClick={() => onAsk({ what: "move", id })}
    >
      {recordListTexts.move}
    </Button>
    <Button
      variant="default"
      size="xs"
      aria-label={recordListTexts.inErrorOf(name)}
      onClick={() => onAsk({ what: "error", id })}
    >
      {recordListTexts.inError}
    </Button>
  </>
);
