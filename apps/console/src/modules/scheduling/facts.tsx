import { useQuery } from "@tanstack/react-query";
import { NameList, SortedNames, unknownFacts } from "../../kit/section/name-list.tsx";
import { api } from "../../session/client/api.ts";
import { usePractice } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";

const many = { limit: 100 };

export function HoursFacts() {
  const { data } = useQuery(api.openingHours.list.queryOptions(many));
  return data ? commonTexts.doctorCount(data.items.length) : unknownFacts;
}

export const HolidayFacts = () => <NameList items={usePractice()?.holidays} />;

export const VisitTypeFacts = () => <SortedNames {...useQuery(api.visitType.list.queryOptions(many))} />;

export const RoomFacts = () => <SortedNames {...useQuery(api.room.list.queryOptions(many))} />;
