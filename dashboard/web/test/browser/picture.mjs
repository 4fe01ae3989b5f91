// node test/browser/picture.mjs PROGRAM|ADDRESS FILE: takes the picture of the overview that the README shows.
import { resolve } from 'node:path';
import { open } from '../program.mjs';
import { launch } from './browser.mjs';

const program = await open(process.argv[2]);
const { browser, close } = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(`${program.base}/en/`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: resolve(process.argv[3]) });
} finally {
  await close();
  await program.stop();
}
