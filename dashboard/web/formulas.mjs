// Formulas of the methods as MathML: { tex: mathml }, once as a line of its own and once within a sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import temml from 'temml';
import { parse } from 'yaml';

// mathml turns TeX into one element. The content policy lets no style attribute through, and classes without a style sheet say
// nothing; where they space a table, our own sheet does.
function mathml(tex, displayMode) {
  const drawn = temml.renderToString(tex, { displayMode, throwOnError: true, trust: false });
  return drawn.replace(/ (style|class)="[^"]*"/g, '').replace(/^<math/, `<math alttext="${escaped(tex)}"`);
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// formulas reads every definition of a folder. TeX that cannot be read stops the build and names its file.
export function formulas(folder) {
  const display = new Map();
  const inline = new Map();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.yaml')).sort()) {
    const method = parse(readFileSync(join(folder, name), 'utf8'));
    for (const [list, into] of [[method.formulas, display], [method.symbols, inline]]) {
      for (const { tex } of list ?? []) {
        try {
          into.set(tex, mathml(tex, into === display));
        } catch (error) {
          throw new Error(`analytics/methods/${name}: ${tex}: ${error.message}`);
        }
      }
    }
  }
  const sorted = (map) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { display: sorted(display), inline: sorted(inline) };
}
