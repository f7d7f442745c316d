import type { AccountId } from "@caretype/client";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype, queryClient } from "../../session/client/api.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import type { RestrictableRecord, Restriction } from "./restricted.tsx";
import { texts } from "./texts.en.ts";

/** Reads all again that the page shows: the reader may see fewer or more records now. */
const readAllAgain = () => queryClient.invalidateQueries();

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
    onSettled: readAllAgain,
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
    onSettled: readAllAgain,
  });
