// The bundled data as they stand in the files: what every figure is calculated from a second time.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './csv.mjs';
import { dec, divide } from './exact.mjs';

export function load(root) {
  const table = (...path) => read(join(root, 'datasets', ...path));
  const economies = new Map(table('codes', 'economy.csv').map((e) => [e.economy, e]));
  const rates = new Map(table('exchange-rates', 'rates.csv').map((r) => [`${r.currency} ${r.year}`, dec(r.units_per_eur)]));
  return {
    table,
    economies,
    bloc: (economy) => blocOf(economies, economy),
    isMember: (group, economy) => isMember(economies, group, economy),
    euros: (amount, currency, year) => euros(rates, amount, currency, year),
    corrections: (dataset) => corrections(join(root, 'datasets', dataset, 'corrections.yaml')),
  };
}

const published = new Set(['EU', 'EUROPE', 'WORLD', 'EU27_2020']); // reported as one, without members of their own here

function blocOf(economies, economy) {
  if (!economy) return 'UNKNOWN';
  const e = economies.get(economy);
  if (!e) throw new Error(`no such economy: ${economy}`);
  return e.bloc;
}

// isMember says whether an economy is in a group, or is the economy of that name.
function isMember(economies, group, economy) {
  if (group === economy) return true;
  if (group !== 'EU27_2020' || published.has(economy)) return false;
  const e = economies.get(economy);
  return Boolean(e?.eu_member_from) && !e.eu_member_to;
}

// euros converts at the year's mean rate. Without amount, year or rate there is no figure.
function euros(rates, amount, currency, year) {
  const value = dec(amount);
  if (value === null || !currency || !year) return null;
  return currency === 'EUR' ? value : divide(value, rates.get(`${currency} ${year}`) ?? null);
}

export const yearOf = (dated) => (dated ? dated.slice(0, 4) : '');
export const list = (text) => text.split(';').map((s) => s.trim()).filter(Boolean);

// corrections reads the declared corrections of a dataset: a list of flat entries, of which only table, key and set matter here.
function corrections(file) {
  if (!existsSync(file)) return [];
  const out = [];
  for (const entry of readFileSync(file, 'utf8').split(/^- /m).slice(1)) {
    const field = (name) => new RegExp(`^\\s*${name}: *(.+)$`, 'm').exec(entry)?.[1].trim();
    const set = {};
    const block = /^(\s*)set:(.*)\n((?:\1\s+.*\n?)*)/m.exec(entry);
    const pairs = block[2].trim() ? block[2].replace(/[{}]/g, '').split(',') : block[3].split('\n');
    for (const pair of pairs) {
      const m = /^\s*(\w+): *(.*?)\s*$/.exec(pair);
      if (m) set[m[1]] = m[2].replace(/^["'](.*)["']$/, '$1');
    }
    out.push({ table: field('table'), key: field('key').replace(/^["'](.*)["']$/, '$1'), set });
  }
  return out;
}
