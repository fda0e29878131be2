import { defineConfig } from "vitest/config";

/** Rooms that run anywhere in seconds; the others start an emulator, a database or a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          // No test replaces a module, so files may share what they import: twice as fast.
          isolate: false,
          setupFiles: ["test/property-seed.ts"],
          include: ["test/{shared,devices,functions,dashboards}/**/*.test.ts"],
          // Property tests take longer on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "further-hazards",
          // These put a rule of their own on the list of hazards, which the others must not see.
          setupFiles: ["test/property-seed.ts"],
          include: ["test/further-hazards/**/*.test.ts"],
        },
      },
      { test: { name: "guards", include: ["test/guards/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "cdk", isolate: false, include: ["test/cdk/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "real-data",
          setupFiles: ["test/property-seed.ts"],
          include: ["test/real-data/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "dynamodb-local",
          include: ["test/dynamodb-local/**/*.test.ts"],
          globalSetup: ["test/dynamodb-local/global-setup.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "journeys",
          include: ["test/journeys/**/*.test.ts"],
          globalSetup: ["test/journeys/global-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["shared/{domain,rules,alerting}/**/*.ts", "devices/lib/**/*.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});
