/** Who may know whom: section 2 of core/DESIGN.md. service/boundaries.test.ts breaks each rule once. */

const TEST = "\\.test\\.tsx?$";
const CONTRACT = "^adapters/(adapter-contract|[^/]+/contract-descriptor)\\.ts$";
const CORE_DOOR = "^core/index\\.ts$";
const TESTING_DOOR = "^((core|manifests|service)/testing|service/(console/)?test-[^/]+)\\.ts$";
/** What service tests run against: the platforms' servers on loopback. */
const STAND_IN = "^adapters/[^/]+/[^/]+-stand-in\\.ts$";
const ADAPTER_DOOR = "^adapters/([^/]+)/\\1-adapter\\.ts$";
const CHANNEL_ADAPTER = "^adapters/channel-adapter\\.ts$";
const STORE = "^core/[^/]+/[^/]+-store(\\.test)?\\.ts$";
/** What opens, reads and writes a person's sealed documents. */
const RAW_STORE = "^core/profiles/(part-store|part-sealing|open-part|people)\\.ts$";
/** Test code of the core that is no test itself. */
const CORE_TEST_CODE = [
  "^core/storage/test-[^/]+\\.ts$",
  "^core/(language/)?test-[^/]+\\.ts$",
  "^core/queue/(job-queue-contract|contract-[^/]+)\\.ts$",
  "^core/conversations/flows/test-[^/]+\\.ts$",
  "^core/property-runs\\.ts$",
  "^core/profiles/arbitrary-events\\.ts$",
  "^core/(language/(preferences|entities)|recommend(/collaborative)?|segments/forest)/test-[^/]+\\.ts$",
];
const TEST_CODE = [TEST, CONTRACT, ...CORE_TEST_CODE];
const DOMAIN =
  "^core/(profiles|consent|privacy|events|conversations|language|segments|recommend|replies|evaluation)/";

/** A package by name, found in node_modules or not. */
const npm = (...names) => `(^|/node_modules/|^node_modules/)(${names.join("|")})(/|$)`;

const forbidden = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const oneOwner = (name, owner, ...packages) =>
  forbidden(
    name,
    `Only ${owner} imports ${packages.join(", ")}, so that a successor replaces it there.`,
    { pathNot: [owner, "node_modules/"] },
    { path: npm(...packages) },
  );

module.exports = {
  forbidden: [
    forbidden(
      "core-knows-no-platform",
      "The core is imported; it imports no adapter, service or manifest. Benchmarks measure on the demo company.",
      { path: "^core/", pathNot: "^core/bench/demo-(people|tickets)\\.ts$" },
      { path: "^(adapters|service|manifests)/" },
    ),
    forbidden(
      "adapter-uses-core-door",
      "An adapter imports core/index.ts and no other core file.",
      { path: "^adapters/", pathNot: TEST_CODE },
      { path: "^core/", pathNot: CORE_DOOR },
    ),
    forbidden(
      "adapter-test-uses-core-doors",
      "An adapter's tests import core/index.ts and core/testing.ts.",
      { path: [`^adapters/.+${TEST}`, CONTRACT] },
      { path: "^core/", pathNot: [CORE_DOOR, TESTING_DOOR] },
    ),
    forbidden(
      "adapter-knows-no-service",
      "An adapter is started by the service; it imports nothing of it.",
      { path: "^adapters/" },
      { path: "^(service|manifests)/" },
    ),
    forbidden(
      "adapter-stays-in-folder",
      "An adapter imports its own folder and adapters/channel-adapter.ts; its tests also the contract.",
      { path: "^adapters/([^/]+)/" },
      { path: "^adapters/", pathNot: ["^adapters/$1/", CHANNEL_ADAPTER, CONTRACT] },
    ),
    forbidden(
      "shared-adapter-code-knows-no-adapter",
      "What all adapters share imports none of them.",
      { path: "^adapters/[^/]+$", pathNot: TEST },
      { path: "^adapters/[^/]+/" },
    ),
    forbidden(
      "service-uses-core-door",
      "The service imports core/index.ts and no other core file.",
      { path: "^service/", pathNot: [TEST, TESTING_DOOR] },
      { path: "^core/", pathNot: CORE_DOOR },
    ),
    forbidden(
      "service-test-uses-core-doors",
      "The service's tests import core/index.ts and core/testing.ts.",
      { path: `^service/.+${TEST}` },
      { path: "^core/", pathNot: [CORE_DOOR, TESTING_DOOR] },
    ),
    forbidden(
      "service-uses-adapter-doors",
      "The service imports adapters/<channel>/<channel>-adapter.ts and adapters/channel-adapter.ts.",
      { path: "^service/", pathNot: [TEST, TESTING_DOOR] },
      { path: "^adapters/", pathNot: [ADAPTER_DOOR, CHANNEL_ADAPTER] },
    ),
    forbidden(
      "service-test-uses-adapter-doors",
      "The service's tests import the adapters' doors and the platforms' stand-ins.",
      { path: [`^service/.+${TEST}`, TESTING_DOOR] },
      { path: "^adapters/", pathNot: [ADAPTER_DOOR, CHANNEL_ADAPTER, STAND_IN] },
    ),
    forbidden(
      "manifests-stand-alone",
      "The manifest check is a tool of its own.",
      { path: "^manifests/" },
      { path: "^(core|adapters|service)/" },
    ),
    forbidden("tests-are-not-imported", "A test is run, never imported.", {}, { path: TEST }),
    forbidden(
      "test-support-in-tests-only",
      "core/testing.ts, the adapters' contract and the core's other test code are for tests.",
      { pathNot: [...TEST_CODE, TESTING_DOOR, "\\.config\\.ts$"] },
      { path: [TESTING_DOOR, CONTRACT, ...CORE_TEST_CODE] },
    ),
    forbidden(
      "raw-profiles-stay-inside",
      "A person's documents are opened in core/profiles and core/privacy; all others read for a purpose.",
      {
        pathNot: [
          "^core/(profiles|privacy)/",
          "^core/open-(core|stores)\\.ts$",
          "^core/bench/",
          "^core/events/(apply-batch|projection)\\.ts$",
          "^core/storage/move-version-1\\.ts$",
          TEST,
        ],
      },
      { path: RAW_STORE },
    ),
    oneOwner("bolt-in-slack-adapter", "^adapters/slack/", "@slack/[^/]+"),
    oneOwner("botbuilder-in-teams-adapter", "^adapters/teams/", "botbuilder[^/]*", "botframework-[^/]+"),
    oneOwner("node-zendesk-in-zendesk-adapter", "^adapters/zendesk/", "node-zendesk"),
    oneOwner(
      "bull-in-one-file",
      "^core/(queue/bull-[^/]+|bench/queue-bench)\\.ts$",
      "bull",
      "bullmq",
      "ioredis",
    ),
    oneOwner(
      "ml-random-forest-in-one-file",
      "^core/(segments/forest/(check-against-package|[^/]+\\.test)|bench/forest-package)\\.ts$",
      "ml-random-forest",
    ),
    oneOwner("redis-in-storage", "^core/storage/", "redis", "@redis/[^/]+"),
    forbidden(
      "sql-in-stores",
      "SQL is spoken in core/storage, core/bench, core/open-core.ts and core/<room>/<something>-store.ts.",
      { pathNot: ["^core/storage/", "^core/open-core\\.ts$", "^core/bench/", STORE, "node_modules/"] },
      { path: npm("kysely", "libsql", "pg") },
    ),
    forbidden(
      "domain-does-no-io",
      "A domain folder's code is a function of its inputs; only its stores and tests touch the world.",
      { path: DOMAIN, pathNot: [STORE, ...TEST_CODE] },
      { path: "^(node:)?(fs|http|https|http2|net|tls|dgram|dns|child_process)(/|$)" },
    ),
    forbidden(
      "no-circular",
      "Two files that need each other are one concept, or a third is missing.",
      {},
      { circular: true },
    ),
    forbidden(
      "no-orphans",
      "A file that imports nothing and that nothing imports is dead.",
      {
        orphan: true,
        pathNot: [TEST, "\\.d\\.m?ts$", "\\.config\\.ts$", "/fixtures/"],
      },
      {},
    ),
    forbidden(
      "no-dev-package-in-product",
      "What runs at a customer's imports no devDependency.",
      {
        path: "^(core|adapters|service)/",
        pathNot: [
          ...TEST_CODE,
          TESTING_DOOR,
          "^core/bench/(intents|segments|replies)-peers\\.ts$",
          "\\.config\\.ts$",
          "\\.mjs$",
        ],
      },
      { dependencyTypes: ["npm-dev"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
