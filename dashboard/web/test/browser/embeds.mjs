// Embeds in a foreign page: they say their height in our dialect and in Datawrapper's, grow, shrink, and do so in a sandbox too.
import { serve } from './host.mjs';

const isOurs = (data) => data?.type === 'sextant-height' && Number.isFinite(data.height);
const isDatawrapper = (data) => data && typeof data === 'object' && 'datawrapper-height' in data && Object.values(data['datawrapper-height']).every(Number.isFinite);

// heights returns the last height that the host page heard in each dialect.
async function heights(page) {
  const heard = await page.evaluate(() => window.heard.map((m) => m.data));
  const ours = heard.filter(isOurs).at(-1)?.height;
  const theirs = heard.filter(isDatawrapper).map((data) => Object.values(data['datawrapper-height'])[0]).at(-1);
  return { ours, theirs };
}

async function settle(page, condition) {
  for (let i = 0; i < 60; i++) {
    const now = await heights(page);
    if (condition(now)) return now;
    await page.waitForTimeout(50);
  }
  return heights(page);
}

const widen = (page, px) => page.evaluate((width) => {
  window.heard.length = 0;
  document.getElementById('room').style.width = `${width}px`;
}, px);

async function checkMessages(page, host, path, report, name) {
  await page.goto(host.base + path, { waitUntil: 'load' });
  const narrow = await settle(page, (h) => h.ours && h.theirs);
  await widen(page, 900);
  const wide = await settle(page, (h) => h.ours && h.ours !== narrow.ours);
  await widen(page, 320);
  const again = await settle(page, (h) => h.ours === narrow.ours);
  const faults = [];
  if (!narrow.ours) faults.push('no height in our dialect');
  if (!narrow.theirs) faults.push("no height in Datawrapper's dialect");
  if (narrow.ours && narrow.theirs && Math.abs(narrow.ours - narrow.theirs) > 1) faults.push(`the dialects differ: ${narrow.ours} and ${narrow.theirs}`);
  if (wide.ours === undefined) faults.push('no message after growing wider');
  if (again.ours !== narrow.ours) faults.push(`320 px: first ${narrow.ours}, after 900 px ${again.ours}`);
  if (wide.ours === narrow.ours) faults.push(`the height stays ${wide.ours} from 320 to 900 px`);
  report.expect(name, faults);
}

// checkScript frames the chart with our own script, which sets the frame's height.
async function checkScript(page, host, report, path) {
  await page.goto(`${host.base}/script`, { waitUntil: 'load' });
  let frame = 0, content = 0;
  for (let i = 0; i < 60; i++) {
    frame = await page.evaluate(() => document.querySelector('iframe').getBoundingClientRect().height);
    content = await page.frames()[1]?.evaluate(() => document.documentElement.scrollHeight) ?? 0;
    if (Math.abs(frame - content) <= 2) break;
    await page.waitForTimeout(50);
  }
  report.expect(`${path} with embed.js: the frame fits`, Math.abs(frame - content) <= 2 ? [] : [`frame ${frame} px, content ${content} px`]);
}

export async function checkEmbeds({ browser, base, report, paths }) {
  for (const path of paths) {
    const host = await serve(base + path, `${base}/embed.js`);
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
    const page = await context.newPage();
    await checkMessages(page, host, '/bare', report, `${path} in a foreign page: says its height`);
    await checkMessages(page, host, '/sandbox', report, `${path} in sandbox="allow-scripts": says its height`);
    await checkScript(page, host, report, path);
    await context.close();
    host.close();
  }
}
