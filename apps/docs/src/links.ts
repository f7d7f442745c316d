import { posix } from "node:path";

/** Where the target of a link is on the site. Null: the site does not have it. */
export type Resolve = (file: string) => string | null;

/** Code blocks and code in lines, whose brackets are no links. */
const code = /^```.*?^```$|`[^`\n]+`/gms;
const link = /(?<label>!?\[[^\]]*\])\((?<target>[^)\s]+)\)/g;

/** Returns a document with links to pages of the site. `file` is its own path in the repository. */
export function withSiteLinks(text: string, file: string, resolve: Resolve): string {
  // Private characters take the place of code, so that a link may contain some.
  const kept: string[] = [];
  const open = text.replace(code, (part) => `\u{E000}${kept.push(part) - 1}\u{E001}`);
  const linked = open.replace(link, (whole: string, label: string, target: string) => {
    if (/^(?:[a-z]+:|#|\/)/.test(target)) return whole;
    const [path = "", anchor] = target.split("#");
    const found = resolve(posix.join(posix.dirname(file), path));
    if (found === null) return label.replace(/^!?\[|\]$/g, "");
    return `${label}(${found}${anchor === undefined ? "" : `#${anchor}`})`;
  });
  return linked.replace(/\u{E000}(\d+)\u{E001}/gu, (_, index: string) => kept[Number(index)] ?? "");
}
