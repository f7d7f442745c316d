import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@caretype/postgres/free-port";
import jsonwebtoken from "jsonwebtoken";
import { startServerProcess } from "../../process/server-process.ts";
import { newPatientSnakeCase, type Peer, resourceCalls } from "../peer.ts";

const directory = fileURLToPath(new URL(".", import.meta.url));
const workers = 3;
const name = `Django REST, gunicorn ×${workers}`;
const packages = "django, rest_framework, rest_framework_simplejwt, psycopg2, gunicorn";

/** Debian's packages belong to Debian's Python, which may not be first on the path. */
const pythons = ["/usr/bin/python3", "python3"];

/** Returns the Python that has all packages, with Django's version, or the reason why there is none. */
export async function findDjango(): Promise<{ python: string; version: string } | { missing: string }> {
  for (const python of pythons) {
    const script = `import ${packages}; print(django.get_version())`;
    const version = await promisify(execFile)(python, ["-c", script]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version !== undefined) return { python, version };
  }
  return { missing: `no Python here has ${packages}` };
}

export const djangoRestPeer = (python: string): Peer => ({
  name,
  processes: workers,
  serverKey: "django",
  async start({ database, secretKey }) {
    const port = await freePort();
    return startServerProcess({
      name,
      command: python,
      arguments: ["-m", "gunicorn", "-w", String(workers), "-b", `127.0.0.1:${port}`, "wsgi:application"],
      directory,
      port,
      readyPath: "/",
      env: {
        DATABASE_URL: database.url,
        SECRET_KEY: secretKey,
        PYTHONDONTWRITEBYTECODE: "1",
        LANG: "C.UTF-8",
      },
    });
  },
  calls(environment) {
    const claims = {
      token_type: "access",
      jti: randomUUID(),
      user_id: environment.account.id,
      practice_id: environment.practiceId,
    };
    const token = jsonwebtoken.sign(claims, environment.secretKey, { algorithm: "HS256", expiresIn: "1d" });
    const headers = { authorization: `Bearer ${token}` };
    return resourceCalls(environment, { path: "/patients", headers, newPatient: newPatientSnakeCase });
  },
});
