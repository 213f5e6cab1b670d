import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Clerk's React SDK loads its script over https, unless the proxy is a path of the app's own origin.
const proxy = {
  "/__clerk": {
    target: process.env.CLERK_LOCAL_ORIGIN ?? "http://127.0.0.1:4010",
    rewrite: (path) => path.replace(/^\/__clerk/, ""),
  },
};

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
