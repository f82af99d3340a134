import { deflateSync } from "node:zlib";
import type { PackageFiles } from "./package-files.js";

/** A pixel: red, green, blue, alpha. */
export type Pixel = readonly [number, number, number, number];

const CLEAR: Pixel = [0, 0, 0, 0];
const WHITE: Pixel = [255, 255, 255, 255];

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, "latin1"), data, Buffer.alloc(4)]);
}

/** A PNG of the given header and raw rows, each row with its filter byte. Its checksums are zero. */
export function rawPng(
  header: { width: number; height: number; bitDepth: number; colourType: number; interlaced?: boolean },
  rows: Buffer,
  extra: Readonly<Record<string, Buffer>> = {},
): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(header.width, 0);
  ihdr.writeUInt32BE(header.height, 4);
  ihdr.set([header.bitDepth, header.colourType, 0, 0, header.interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", ihdr),
    ...Object.entries(extra).map(([name, data]) => chunk(name, data)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A PNG-24 with alpha whose upper half is clear and whose lower half has the given colour. */
export function halfClearPng(width: number, height: number, colour: Pixel = WHITE): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const pixel = y < height / 2 ? CLEAR : colour;
    return Buffer.from([0, ...Array.from({ length: width }, () => pixel).flat()]);
  });
  return rawPng({ width, height, bitDepth: 8, colourType: 6 }, Buffer.concat(rows));
}

const ZAF = "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js";

/** A package of texts, JSON values and bytes. */
export function packageOf(files: Readonly<Record<string, Buffer | string | object>>): PackageFiles {
  const contentOf = (value: Buffer | string | object) =>
    Buffer.isBuffer(value) ? value : Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  return {
    files: new Map(Object.entries(files).map(([path, value]) => [path, contentOf(value)])),
    symlinks: [],
  };
}

/** The smallest Zendesk package that shows all that the rules look at. */
export const GOOD_ZENDESK = {
  "manifest.json": {
    name: "Rapport",
    author: { name: "Rapport contributors", email: "rapport@example.com", url: "https://example.com" },
    defaultLocale: "en",
    private: true,
    signedUrls: false,
    singleInstall: true,
    version: "1.0.0",
    frameworkVersion: "2.0",
    location: {
      support: {
        ticket_sidebar: { url: "assets/index.html", flexible: true },
        nav_bar: "https://example.com/page",
      },
    },
    domainWhitelist: ["example.com"],
    parameters: [
      { name: "backend_url", type: "url", required: true },
      { name: "shared_secret", type: "text", required: true, secure: true, scopes: ["jwt_secret_key"] },
      { name: "installed_by", type: "hidden" },
    ],
  },
  "translations/en.json": {
    app: {
      name: "Rapport",
      short_description: "Replies that fit the customer",
      long_description: "Ranks replies for the customer who asks.",
      installation_instructions: "Enter the address of your Rapport.",
      parameters: {
        backend_url: { label: "Address" },
        shared_secret: { label: "Shared secret" },
        installed_by: { label: "Installed by" },
      },
    },
  },
  "assets/index.html": `<!doctype html><script src="${ZAF}"></script>`,
  "assets/app.js": 'const svg = "http://www.w3.org/2000/svg";',
  "assets/logo.png": halfClearPng(320, 320),
  "assets/logo-small.png": halfClearPng(128, 128),
  "assets/icon_nav_bar.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h18v18"/></svg>',
} as const;

/** The smallest Slack package that shows all that the rules look at. */
export const GOOD_SLACK = {
  "manifest.json": {
    display_information: { name: "Rapport", description: "Answers your customers as people it knows" },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "Rapport", always_online: true },
    },
    oauth_config: { scopes: { bot: ["app_mentions:read", "chat:write", "im:history"] } },
    settings: {
      event_subscriptions: {
        request_url: "https://YOUR-HOST.example/slack/events",
        bot_events: ["app_home_opened", "app_mention", "message.im"],
      },
      interactivity: { is_enabled: true, request_url: "https://YOUR-HOST.example/slack/events" },
    },
  },
} as const;

/** The smallest Teams package that shows all that the rules look at. */
export const GOOD_TEAMS = {
  "manifest.json": {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json",
    manifestVersion: "1.19",
    version: "1.0.0",
    id: "00000000-0000-0000-0000-000000000000",
    developer: {
      name: "Rapport contributors",
      websiteUrl: "https://YOUR-HOST.example",
      privacyUrl: "https://YOUR-HOST.example/privacy",
      termsOfUseUrl: "https://YOUR-HOST.example/terms",
    },
    name: { short: "Rapport", full: "Rapport for Microsoft Teams" },
    description: { short: "Answers that fit you", full: "Answers your customers as people it knows." },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#17494D",
    bots: [
      {
        botId: "00000000-0000-0000-0000-000000000000",
        scopes: ["personal", "team", "groupChat"],
        commandLists: [{ scopes: ["personal"], commands: [{ title: "help", description: "What I can do" }] }],
      },
    ],
    validDomains: ["YOUR-HOST.example"],
  },
  "color.png": halfClearPng(192, 192, [23, 73, 77, 255]),
  "outline.png": halfClearPng(32, 32),
} as const;

/** A deep copy with the value at a dotted path replaced, or removed if it is undefined. */
export function changed(value: unknown, path: string, replacement: unknown): object {
  const copy: unknown = structuredClone(value);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at: unknown = copy;
  for (const key of keys) at = Reflect.get(Object(at), key);
  if (replacement === undefined) Reflect.deleteProperty(Object(at), last);
  else Reflect.set(Object(at), last, replacement);
  return Object(copy);
}
