import { defineConfig } from "vite";

// Files of the page; the names of those in assets/ tell their content (apps/server/page_files.cc relies on it).
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: { target: "es2020", outDir: process.env.SOHOA_WEB_OUT ?? "dist", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
