// Reads RFC 4180 text: quoted fields may hold commas, quotes (doubled) and line feeds.
import { readFileSync } from 'node:fs';

export function parse(text) {
  const rows = [];
  let row = [], field = '', quoted = false, i = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') { field += '"'; i++; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(field); field = ''; }
    else if (c === '\n') { row.push(field.replace(/\r$/, '')); rows.push(row); row = []; field = ''; }
    else field += c;
  }
  if (quoted) throw new Error('the last field has no closing quote');
  if (field !== '' || row.length) { row.push(field); rows.push(row); }
  return rows;
}

// records returns one object a line, by the names of the header.
export function records(text) {
  const [header, ...rows] = parse(text);
  return rows.map((row, i) => {
    if (row.length !== header.length) throw new Error(`record ${i + 1} has ${row.length} fields, the header ${header.length}`);
    return Object.fromEntries(header.map((name, k) => [name, row[k]]));
  });
}

export const read = (file) => records(readFileSync(file, 'utf8'));
