import { type ErrorCode, errorCode, isErrorCode, isNetworkError } from "@caretype/client";
import { type FormErrors, useForm } from "@mantine/form";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import type { z } from "zod";
import { useIsShown, useStillHere } from "../../kit/behavior/use-is-shown.ts";
import { fieldErrors, schemaResolver } from "../../kit/form/field-messages.ts";
import { focusFirst, inputOf as inputAt } from "../../kit/form/field-nodes.ts";
import { type KeyedCall, keepIdempotencyKeys } from "../../kit/form/idempotency-keys.ts";
import { texts as formTexts } from "../../kit/form/texts.en.ts";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { notifyFailed } from "../../kit/notice/notify.tsx";
import { useUnsaved } from "../client/unsaved.ts";
import { isSigningOut } from "./signing-out.ts";
import type { useTypedDraft } from "./use-typed-draft.ts";

/** Stores the input on this device until it is saved. */
export type KeptForm = Omit<ReturnType<typeof useTypedDraft>, "restored">;

export type RecordFormOptions<Values extends Record<string, unknown>, Saved> = {
  /** The API's schema, so that form and server reject the same input. */
  schema: z.ZodType;
  initialValues: Values;
  /** Converts values to the schema's input, such as an empty text to null. */
  inputOf?: (values: Values) => unknown;
  /** Error codes that belong to one field. */
  fieldOf?: Partial<Record<ErrorCode, keyof Values & string>>;
  /**
   * Rejects with the call's error.
   * Field errors are shown at their fields. Send through `call` to retry without saving twice.
   */
  onSubmit: (values: Values, call: KeyedCall) => Promise<Saved>;
  /** Navigates on after saving, if the user is still on the page. */
  onSaved?: (saved: Saved) => unknown;
  /** For input that outlives the page. Leaving does not ask then. */
  kept?: KeptForm;
};

/** An error of no field of the form. */
export type Refusal = { error: unknown; messages: readonly string[] };

/**
 * A form validated by a schema of the API.
 * Field errors are shown at their fields, and the first one is focused. All others are the `refusal`, for
 * `RecordForm` or the page to show. The form asks before leaving with unsaved changes, also while saving.
 * `save` never rejects, and ignores calls while it runs.
 */
export function useRecordForm<Values extends Record<string, unknown>, Saved = unknown>(
  options: RecordFormOptions<Values, Saved>,
) {
  const {
    schema,
    initialValues,
    inputOf = (values) => values,
    fieldOf = {},
    onSubmit,
    onSaved,
    kept,
  } = options;
  const { refusal, setRefusal, ...shown } = useShownErrors();
  const form = useForm<Values>({
    mode: "uncontrolled",
    initialValues,
    validate: (values) => schemaResolver(schema)(inputOf(values)),
    onValuesChange: (values) => {
      kept?.storeValues(values);
      shown.dropMended(form, check);
    },
  });
  const check = (code?: "too_big") => schemaResolver(schema, code)(inputOf(form.getValues()));
  const once = useOneAtATime();
  const [keys] = useState(() => keepIdempotencyKeys(kept?.keys));
  const { blocker, discard } = useLeaving(form, kept);
  const asked = useRef(blocker);
  asked.current = blocker;
  const isShown = useIsShown();
  const noteHere = useStillHere();

  const show = (errors: FormErrors, error: unknown = null) => shown.show(form, errors, error);
  const refuse = (error: unknown) => {
    if (!isShown.current) return notifyFailed(...lateWords(error));
    if (isErrorCode(error, "INVALID_INPUT")) return show(firstOfEach(fieldErrors(error)), error);
    const code = errorCode(error);
    const field = code && fieldOf[code];
    if (field) return show({ ...firstOfEach(fieldErrors(error)), [field]: messageOf(error) }, error);
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
          kept?.remove();
          // Saved while asking before leaving: leave without an answer.
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
    tell: tellingBy(check, (path, error) => shown.add(form, path, error)),
    blocker,
    refusal,
    isSaving: form.submitting,
    clearRefusal: () => setRefusal(null),
    /** Whether an earlier save had no response. */
    hasLostAnswer: keys.hasLost,
    discard,
  };
}

type ShownForm = {
  setErrors: (errors: FormErrors | ((before: FormErrors) => FormErrors)) => void;
  setFieldError: (path: string, error: ReactNode) => void;
};

/** Visible errors of the schema, and those of no field. A change in one field may correct another. */
function useShownErrors() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const found = useRef<FormErrors>({});
  return {
    refusal,
    setRefusal,
    add(form: ShownForm, path: string, error: ReactNode) {
      found.current = { ...found.current, [path]: error };
      form.setFieldError(path, error);
    },
    show(form: ShownForm, errors: FormErrors, error: unknown) {
      found.current = error === null ? errors : {};
      form.setErrors(errors);
      setRefusal(refusalOf(errors, error));
      focusFirst(Object.keys(errors));
    },
    dropMended(form: ShownForm, check: Check) {
      if (Object.keys(found.current).length === 0) return;
      const before = found.current;
      const now = check();
      const isMended = (path: string) => path in before && !(path in now);
      found.current = omit(before, isMended);
      form.setErrors((errors) => omit(errors, isMended));
      setRefusal((shown) => (shown?.error === null ? refusalOf(found.current) : shown));
    },
  };
}

const omit = (errors: FormErrors, isOmitted: (path: string) => boolean): FormErrors =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => !isOmitted(path)));

/** Errors of no field of the form. Null: none. */
function refusalOf(errors: FormErrors, error: unknown = null): Refusal | null {
  const messages = Object.entries(errors).flatMap(([path, text]) => (inputAt(path) ? [] : [String(text)]));
  return messages.length > 0 ? { error, messages } : null;
}

type Check = (code?: "too_big") => FormErrors;

/** Handlers of the form's element. Excess is reported while typing, other errors when the field is left. */
const tellingBy = (check: Check, setError: (path: string, error: ReactNode) => void) => ({
  onChange: ({ target }: { target: EventTarget }) => {
    const path = target instanceof Element && target.closest<HTMLElement>("[data-path]")?.dataset.path;
    for (const [at, error] of Object.entries(path ? check("too_big") : {}))
      if (path && `${at}.`.startsWith(`${path}.`)) setError(path, error);
  },
  onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
    if (!(relatedTarget instanceof Element && relatedTarget.matches(typedInto))) return;
    for (const [path, error] of Object.entries(check())) {
      const input = inputAt(path);
      if (input?.matches(typedInto) && "value" in input && input.value) setError(path, error);
    }
  },
});

const typedInto = "input:not([type=radio], [type=checkbox]), textarea";

/** Asks before leaving with unsaved changes, unless they are stored. */
function useLeaving(form: { isDirty: () => boolean }, kept: KeptForm | undefined) {
  const isDiscarded = useRef(false);
  const isUnsaved = () => !kept && form.isDirty() && !isDiscarded.current;
  const asks = () => isUnsaved() && !isSigningOut();
  const own = useBlocker({ shouldBlockFn: asks, enableBeforeUnload: asks, withResolver: true });
  useUnsaved(isUnsaved);
  return {
    blocker: kept?.blocker ?? own,
    discard: () => {
      isDiscarded.current = true;
    },
  };
}

/** Runs one task at a time. Concurrent calls, such as a second click, share the running task. */
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

const lateWords = (error: unknown): [title: string, why: unknown] =>
  isNetworkError(error)
    ? [formTexts.mayNotBeSaved, formTexts.checkWhetherSaved]
    : [formTexts.wasNotSaved, error];

const firstOfEach = (errors: Record<string, readonly string[]>): FormErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, [message]]) => [
      inputAt(field) ? field : field.replace(/\..*/, ""),
      message,
    ]),
  );
