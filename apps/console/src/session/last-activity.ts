const key = "caretype.touched";

/** Storage is asked to hold it for all tabs at most so often. */
const keptEveryMs = 1_000;

let here = 0;
let keptAt = 0;

/** When somebody last touched a page of the console, in whichever tab: in milliseconds since 1970. */
export function lastActivity(): number {
  let kept = 0;
  try {
    kept = Number(localStorage.getItem(key)) || 0;
  } catch {
    // Where storage is switched off, each tab knows of itself.
  }
  const latest = Math.max(here, kept);
  if (latest === 0) noteActivity();
  // A clock that was set back since must not keep a page open.
  return Math.min(latest || here, Date.now());
}

export function noteActivity(): void {
  here = Date.now();
  if (Math.abs(here - keptAt) < keptEveryMs) return;
  keptAt = here;
  try {
    localStorage.setItem(key, String(here));
  } catch {
    // The same.
  }
}

const idleMs = (): number => Date.now() - lastActivity();

const touches = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

type TouchListener = {
  /** Whether a touch counts still. */
  mayTouch?: () => boolean;
  onTouch?: () => void;
};

/** Notes what somebody does on this page. Returns what stops that. */
export function watchActivity({
  mayTouch = () => true,
  onTouch = () => undefined,
}: TouchListener = {}): () => void {
  const note = (event: Event) => {
    // What a program has done is nobody's touch.
    if (!event.isTrusted) return;
    if (mayTouch()) noteActivity();
    onTouch();
  };
  for (const touch of touches) addEventListener(touch, note, { capture: true, passive: true });
  return () => {
    for (const touch of touches) removeEventListener(touch, note, { capture: true });
  };
}

let told = { touch: 0, at: 0 };

/** For each request: how long nobody has touched the console, so that the server knows what is a use. */
export function idleHeaders(): Record<string, string> {
  told = { touch: lastActivity(), at: Date.now() };
  return { "caretype-idle": String(Math.max(0, Math.floor(idleMs() / 1_000))) };
}

/** What the server knows: the last touch that a request of this page has told of, and when that was. */
export const reportedActivity = (): { readonly touch: number; readonly at: number } => told;
