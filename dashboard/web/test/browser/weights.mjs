// What a page weighs on the wire before anything is touched, and the interactive bundle once it is.
import { wire } from './browser.mjs';

const kilobyte = 1024;

// weigh returns the bytes and the requests of one cold visit.
export async function weigh(browser, url, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const counted = await wire(session);
  await page.goto(url, { waitUntil: 'networkidle' });
  const result = { bytes: counted.total(), requests: counted.sizes.size, sizes: [...counted.sizes] };
  await context.close();
  return result;
}

export async function checkWeights({ browser, base, report, budgets }) {
  for (const { path, limit, requests } of budgets) {
    const got = await weigh(browser, base + path);
    console.log(`  ${path.padEnd(44)} ${(got.bytes / kilobyte).toFixed(1).padStart(7)} KB of ${limit}, ${got.requests} requests`);
    const faults = [];
    if (got.bytes > limit * kilobyte) faults.push(`${(got.bytes / kilobyte).toFixed(1)} KB, more than ${limit}: ${got.sizes.map(([u, n]) => `${u.slice(base.length)} ${n}`).join(', ')}`);
    if (requests && got.requests > requests) faults.push(`${got.requests} requests, more than ${requests}`);
    report.expect(`${path}: within its weight`, faults);
  }
}
