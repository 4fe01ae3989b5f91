// Reads the few lines of a chart's definition that say what it asks: indicators and the default query.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function question(root, id) {
  const source = readFileSync(join(root, 'dashboard', 'charts', `${id}.yaml`), 'utf8');
  const query = /^query:[ \t]*\n((?:[ \t]+.*\n?)*)/m.exec(source)?.[1] ?? '';
  const word = (name) => new RegExp(`^\\s+${name}: *["']?([^"'\\n]*)["']?\\s*$`, 'm').exec(query)?.[1] ?? '';
  return {
    indicators: (/^indicators: *\[(.*)\]/m.exec(source)?.[1] ?? '').split(',').map((s) => s.trim()).filter(Boolean),
    economies: (word('economies') || 'EU27_2020,US,CN').split(','),
    from: word('from'), to: word('to'), frequency: word('frequency') || 'year', by: word('by'),
  };
}
