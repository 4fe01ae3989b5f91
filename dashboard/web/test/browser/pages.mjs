// What every page is asked, in both languages and both colour schemes: accessible, at home, within its width and its weight.
import axe from 'axe-core';
import { evaluate, watch, wire } from './browser.mjs';

export const widths = [320, 768, 1440];
const serious = new Set(['serious', 'critical']);

// accessible returns the serious findings of axe. With colours alone it looks at contrast only: nothing else differs between schemes.
async function accessible(session, coloursOnly) {
  const options = coloursOnly ? { runOnly: ['color-contrast'] } : { resultTypes: ['violations'] };
  const found = await evaluate(session, `axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations.map((v) => ({
    id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')),
  })))`);
  return found.filter((v) => serious.has(v.impact)).map((v) => `${v.id} (${v.impact}): ${v.help}: ${v.where.join(' | ')}`);
}

// wider returns the widths at which the page can be scrolled sideways, with what sticks out.
async function wider(page, session) {
  const faults = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const sticking = await evaluate(session, `(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const out = [...document.body.querySelectorAll('*')].find((e) => e.getBoundingClientRect().right > root.clientWidth + 0.5 && getComputedStyle(e).position !== 'fixed');
      return root.scrollWidth + ' px: ' + (out ? out.tagName + '.' + out.className.toString() + ' ' + out.textContent.trim().slice(0, 40) : '');
    })()`);
    if (sticking) faults.push(`at ${width} px the page is ${sticking}`);
  }
  return faults;
}

// Kilobytes on the wire before anything is touched, by kind of page, and how many requests that may take.
const budgets = [
  { kind: /^\/embed\//, limit: 25, requests: 2 },
  { kind: /^\/[a-z]{2}\/charts\/[^/]+$/, limit: 40 },
  { kind: /^\/[a-z]{2}\/$/, limit: 80 },
];

// heavy returns what makes a page heavier than its kind may be.
function heavy(path, loaded) {
  const budget = budgets.find(({ kind }) => kind.test(path));
  const bytes = loaded.reduce((sum, [, n]) => sum + n, 0);
  const what = loaded.map(([url, n]) => `${new URL(url).pathname} ${n}`).join(', ');
  if (bytes > (budget?.limit ?? 120) * 1024) return [`${(bytes / 1024).toFixed(1)} KB: ${what}`];
  return budget?.requests && loaded.length > budget.requests ? [`${loaded.length} requests: ${what}`] : [];
}

// checkPages opens each address once and asks everything of it.
export async function checkPages({ browser, base, report, paths }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const counted = await wire(session);
  const quiet = watch(page, base);
  for (const path of paths) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(base + path, { waitUntil: 'load' });
    report.expect(`${path}: within its weight`, heavy(path, counted.take()));
    await evaluate(session, axe.source);
    report.expect(`${path}: accessible in the light scheme`, await accessible(session, false));
    await page.emulateMedia({ colorScheme: 'dark' });
    report.expect(`${path}: accessible in the dark scheme`, await accessible(session, true));
    report.expect(`${path}: fits its width`, await wider(page, session));
    report.expect(`${path}: asks no other host, breaks no policy, logs no error`, quiet.take());
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await context.close();
}
