// Runs in the browser, as it is: whoever was invited logs in, or registers, and joins.
import { call, logOut, token } from "./call.js";
import { finish, open, say, sayIncomplete } from "./form.js";

const [logInForm, registerForm] = ["log-in", "register"].map((id) => document.getElementById(id));

const isCode = (text) => /^\d{6}$/.test(text);
let challenge = null;

/** With a second factor where the account has one: its field is shown when the server asks for it. */
async function logIn(email, { password, code = "" }) {
  try {
    if (challenge === null) return await call("/api/auth/login", { email, password });
    // An app shows its code as two groups, and people type or paste it so.
    const typed = code.replace(/\s/g, "");
    const factor = isCode(typed) ? { code: typed } : { recovery_code: typed };
    return await call("/api/auth/login/second-factor", { challenge, ...factor });
  } catch (problem) {
    const asked = problem.second_factor;
    challenge = asked?.challenge ?? null;
    if (!asked) throw problem;
    if (!asked.methods.some((method) => ["totp", "recovery_code"].includes(method)))
      throw { title: "Your account has a passkey: log in where you work, and open the link there" };
    showCode();
    const isWrong = problem.code === "INVALID_SECOND_FACTOR";
    throw { errors: { code: [isWrong ? "Not good: give the next one" : "Give the code as well"] } };
  }
}

function showCode() {
  const input = document.getElementById("log-in-code");
  input.closest(".field").hidden = false;
  input.required = true;
  input.value = "";
}

function openForms({ practice_name: practice, invited_by_name: by, role, email, has_account: hasAccount }) {
  document.getElementById("about").textContent =
    `${by} invites ${email} to work in the practice “${practice}”, as ${role}.`;
  const done = `You are a member of “${practice}” now. You can close this page, and log in where you work.`;
  const address = document.getElementById(hasAccount ? "log-in-email" : "register-email");
  address.value = email;
  if (hasAccount) {
    open(logInForm, async (values) => {
      const { access } = await logIn(email, values);
      try {
        await call("/api/invitations/accept", { token: token() }, access);
      } finally {
        challenge = null;
        await logOut(access);
      }
      finish(logInForm, done);
    });
  } else {
    open(registerForm, async (values) => {
      const made = await call("/api/auth/register", { ...values, email, invitation_token: token() });
      if (made.tokens) await logOut(made.tokens.access);
      finish(registerForm, done);
    });
  }
}

async function begin() {
  if (token() === "") return sayIncomplete();
  try {
    openForms(await call("/api/invitations/preview", { token: token() }));
  } catch ({ code, title }) {
    const isOver = code === "INVALID_LINK";
    say(isOver ? "This invitation is not good any more. Ask who has invited you for another one." : title, {
      isError: true,
    });
  }
}

await begin();
