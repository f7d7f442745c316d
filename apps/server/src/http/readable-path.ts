/**
 * Returns the path of a request's target: `/health` for `GET http://host/health`, as sent to a proxy. Unchanged if
 * its host differs from the request's header.
 */
export function originForm(target: string, host?: string): string {
  const [start = "", authority] = /^https?:\/\/([^/?]*)\/?/i.exec(target) ?? [];
  const isOther = authority === undefined || (host !== undefined && authority !== host);
  return isOther ? target : `/${target.slice(start.length)}`;
}

/**
 * Returns the URL with a path that can be decoded. An undecodable path, such as `/api/patients/%ff`, is taken
 * literally, and gets the answer of an unknown id.
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
