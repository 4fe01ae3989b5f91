// One browser for all tests, and what is asked of every page in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

// launch opens a browser that knows nothing from before. close() removes what it kept.
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'sextant-browser-'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, `--disk-cache-dir=${profile}`],
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// A Watch collects what a page must not do: ask another host, break the content policy, log an error, miss a file.
export function watch(page, base) {
  const faults = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`asks ${url}`);
  });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text().slice(0, 300)}`); });
  page.on('pageerror', (error) => faults.push(`script: ${error.message.slice(0, 300)}`));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`${request.failure()?.errorText} for ${request.url()}`);
  });
  return { take: () => faults.splice(0) };
}

// evaluate runs an expression as the browser's inspector does, which the page's content policy does not touch.
export async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

// wire counts the bytes that come over the network, by address, with nothing kept from before. take() returns them and starts anew.
export async function wire(session) {
  const sizes = new Map();
  const addresses = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = addresses.get(requestId);
    if (url && !url.startsWith('data:')) sizes.set(url, (sizes.get(url) ?? 0) + encodedDataLength);
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const take = () => {
    const taken = [...sizes];
    sizes.clear();
    return taken;
  };
  return { sizes, take };
}
