import { currentRecord, isErrorCode, type NoteDraft } from "@caretype/client";
import { createStore, type Store } from "../../../../kit/behavior/store.ts";
import { changesOf, type DraftCopy, type DraftValues, isSameDraft, valuesOf } from "./draft-values.ts";

export type SaveState =
  /** Nothing written yet. */
  | { is: "new" }
  | { is: "saved"; at: string }
  /** Unsaved input, sent within two seconds. */
  | { is: "waiting" }
  | { is: "saving" }
  | { is: "failed"; error: unknown }
  /** Another tab or device has changed the draft. Saving stops until the author decides. */
  | { is: "conflict"; current: NoteDraft }
  /** Signed or removed elsewhere. */
  | { is: "gone" };

export type AutosaveOptions = {
  draft: NoteDraft;
  /** This device's copy of the draft. */
  copy: DraftCopy | null;
  send: (change: { expectedVersion: number } & Partial<DraftValues>) => Promise<NoteDraft>;
  /** Stores a copy on this device. Returns false if it cannot. */
  keep: (copy: DraftCopy) => boolean;
  forget: (copy: DraftCopy) => void;
};

const pauseMs = 2_000;
const retryMs = 10_000;

/** Saves a draft every two seconds while it is written. Keeps unsaved changes on this device. */
export class Autosave {
  readonly values: Store<DraftValues>;
  readonly state: Store<SaveState>;
  readonly #options: AutosaveOptions;
  /** The server's values. */
  #base: DraftValues;
  #version: number;
  #savedAt: string;
  #kept: DraftCopy | null = null;
  #isKept = true;
  #isEnded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(options: AutosaveOptions) {
    const { draft, copy, forget } = options;
    this.#options = options;
    this.#base = valuesOf(draft);
    ({ version: this.#version, updatedAt: this.#savedAt } = draft);
    this.values = createStore(this.#base);
    this.state = createStore<SaveState>(this.#settled());
    if (!copy) return;
    const values = { ...this.#base, ...copy.values };
    if (isSameDraft(values, this.#base)) forget(copy);
    else this.#restore({ ...copy, values });
  }

  #restore(copy: { version: number; values: DraftValues }): void {
    this.values.set(copy.values);
    this.#kept = copy;
    if (copy.version === this.#version) this.#wait();
    else this.state.set({ is: "conflict", current: this.#options.draft });
  }

  isUnsaved = (): boolean => this.#changes() !== null;

  /** Whether this device stores the unsaved values. */
  isKept = (): boolean => this.#isKept;

  change(changes: Partial<DraftValues>) {
    this.values.set({ ...this.values.get(), ...changes });
    if (this.isUnsaved()) return this.#wait();
    if (this.#running || this.#isStopped()) return;
    this.#stopTimer();
    this.#settle();
  }

  /** Saves at once. Resolves to whether everything is saved. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    await this.#running;
    const changes = this.#changes();
    if (changes === null || this.#isStopped()) return changes === null;
    this.#running ??= this.#save(changes).finally(() => {
      this.#running = null;
    });
    await this.#running;
    return !this.isUnsaved();
  }

  /** Saves once more, without retries. */
  end(): Promise<boolean> {
    this.#isEnded = true;
    return this.flush();
  }

  /** Resolves a conflict: overwrites the other text, or takes it. */
  resolve(choice: "mine" | "current") {
    const state = this.state.get();
    if (state.is !== "conflict") return;
    ({ version: this.#version, updatedAt: this.#savedAt } = state.current);
    this.#base = valuesOf(state.current);
    this.state.set({ is: "waiting" });
    if (choice === "mine") return void this.flush();
    this.values.set(this.#base);
    this.#settle();
  }

  #changes(): Partial<DraftValues> | null {
    const changes = changesOf(this.#base, this.values.get());
    return Object.keys(changes).length === 0 ? null : changes;
  }

  #isStopped = () => ["conflict", "gone"].includes(this.state.get().is);

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    this.#kept = { version: this.#version, values: this.values.get() };
    this.#isKept = this.#options.keep(this.#kept);
    if (this.#isStopped()) return;
    if (!this.#running) this.state.set({ is: "waiting" });
    this.#saveIn(pauseMs);
  }

  #saveIn(ms: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), ms);
  }

  #settle(): void {
    if (this.#kept) this.#options.forget(this.#kept);
    this.#kept = null;
    this.state.set(this.#settled());
  }

  #settled = (): SaveState => (this.#version === 0 ? { is: "new" } : { is: "saved", at: this.#savedAt });

  async #save(changes: Partial<DraftValues>): Promise<void> {
    const sent = this.values.get();
    this.state.set({ is: "saving" });
    try {
      this.#accept(await this.#options.send({ expectedVersion: this.#version, ...changes }), sent);
    } catch (error) {
      this.#refuse(error, sent);
    }
  }

  /** The server has saved what was sent, as this version. */
  #accept(saved: NoteDraft, sent: DraftValues) {
    ({ version: this.#version, updatedAt: this.#savedAt } = saved);
    this.#base = sent;
    if (this.isUnsaved()) return this.#wait();
    this.#settle();
  }

  #refuse(error: unknown, sent: DraftValues) {
    const current = currentRecord(error, "noteDraft");
    // An earlier attempt succeeded, but its response was lost.
    if (current && isSameDraft(valuesOf(current), sent)) return this.#accept(current, sent);
    if (current) return this.state.set({ is: "conflict", current });
    if (isErrorCode(error, "NOTE_DRAFT_NOT_FOUND")) return this.state.set({ is: "gone" });
    this.state.set({ is: "failed", error });
    if (!this.#isEnded && !isErrorCode(error, "INVALID_INPUT")) this.#saveIn(retryMs);
  }
}
