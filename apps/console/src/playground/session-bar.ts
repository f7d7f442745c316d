import type { Client } from "@caretype/client";

const looks =
  "display:flex;flex-wrap:wrap;gap:4px 16px;padding:10px 16px;font:14px/1.5 system-ui,sans-serif;background:#1864ab;color:#fff";

/** Says above the reference who makes the calls that are tried there. */
export async function showSession(caretype: Client): Promise<void> {
  const bar = document.getElementById("session");
  if (!bar) return;
  bar.style.cssText = looks;
  bar.append(await sentenceOf(caretype), link("/", "Open the console"));
}

async function sentenceOf(caretype: Client): Promise<string> {
  try {
    if (!(await caretype.auth.resume())) {
      return "Nobody is signed in. Sign in to the console, and load this page anew, or give a token below.";
    }
    const { name, email } = await caretype.auth.me();
    return `You try the API as ${name || email}. What you send here is done to your practice's own records.`;
  } catch {
    return "It could not be found out who is signed in. Load this page anew, or give a token below.";
  }
}

function link(path: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = path;
  anchor.textContent = text;
  anchor.style.color = "inherit";
  return anchor;
}
