import { createServer } from "node:http";

// Stands for your app. It finds the backend by `window.backendUrl`, and calls it by REST.

const page = `<!doctype html>
<title>Patients</title>
<form>
  <label>Email <input name="email" type="email"></label>
  <label>Password <input name="password" type="password"></label>
  <button>Sign in</button>
</form>
<ul></ul>
<script type="module">
  const call = async (path, options) => (await fetch(window.backendUrl + "/api" + path, options)).json();
  document.querySelector("form").onsubmit = async (event) => {
    event.preventDefault();
    const body = JSON.stringify(Object.fromEntries(new FormData(event.target)));
    const headers = { "Content-Type": "application/json" };
    const { access } = await call("/auth/login", { method: "POST", headers, body });
    const patients = await call("/patients", { headers: { Authorization: "Bearer " + access } });
    document.querySelector("ul").replaceChildren(...patients.map(({ name, age }) => {
      const item = document.createElement("li");
      item.textContent = name + ", " + age;
      return item;
    }));
  };
</script>`;

createServer((_, response) => response.setHeader("Content-Type", "text/html").end(page)).listen(
  Number(process.env.APP_PORT ?? 5173),
);
