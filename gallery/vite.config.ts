/**
 * The gallery lies in any folder of any host, so addresses are relative.
 *
 * @module
 */
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [react(), tailwindcss()],
  build: { target: "es2023", sourcemap: false, chunkSizeWarningLimit: 1_200 },
});
