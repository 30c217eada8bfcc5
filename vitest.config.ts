import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: [{ find: /^npm:((?:@[^/@]+\/)?[^/@]+)@[^/]+$/, replacement: "$1" }] },
  test: {
    include: ["tests/**/*.test.ts"],
    // Entries call Deno.serve where it exists; under Node nothing does.
    environment: "node",
    // Runtimes and emulators start slowly on a busy machine.
    testTimeout: 30_000,
    // Concurrent tests wait for timers and servers rather than compute.
    maxConcurrency: 16,
    reporters: [["default", { summary: false }]],
  },
});
