import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const target = process.env.CARETYPE_URL ?? "http://127.0.0.1:3000";

/** The page calls its own origin, as the session's cookie requires. The server compares `Host` with the origin. */
const proxy = { "/trpc": { target, changeOrigin: false } };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
