import { expect, it } from "vitest";
import { isAllowedServiceUrl, MICROSOFT_SERVICE_HOSTS } from "./service-url.js";

const LIVE = { hosts: MICROSOFT_SERVICE_HOSTS, loopbackAllowed: false };

it.each([
  ["https://smba.trafficmanager.net/emea/", true],
  ["https://webchat.botframework.com/", true],
  ["https://smba.infra.gcc.teams.microsoft.com/teams/", true],
  ["http://smba.trafficmanager.net/emea/", false],
  ["https://smba.trafficmanager.net:8443/", false],
  ["https://smba.trafficmanager.net.evil.example/", false],
  ["https://evilbotframework.com/", false],
  ["https://other.trafficmanager.net/", false],
  ["https://smba.trafficmanager.net@evil.example/", false],
  ["https://evil.example/#smba.trafficmanager.net", false],
  ["http://127.0.0.1:3978/", false],
  ["https://localhost/", false],
  ["https://169.254.169.254/", false],
  ["file:///etc/passwd", false],
  ["not a url", false],
  ["", false],
])("live: %s is %s", (serviceUrl, allowed) => {
  expect(isAllowedServiceUrl(serviceUrl, LIVE)).toBe(allowed);
});

it.each([
  ["http://127.0.0.1:3978/", true],
  ["http://[::1]:3978/", true],
  ["http://localhost:3978/amer/", true],
  ["http://127.0.0.1.evil.example/", false],
  ["http://user:secret@127.0.0.1/", false],
])("with a stand-in: %s is %s", (serviceUrl, allowed) => {
  expect(isAllowedServiceUrl(serviceUrl, { ...LIVE, loopbackAllowed: true })).toBe(allowed);
});
