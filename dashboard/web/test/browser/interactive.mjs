// The interactive chart: loads when the reader turns to it, takes the drawing's place without a jump, and is reached by keyboard.
import { evaluate, watch, wire } from './browser.mjs';

const boxes = `JSON.stringify([...document.querySelectorAll('main h1, .figure, .plot, .credit, .tabs, .embed')].map((e) => {
  const b = e.getBoundingClientRect();
  return [Math.round(b.top * 10) / 10, Math.round(b.height * 10) / 10];
}))`;

const moved = (before, after) => Math.max(0, ...before.flatMap((b, i) => [Math.abs(b[0] - after[i][0]), Math.abs(b[1] - after[i][1])]));

const drawn = (page) => page.waitForSelector('.plot canvas', { state: 'visible', timeout: 10000 });

// checkTurning turns to a chart in one way and watches what moves.
async function checkTurning({ browser, base, report }, path, how, turn) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const counted = await wire(session);
  const quiet = watch(page, base);
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const bundles = () => [...counted.sizes].filter(([url]) => /\/interactive\./.test(url));
  const faults = [];
  if (bundles().length) faults.push('the bundle is loaded before anybody asks for it');
  await page.locator('.plot').first().scrollIntoViewIfNeeded();
  await evaluate(session, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const before = JSON.parse(await evaluate(session, boxes));
  await turn(page);
  try {
    await drawn(page);
    await page.waitForTimeout(150);
    const after = JSON.parse(await evaluate(session, boxes));
    const shift = moved(before, after);
    if (shift > 2) faults.push(`the page moves by ${shift} px`);
    const [[, bytes] = []] = bundles();
    if (bytes > 280 * 1024) faults.push(`the bundle has ${(bytes / 1024).toFixed(1)} KB`);
    if (bytes) console.log(`  interactive bundle ${(bytes / 1024).toFixed(1)} KB of 280`);
  } catch {
    faults.push('no interactive chart within ten seconds');
  }
  faults.push(...quiet.take());
  report.expect(`${path}: interactive on ${how}`, faults);
  return { context, page };
}

// checkKeys goes through the points with the keyboard and listens to what a screen reader would say.
async function checkKeys(page, report, path) {
  const spoken = () => page.locator('.plot [aria-live], .plot [role="status"], .figure [aria-live]').first().textContent();
  const said = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
    said.push(((await spoken().catch(() => '')) ?? '').trim());
  }
  const distinct = new Set(said.filter(Boolean));
  report.expect(`${path}: the keyboard reaches the points`, distinct.size >= 3 ? [] : [`four keys say: ${said.map((s) => `"${s}"`).join(', ')}`]);
}

export async function checkInteractive(env, path) {
  const hover = await checkTurning(env, path, 'hover', (page) => page.locator('.plot').first().hover());
  await hover.context.close();
  const focus = await checkTurning(env, path, 'focus', (page) => page.locator('.plot[tabindex], .plot [tabindex]').first().focus());
  await checkKeys(focus.page, env.report, path);
  await focus.context.close();
}
