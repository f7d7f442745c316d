/**
 * An address whose path can be decoded. One that cannot, such as `/api/patients/%ff`, is read letter by letter: it leads to
 * nothing then, and is answered as every unknown id is.
 */
export function withReadablePath(url: string): string {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  if (!path.includes("%") || isDecodable(path)) return url;
  return path.replaceAll("%", "%25") + url.slice(path.length);
}

export function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
