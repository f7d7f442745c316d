import { Button, Skeleton, Stack } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import type { CodeField, Terminology } from "../../../records/codes/codes.ts";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { Name } from "../../../words/format/name.tsx";
import { texts } from "../texts.en.ts";
import { RuleDialog } from "./rule-dialog.tsx";

/** What each field offers, and what happens to other codes. */
export function FieldRules() {
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
                facts={<Name>{ruleText(rule, latest)}</Name>}
                actions={
                  may("practice:update") ? (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={texts.fields.changeOf(texts.fields.names[rule.field])}
                      onClick={() => setChanged(rule)}
                    >
                      {commonTexts.edit}
                    </Button>
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
  if (uri === null) return texts.fields.any;
  const offered = latest.find((one) => one.kind === kind && one.uri === uri);
  return texts.fields.rule(offered?.title ?? uri, texts.modes[mode].label);
}
