/** Starts Chromium in the way that every test and the benchmark share. */

import { chromium } from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing leaves this machine, whatever a page tries.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
];

const INSTALLED = "/usr/bin/chromium";

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? INSTALLED, args: ARGS });

/** Starts the Chromium with windows: it alone keeps pages for the Back button, as people's browsers do. */
export const launchWithBackCache = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_FULL ?? INSTALLED,
    args: ARGS,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
