import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import express from "express";
import { productPicture } from "../demo/product-picture.js";

const SHARED_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  // Pictures of the demo company's products, under whichever of its names the page was opened.
  "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
];
const PAGE_POLICY = [...SHARED_POLICY, "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"];
/** The sidebar app reaches its backend through the host alone, so it may connect to nothing. */
const APP_POLICY = [...SHARED_POLICY, "connect-src 'none'", "frame-ancestors 'self'"];

/** Where Zendesk serves its SDK; the playground answers with a bundle of its own. */
const ZAF_SDK_URL = "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js";

function secured(policy: readonly string[]): express.RequestHandler {
  return (_request, response, next) => {
    response.setHeader("content-security-policy", policy.join("; "));
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    next();
  };
}

/**
 * The built page at `/`, its assets at `/assets`, pictures of the demo company's products at `/demo/products`, and the sidebar app's own build, unchanged but for the
 * SDK's address, at `/playground/zendesk/app`.
 * @param distFolder absolute; holds `playground/` and `zendesk-app/`
 */
export function createPlaygroundPages(distFolder: string): express.Router {
  const pageFolder = path.join(distFolder, "playground");
  const appFolder = path.join(distFolder, "zendesk-app");
  const router = express.Router();

  router.get("/", secured(PAGE_POLICY), (_request, response, next) => {
    const file = path.join(pageFolder, "index.html");
    if (!existsSync(file)) return next();
    response.setHeader("cache-control", "no-store");
    response.type("html").send(readFileSync(file, "utf8"));
  });
  router.use(
    "/assets",
    secured(PAGE_POLICY),
    express.static(path.join(pageFolder, "assets"), { fallthrough: true, index: false }),
  );
  router.get("/demo/products/:picture", secured(PAGE_POLICY), (request, response, next) => {
    const [, sku] = /^([A-Z]{3}-\d{3})\.svg$/.exec(String(request.params.picture)) ?? [];
    const picture = sku === undefined ? undefined : productPicture(sku);
    if (picture === undefined) return next();
    response.setHeader("cache-control", "max-age=3600");
    response.type("svg").send(picture);
  });
  router.get("/playground/zaf-sdk.js", secured(APP_POLICY), (_request, response) => {
    response.sendFile("zaf-sdk.js", { root: pageFolder });
  });
  router.use("/playground/zendesk/app", secured(APP_POLICY), (request, response, next) => {
    if (request.method !== "GET" || !request.path.endsWith("/iframe.html")) return next();
    const file = path.join(appFolder, path.normalize(request.path));
    if (!file.startsWith(appFolder + path.sep) || !existsSync(file)) return next();
    const html = readFileSync(file, "utf8").replaceAll(ZAF_SDK_URL, "/playground/zaf-sdk.js");
    response.setHeader("cache-control", "no-store");
    response.type("html").send(html);
  });
  router.use("/playground/zendesk/app", express.static(appFolder, { index: false }));
  return router;
}
