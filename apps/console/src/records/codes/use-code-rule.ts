import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import type { CodedText } from "./coded-text.ts";
import type { CodeField } from "./codes.ts";

export type CodedField = CodeField["field"];

/** What a field offers. `title`: the name of the code system or value set. Null: it offers any code. */
export type CodeRule = { mode: CodeField["mode"]; title: string | null };

/** They change rarely, and the page of codes has them read again. */
const fewMinutes = 5 * 60_000;

/**
 * The rule of a field. Without a field, any code is offered. Null if the practice has imported no codes, or as long as it is
 * not known.
 */
export function useCodeRule(field: CodedField | null): CodeRule | null {
  const imported = useQuery(api.codes.list.queryOptions({ limit: 200 }, { staleTime: fewMinutes }));
  const latest = imported.data?.items.filter(({ isLatest }) => isLatest) ?? [];
  const hasCodes = latest.length > 0;
  const rules = useQuery(
    api.codes.fields.queryOptions(undefined, { staleTime: fewMinutes, enabled: hasCodes && field !== null }),
  );
  const rule = rules.data?.items.find((one) => one.field === field);
  if (field === null) return hasCodes ? { mode: "take", title: null } : null;
  if (!hasCodes || !rule) return null;
  const { mode, kind, uri } = rule;
  const offered = latest.find((one) => one.kind === kind && one.uri === uri);
  return { mode, title: offered?.title ?? uri };
}

/** Whether the field does not offer the code that is chosen. False as long as it is not known. */
export function useIsOther(field: CodedField | null, rule: CodeRule | null, { coding }: CodedText): boolean {
  const isAsked = field !== null && coding !== null && rule !== null && rule.title !== null;
  const asked = isAsked && rule.mode !== "take" ? { field, system: coding.system, code: coding.code } : null;
  const check = useQuery(api.codes.check.queryOptions(asked ?? skipToken));
  return asked !== null && check.data?.isOffered === false;
}
