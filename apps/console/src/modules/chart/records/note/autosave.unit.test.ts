import type { NoteDraft } from "@caretype/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave } from "./autosave.ts";
import { type DraftCopy, isSameDraft, parseCopy } from "./draft-values.ts";

const recordedAt = "2026-11-24T10:00:00Z";
const draft = {
  kind: "Note",
  text: "Old",
  recordedAt,
  encounterId: null,
  version: 1,
  updatedAt: recordedAt,
} as NoteDraft;

/** A server that responds on command. */
function setUp(copy: DraftCopy | null = null) {
  const sent: { expectedVersion: number; text?: string }[] = [];
  const answers: ((answer: NoteDraft | Error) => void)[] = [];
  let kept: DraftCopy | null = copy;
  const autosave = new Autosave({
    draft,
    copy,
    send: (change) => {
      sent.push(change);
      return new Promise((resolve, reject) => {
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    },
    keep: (next) => {
      kept = next;
      return true;
    },
    forget: () => {
      kept = null;
    },
  });
  const answer = async (next: NoteDraft | Error) => {
    answers.shift()?.(next);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { autosave, sent, answer, kept: () => kept, state: () => autosave.state.get().is };
}

const savedAs = (text: string, version: number) => ({ ...draft, text, version }) as NoteDraft;

describe("a draft that saves itself", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is sent once in two seconds, however much is typed, and is kept on the device meanwhile", async () => {
    const { autosave, sent, answer, kept, state } = setUp();
    for (const text of ["a", "ab", "abc"]) autosave.change({ text });
    expect(kept()).toMatchObject({ version: 1, values: { text: "abc" } });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ expectedVersion: 1, text: "abc" }]);
    expect(state()).toBe("saving");
    await answer(savedAs("abc", 2));
    expect(state()).toBe("saved");
    expect(kept()).toBeNull();
  });

  it("sends what was typed while it was saving with the next version", async () => {
    const { autosave, sent, answer, kept } = setUp();
    autosave.change({ text: "one" });
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    autosave.change({ text: "two" });
    await answer(savedAs("one", 2));
    expect(kept()).toMatchObject({ version: 2, values: { text: "two" } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toMatchObject([{ expectedVersion: 1 }, { expectedVersion: 2, text: "two" }]);
    await answer(savedAs("two", 3));
    expect(autosave.isUnsaved()).toBe(false);
  });

  it("keeps the text after a failure, and tries again by itself until its editor is closed", async () => {
    const { autosave, sent, answer, kept, state } = setUp();
    autosave.change({ text: "new" });
    await vi.advanceTimersByTimeAsync(2_000);
    await answer(new Error("no connection"));
    expect(state()).toBe("failed");
    expect(kept()).toMatchObject({ values: { text: "new" } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(2);
    void autosave.end();
    await answer(new Error("no connection"));
    // The last attempt.
    expect(sent).toHaveLength(3);
    await answer(new Error("no connection"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
    expect(kept()).toMatchObject({ values: { text: "new" } });
  });

  it("goes on with what the device has of the same version", async () => {
    const { autosave, sent } = setUp({ version: 1, values: { kind: "Note", text: "kept", recordedAt } });
    expect(autosave.values.get().text).toBe("kept");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([{ expectedVersion: 1, text: "kept" }]);
  });

  it("sends nothing that began with another version until its author has chosen", async () => {
    const copy = { version: 0, values: { kind: "Note", text: "kept", recordedAt } };
    const { autosave, sent, state } = setUp(copy);
    autosave.change({ text: "kept, and more" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state()).toBe("conflict");
    expect(sent).toEqual([]);
    autosave.resolve("mine");
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([{ expectedVersion: 1, text: "kept, and more" }]);
  });

  it("takes the other text, and forgets its own", () => {
    const { autosave, kept, state } = setUp({
      version: 0,
      values: { kind: "Note", text: "kept", recordedAt },
    });
    autosave.resolve("current");
    expect(autosave.values.get().text).toBe("Old");
    expect(state()).toBe("saved");
    expect(kept()).toBeNull();
  });

  it("forgets a copy that the server has, whatever its notation of times and spaces", () => {
    const values = {
      kind: "Note",
      text: "Old \n",
      recordedAt: "2026-11-24T10:00:00.000Z",
      encounterId: null,
    };
    const { autosave, kept } = setUp({ version: 0, values });
    expect(kept()).toBeNull();
    expect(autosave.isUnsaved()).toBe(false);
    expect(isSameDraft(values, { ...values, text: "New" })).toBe(false);
  });

  it("restores a copy of an earlier version of the console, which has no encounter", async () => {
    const copy = parseCopy({ version: 1, values: { kind: "Note", text: "New", recordedAt, encounterId: 1 } });
    const { sent } = setUp(copy);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([{ expectedVersion: 1, text: "New" }]);
  });

  it.each([null, "text", { version: "1" }, { version: 1, values: { kind: "Note", text: 1, recordedAt } }])(
    "ignores a copy that it cannot read: %j",
    (stored) => {
      expect(parseCopy(stored)).toBeNull();
    },
  );
});
