import type { AccountId } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import type { RestrictableRecord, Restriction } from "./restricted.tsx";
import { texts } from "./texts.en.ts";

const shown = [
  api.restriction,
  api.chart,
  api.encounter,
  api.note,
  api.condition,
  api.observation,
  api.medication,
  api.immunization,
  api.procedure,
];

/** Reads again what shows a patient's records: the reader may see fewer or more now. */
function useReadAgain() {
  const queries = useQueryClient();
  return () => Promise.all(shown.map((each) => queries.invalidateQueries(each.pathFilter())));
}

type RestrictOptions = {
  record: RestrictableRecord;
  /** What is changed. Null restricts the record. */
  restriction: Restriction | null;
  onDone: () => void;
};

export const useRestrict = ({ record, restriction, onDone }: RestrictOptions) =>
  useKeyedChange({
    run: (readers: AccountId[], call) => {
      if (restriction === null) {
        const input = { recordId: record.id, readers };
        return call(input, (options) => caretype.restriction.create.mutate(input, options));
      }
      const input = { id: restriction.id, expectedVersion: restriction.version, readers };
      return call(input, (options) => caretype.restriction.update.mutate(input, options));
    },
    onDone: () => {
      notifyDone(restriction ? texts.isChanged : texts.isRestricted);
      onDone();
    },
    onSettled: useReadAgain(),
  });

export const useLift = (onDone: () => void) =>
  useKeyedChange({
    run: ({ id, version: expectedVersion }: Restriction, call) => {
      const input = { id, expectedVersion };
      return call(input, (options) => caretype.restriction.remove.mutate(input, options));
    },
    onDone: () => {
      notifyDone(texts.isLifted);
      onDone();
    },
    onSettled: useReadAgain(),
  });
