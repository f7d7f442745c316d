// Runs in the browser, as it is.

const status = document.getElementById("status");

/** Said by screen readers, too. */
export function say(text, { isError = false } = {}) {
  status.textContent = text;
  status.className = isError ? "error" : "";
}

const inputsOf = (form) => [...form.querySelectorAll("input[name]")];
const errorOf = (input) => document.getElementById(`${input.id}-error`);

function mark(input, message) {
  errorOf(input).textContent = message;
  if (message === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

/** Says at each field what is wrong with it, and of all else below the form. */
function show(form, problem) {
  const errors = { ...problem.errors };
  const wrong = inputsOf(form).filter((input) => errors[input.name]);
  for (const input of wrong) {
    mark(input, errors[input.name].join(". "));
    delete errors[input.name];
  }
  const rest = Object.values(errors).flat();
  const { title = "Something went wrong here. Try again.", code } = problem;
  if (code === "INVALID_LINK") {
    form.hidden = true;
    say(
      "This link is not good any more: it was used, has expired, or a newer one was mailed. Ask for another one.",
      {
        isError: true,
      },
    );
    status.focus();
    return;
  }
  if (wrong.length === 0 || rest.length > 0) say([title, ...rest].join(". "), { isError: true });
  (wrong[0] ?? status).focus();
}

function valuesOf(form) {
  const shown = inputsOf(form).filter((input) => input.closest("[hidden]") === null);
  return Object.fromEntries(
    shown.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]),
  );
}

/** What is wrong before anything is sent. */
function check(form) {
  const errors = {};
  const values = valuesOf(form);
  for (const { name, required } of inputsOf(form)) if (required && !values[name]) errors[name] = ["Required"];
  const isMismatch = Object.hasOwn(values, "again") && values.again !== values.password;
  if (isMismatch) errors.again = ["Not the same"];
  return errors;
}

/** Shows the form; `send` is given its values, and what it rejects with is shown. */
export function open(form, send) {
  form.hidden = false;
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    say("");
    for (const input of inputsOf(form)) mark(input, "");
    const errors = check(form);
    if (Object.keys(errors).length > 0) return show(form, { errors });
    // Not `disabled`, by which it would lose the focus.
    button.setAttribute("aria-disabled", "true");
    try {
      const { again: _same, ...values } = valuesOf(form);
      await send(values);
    } catch (problem) {
      show(form, problem);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

/** In place of the form. The link is of no use any more, and need not stay in the history. */
export function finish(form, text) {
  form.hidden = true;
  history.replaceState(null, "", location.pathname);
  say(text);
  status.focus();
}

/** For a link that was cut on its way. */
export const sayIncomplete = () =>
  say("This link is not complete. Open it from the mail again, or copy all of it.", { isError: true });
