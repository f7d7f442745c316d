import { useQuery } from "@tanstack/react-query";
import { SortedNames, unknownFacts } from "../../../kit/section/name-list.tsx";
import { api } from "../../../session/client/api.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import type { SettingFacts } from "../../../session/module/manifest.ts";
import { zoneName } from "../../../words/format/format.ts";
import { FactList } from "../../../words/format/name.tsx";
import { settings as practiceTexts } from "../records/practice/texts.en.ts";

function PracticeFacts() {
  const practice = usePractice();
  const zone = practice?.timeZone;
  return practice ? (
    <FactList facts={[practice.name, zone ? zoneName(zone) : practiceTexts.notSet]} />
  ) : (
    unknownFacts
  );
}

const many = { limit: 100 };

const MemberFacts = () => <SortedNames {...useQuery(api.member.list.queryOptions(many))} />;

const ApiKeyFacts = () => <SortedNames {...useQuery(api.apiKey.list.queryOptions(many))} />;

export const facts: SettingFacts = {
  "/settings/practice": PracticeFacts,
  "/members": MemberFacts,
  "/api-keys": ApiKeyFacts,
};
