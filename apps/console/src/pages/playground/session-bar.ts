import type { Client } from "@caretype/client";

const looks =
  "display:flex;flex-wrap:wrap;gap:4px 16px;padding:10px 16px;font:14px/1.5 system-ui,sans-serif;background:#1864ab;color:#fff";

/** Shows above the reference which account makes the calls. */
export async function showSession(caretype: Client): Promise<void> {
  const bar = document.getElementById("session");
  if (!bar) return;
  bar.style.cssText = looks;
  bar.append(await sentenceOf(caretype), link("/", "Open the console"));
}

async function sentenceOf(caretype: Client): Promise<string> {
  try {
    if (!(await caretype.auth.resume())) {
      return "You are not signed in. Sign in to the console and reload this page, or enter a token below.";
    }
    const { name, email } = await caretype.auth.me();
    return `You are calling the API as ${name || email}. Requests change your practice's records.`;
  } catch {
    return "The console could not check who is signed in. Reload this page, or enter a token below.";
  }
}

function link(path: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = path;
  anchor.textContent = text;
  anchor.style.color = "inherit";
  return anchor;
}
