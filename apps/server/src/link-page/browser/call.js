// Runs in the browser, as it is.

/** The link's own: it is in the part of the address that no server is sent. */
export const token = () => new URLSearchParams(location.hash.slice(1)).get("token") ?? "";

/** Resolves to the answer's body; throws a problem, as RFC 9457 has it. */
export async function call(path, body, access) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(access && { authorization: `Bearer ${access}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    throw { title: "The server cannot be reached. Try again." };
  }
  const text = await response.text();
  const read = text === "" ? {} : JSON.parse(text);
  if (!response.ok) throw read;
  return read;
}

/** What a page like this one signs in for is over when it is done. */
export const logOut = (access) => call("/api/auth/logout", undefined, access).catch(() => undefined);
