import { useQuery } from "@tanstack/react-query";
import { NameList, SortedNames, unknownFacts } from "../../../kit/section/name-list.tsx";
import { api } from "../../../session/client/api.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import type { SettingFacts } from "../../../session/module/manifest.ts";
import { commonTexts } from "../../../words/common/common.ts";

const many = { limit: 100 };

function HoursFacts() {
  const { data } = useQuery(api.openingHours.list.queryOptions(many));
  return data ? commonTexts.doctorCount(data.items.length) : unknownFacts;
}

const HolidayFacts = () => <NameList items={usePractice()?.holidays} />;

const VisitTypeFacts = () => <SortedNames {...useQuery(api.visitType.list.queryOptions(many))} />;

const RoomFacts = () => <SortedNames {...useQuery(api.room.list.queryOptions(many))} />;

export const facts: SettingFacts = {
  "/settings/hours": HoursFacts,
  "/settings/holidays": HolidayFacts,
  "/settings/visit-types": VisitTypeFacts,
  "/settings/rooms": RoomFacts,
};
