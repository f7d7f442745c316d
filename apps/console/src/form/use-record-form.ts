import { type ErrorCode, errorCode, fieldErrors, isErrorCode, isNetworkError } from "@caretype/client";
import { type FormErrors, schemaResolver, useForm } from "@mantine/form";
import { useBlocker } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { useUnsaved } from "../session/unsaved.ts";
import { useIsShown } from "../shell/behavior/use-is-shown.ts";
import { useStillHere } from "../shell/behavior/use-still-here.ts";
import { messageOf } from "../shell/notice/error-notice.tsx";
import { notifyFailed } from "../shell/notice/notify.tsx";
import { focusFirst, incompleteDates, inputOf as inputAt } from "./field-nodes.ts";
import { type KeyedCall, keepIdempotencyKeys } from "./idempotency-keys.ts";
import { isSigningOut } from "./signing-out.ts";

export type RecordFormOptions<Values extends Record<string, unknown>, Saved> = {
  /** The API's own, so that what the form refuses is what the server would refuse. */
  schema: z.ZodType;
  initialValues: Values;
  /** What the schema is asked about, where the fields hold something else, such as an empty text for null. */
  inputOf?: (values: Values) => unknown;
  /** Refusals that are about one field, and come as a code. */
  fieldOf?: Partial<Record<ErrorCode, keyof Values & string>>;
  /**
   * Rejects as the call does; what the server says of a field is shown at it. What is sent by `call` is not done twice
   * where the answer was lost.
   */
  onSubmit: (values: Values, call: KeyedCall) => Promise<Saved>;
  /** Goes on from the page, when the reader has not done so meanwhile. */
  onSaved?: (saved: Saved) => unknown;
};

/** Why nothing was saved, as far as it is about no field of the form. */
export type Refusal = { error: unknown; messages: readonly string[] };

/**
 * A form over a schema of the API. Errors are shown at their fields, and the first of them gets the focus; all others
 * are the `refusal`, for `RecordForm` or the page to show. A page with unsaved changes asks before it is left, also while
 * they are being saved. `save` never rejects, and does nothing while it is at it.
 */
export function useRecordForm<Values extends Record<string, unknown>, Saved = unknown>(
  options: RecordFormOptions<Values, Saved>,
) {
  const { schema, initialValues, inputOf = (values) => values, fieldOf = {}, onSubmit, onSaved } = options;
  const check = useMemo(() => schemaResolver(schema, { sync: true }), [schema]);
  const form = useForm<Values>({
    mode: "uncontrolled",
    initialValues,
    validate: (values) => ({ ...check(Object(inputOf(values))), ...incompleteDates(Object.keys(values)) }),
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const once = useOneAtATime();
  const [keys] = useState(keepIdempotencyKeys);
  const isForgotten = useRef(false);
  const isUnsaved = () => form.isDirty() && !isForgotten.current && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true });
  useUnsaved(() => form.isDirty() && !isForgotten.current);
  const asked = useRef(blocker);
  asked.current = blocker;
  const isShown = useIsShown();
  const noteHere = useStillHere();

  const show = (errors: FormErrors, error: unknown = null) => {
    form.setErrors(errors);
    const messages = Object.entries(errors).flatMap(([path, text]) => (inputAt(path) ? [] : [String(text)]));
    setRefusal(messages.length > 0 ? { error, messages } : null);
    focusFirst(Object.keys(errors));
  };
  const refuse = (error: unknown) => {
    if (!isShown.current) return notifyFailed(...lateWords(error));
    if (isErrorCode(error, "INVALID_INPUT")) return show(firstOfEach(fieldErrors(error)), error);
    const code = errorCode(error);
    const field = code && fieldOf[code];
    if (field) return show({ [field]: messageOf(error) }, error);
    setRefusal({ error, messages: [] });
  };
  const save = form.onSubmit(
    (values) =>
      once(async () => {
        setRefusal(null);
        const isStillHere = noteHere();
        try {
          const saved = await onSubmit(values, keys.call);
          form.resetDirty();
          // Whoever was asked whether they leave goes where they wanted to.
          if (asked.current.status === "blocked") asked.current.proceed();
          else if (isStillHere()) await onSaved?.(saved);
        } catch (error) {
          refuse(error);
        }
      }),
    (errors) => show(errors),
  );
  return {
    form,
    save,
    blocker,
    refusal,
    isSaving: form.submitting,
    forgetRefusal: () => setRefusal(null),
    /** Whether something may have been saved of which no answer came. */
    hasLostAnswer: keys.hasLost,
    /** Whoever gives up what was entered on purpose is not asked about it when they leave. */
    forget: () => {
      isForgotten.current = true;
    },
  };
}

/** Runs one thing at a time: what comes meanwhile, such as a second click, waits for what runs, and is passed over. */
function useOneAtATime() {
  const running = useRef<Promise<void> | null>(null);
  const once = (work: () => Promise<void>) => {
    running.current ??= work().finally(() => {
      running.current = null;
    });
    return running.current;
  };
  return once;
}

/** For who has left the form. */
const lateWords = (error: unknown): [title: string, why: unknown] =>
  isNetworkError(error)
    ? ["It is not known whether what you entered was saved", "No answer came. Look whether it is there."]
    : ["What you entered was not saved", error];

const firstOfEach = (errors: Record<string, readonly string[]>): FormErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, [message]]) => [field, message]));
