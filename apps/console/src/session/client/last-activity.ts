import { orNull } from "../../words/settings/display-settings.ts";

const key = "caretype.touched";

/** Throttles writes to storage, which all tabs share. */
const keptEveryMs = 1_000;

let here = 0;
let keptAt = 0;

/** The last activity in any tab, in milliseconds since 1970. */
export function lastActivity(): number {
  // Without storage, each tab knows only its own activity.
  const kept = Number(orNull(() => localStorage.getItem(key))) || 0;
  const latest = Math.max(here, kept);
  if (latest > 0 && latest <= Date.now()) return latest;
  // Starts now, at first and after the clock was set back, which must not keep a page unlocked.
  noteActivity();
  return here;
}

export function noteActivity(): void {
  here = Date.now();
  if (Math.abs(here - keptAt) < keptEveryMs) return;
  keptAt = here;
  orNull(() => localStorage.setItem(key, String(here)));
}

const idleMs = (): number => Date.now() - lastActivity();

const touches = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

type TouchListener = {
  /** Whether activity still counts. */
  countsActivity?: () => boolean;
  onActivity?: () => void;
};

/** Records activity on this page. Returns a function that stops it. */
export function watchActivity({
  countsActivity = () => true,
  onActivity = () => undefined,
}: TouchListener = {}): () => void {
  const note = (event: Event) => {
    // Ignore events from scripts.
    if (!event.isTrusted) return;
    if (countsActivity()) noteActivity();
    onActivity();
  };
  for (const touch of touches) addEventListener(touch, note, { capture: true, passive: true });
  return () => {
    for (const touch of touches) removeEventListener(touch, note, { capture: true });
  };
}

let reported = { touch: 0, at: 0 };

/** Headers that tell the server how long the console has been idle. */
export function idleHeaders(): Record<string, string> {
  reported = { touch: lastActivity(), at: Date.now() };
  return { "caretype-idle": String(Math.max(0, Math.floor(idleMs() / 1_000))) };
}

/** The last activity that was reported to the server, and when. */
export const reportedActivity = (): { readonly touch: number; readonly at: number } => reported;
