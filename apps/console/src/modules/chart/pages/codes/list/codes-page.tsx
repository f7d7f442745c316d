import { Badge, NativeSelect, Skeleton, Stack } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { Choice } from "../../../../../kit/form/choice.tsx";
import { FormFrame } from "../../../../../kit/form/form-frame.tsx";
import type { Undo } from "../../../../../kit/notice/last-change.ts";
import { ChangedSince, notifyDone } from "../../../../../kit/notice/notify.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { QueryStates } from "../../../../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { PagedList } from "../../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { useKeyedChange } from "../../../../../session/form/use-keyed-change.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { ButtonLink } from "../../../../../words/format/links.tsx";
import { Name } from "../../../../../words/format/name.tsx";
import type { CodeField, Terminology } from "../../../records/codes/use-code-rule.ts";
import { texts } from "../texts.en.ts";

export const CodesPage = permitted("clinical:read", Codes);

/** The practice's code systems and value sets, and the fields that use them. */
function Codes() {
  const may = usePermissions();
  const actions = may("import:run") ? (
    <ButtonLink to="/codes/new" leftSection={<IconTableImport size={16} aria-hidden />}>
      {texts.importCodes}
    </ButtonLink>
  ) : null;
  const query = useInfiniteQuery(api.codes.list.infiniteQueryOptions({ limit: pageSize }));
  return (
    <Page title={texts.title} actions={actions} width="reading">
      <Stack>
        <Section title={texts.imported.title} about={texts.imported.about}>
          <PagedList query={query} skeletonHeight={120} empty={texts.imported.empty}>
            {(terminology) => <TerminologyRow key={terminology.id} terminology={terminology} />}
          </PagedList>
        </Section>
        <FieldRules />
      </Stack>
    </Page>
  );
}

function FieldRules() {
  const may = usePermissions();
  const [changed, setChanged] = useState<CodeField | null>(null);
  const [fields, imported] = useQueries({
    queries: [api.codes.fields.queryOptions(), api.codes.list.queryOptions({ limit: 200 })],
  });
  const latest = imported.data?.items.filter(({ isLatest }) => isLatest) ?? [];
  return (
    <Section title={texts.fields.title} about={texts.fields.about}>
      <QueryStates query={fields} skeleton={<Skeleton h={240} />}>
        {({ items }) => (
          <Stack component="ul" gap={0} m={0} p={0}>
            {items.map((rule) => (
              <Row
                key={rule.field}
                title={texts.fields.names[rule.field]}
                facts={rule.uri === null ? null : <Name>{ruleText(rule, latest)}</Name>}
                actions={
                  may("practice:update") ? (
                    <SmallButton
                      label={commonTexts.edit}
                      name={texts.fields.changeOf(texts.fields.names[rule.field])}
                      onClick={() => setChanged(rule)}
                    />
                  ) : null
                }
              />
            ))}
          </Stack>
        )}
      </QueryStates>
      {changed ? <RuleDialog rule={changed} latest={latest} onClose={() => setChanged(null)} /> : null}
    </Section>
  );
}

function ruleText({ kind, uri, mode }: CodeField, latest: readonly Terminology[]): string {
  const offered = latest.find((one) => one.kind === kind && one.uri === uri);
  return texts.fields.rule(offered?.title ?? uri ?? "", texts.modes[mode].label);
}

const pageSize = 50;

function TerminologyRow({ terminology }: { terminology: Terminology }) {
  const may = usePermissions();
  const { id, kind, uri, version, title, concepts, createdAt } = terminology;
  const name = title ?? uri;
  const facts = [
    texts.kinds[kind],
    ...(title === null ? [] : [uri]),
    texts.version(version),
    texts.count(concepts),
    formatInstant(createdAt),
  ];
  const undo = async () => {
    await caretype.codes.undo.mutate({ id });
    notifyDone(texts.undo.isDone(name, version));
    await readAgain(api.codes);
  };
  const { states } = texts;
  return (
    <Row
      title={<Name>{name}</Name>}
      badge={
        <Badge variant="default">
          {terminology.isComplete ? (terminology.isLatest ? states.latest : states.older) : states.unfinished}
        </Badge>
      }
      facts={<Name>{facts.join(" · ")}</Name>}
      actions={
        may("import:undo") ? (
          <ConfirmButton
            label={texts.undo.label}
            name={texts.undo.of(name, version)}
            question={texts.undo.question(name, version)}
            consequence={texts.undo.consequence}
            onConfirm={undo}
          />
        ) : null
      }
    />
  );
}

type RuleDialogProps = { rule: CodeField; latest: readonly Terminology[]; onClose: () => void };

const modes = ["warn", "refuse", "take"] as const;

const isSame = (one: CodeField | undefined, other: CodeField) =>
  one?.uri === other.uri && (one.uri === null || one.mode === other.mode);

/** Rules have no versions, so check first that the rule is still the saved one. */
const undoOf =
  ({ field, uri, mode }: CodeField, saved: CodeField): Undo =>
  async () => {
    const { items } = await caretype.codes.fields.query();
    const now = items.find((each) => each.field === field);
    if (!isSame(now, saved)) throw new ChangedSince();
    await caretype.codes.setField.mutate({ field, uri, mode });
    await readAgain(api.codes);
  };

function RuleDialog({ rule, latest, onClose }: RuleDialogProps) {
  const { field } = rule;
  const name = texts.fields.names[field];
  const [uri, setUri] = useState(rule.uri ?? "");
  const [mode, setMode] = useState(rule.uri === null ? "warn" : rule.mode);
  const change = useKeyedChange({
    run: (input: Pick<CodeField, "field" | "uri" | "mode">, call) =>
      call(input, caretype.codes.setField.mutate),
    onDone: (saved) => {
      notifyDone(texts.fields.isSaved(name), isSame(saved, rule) ? undefined : undoOf(rule, saved));
      onClose();
    },
    onSettled: () => readAgain(api.codes),
  });
  const offers = new Map(latest.map((one) => [one.uri, texts.offer(one.title ?? one.uri, one.kind)]));
  return (
    <Dialog onClose={onClose} title={texts.fields.changeOf(name)}>
      <FormFrame
        change={change}
        onSubmit={() => change.mutate({ field, uri: uri === "" ? null : uri, mode })}
        onCancel={onClose}
        submitLabel={commonTexts.save}
      >
        <NativeSelect
          label={texts.fields.offers}
          data-autofocus
          data={[
            { value: "", label: texts.fields.any },
            ...[...offers].map(([value, label]) => ({ value, label })),
          ]}
          value={uri}
          onChange={({ currentTarget: { value } }) => setUri(value)}
        />
        {uri === "" ? null : (
          <Choice
            label={texts.fields.others}
            value={mode}
            onChange={setMode}
            options={modes.map((value) => ({
              value,
              label: texts.modes[value].label,
              description: texts.modes[value].about,
            }))}
          />
        )}
      </FormFrame>
    </Dialog>
  );
}
