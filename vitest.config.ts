import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: [{ find: /^npm:((?:@[^/@]+\/)?[^/@]+)@[^/]+$/, replacement: "$1" }] },
  test: {
    include: ["tests/**/*.test.ts"],
    // Entries call Deno.serve where it exists; under Node nothing does.
    environment: "node",
    // Runtimes and emulators start slowly on a busy machine.
    testTimeout: 30_000,
    reporters: [["default", { summary: false }]],
  },
});
