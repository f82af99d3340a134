import type { AddressInfo } from "node:net";
import express from "express";
import { expect, it } from "vitest";
import { createPlaygroundPages } from "./playground-pages.js";

it("serves pictures of the demo company's products, and of nothing else", async () => {
  const app = express().use(createPlaygroundPages("/nowhere"));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/products`;
  try {
    const picture = await fetch(`${url}/TNT-001.svg`);
    expect(picture.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
    expect(picture.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await picture.text()).toContain("Kestrel 1");
    for (const missing of ["TNT-999.svg", "TNT-001", "..%2F..%2Fpackage.json"]) {
      expect((await fetch(`${url}/${missing}`)).status, missing).toBe(404);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
