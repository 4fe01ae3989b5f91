// What a page shows without JavaScript: its drawings, tables and links.

// checkPlain opens chart pages and embeds in a browser whose scripts are off.
export async function checkPlain({ browser, base, report, charts, embeds }) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  for (const path of charts) {
    await page.goto(base + path, { waitUntil: 'load' });
    const faults = [];
    // A chart in the form of a table is its table.
    if (await page.locator('.plot').count() > 0 && await page.locator('.plot svg[role="img"] title').count() === 0) faults.push('no drawing with a title');
    const empty = await page.locator('#chart .empty').count() > 0; // its data are not bundled, and it says so
    if (!empty && await page.locator('table tbody tr').count() === 0) faults.push('no table with rows');
    for (const kind of ['csv', 'json', 'svg', 'png']) {
      if (await page.locator(`a[href*=".${kind}"]`).count() === 0) faults.push(`no link to ${kind}`);
    }
    if (!empty && await page.locator('form[method="get"], form:not([method])').count() === 0) faults.push('no form');
    report.expect(`${path}: complete without JavaScript`, faults);
  }
  for (const path of embeds) {
    await page.goto(base + path, { waitUntil: 'load' });
    const faults = [];
    const drawing = page.locator('svg[role="img"]:visible, table:visible, .empty:visible');
    if (await drawing.count() === 0) faults.push('nothing to see');
    if (await page.locator('a[href]').count() === 0) faults.push('no link to the chart');
    report.expect(`${path}: complete without JavaScript`, faults);
  }
  await context.close();
}
