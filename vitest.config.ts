import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["core/storage/test-postgres.ts", "core/storage/test-redis.ts"],
    include: ["{core,adapters,manifests,service}/**/*.test.ts"],
    testTimeout: process.env.RAPPORT_TEST_LONG ? 1_800_000 : 60_000,
    hookTimeout: 120_000,
    ...(process.env.CI === undefined
      ? {}
      : { reporters: ["default", "json"], outputFile: { json: "dist/test-report.json" } }),
  },
});
