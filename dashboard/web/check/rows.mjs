// Each mark of a chart opens the rows behind it: they add up to the figure, and their sources are links.
import { column } from './compare.mjs';
import { abs, dec, number, one } from './exact.mjs';

export const linked = ['investment-by-economy', 'public-funds-by-stage', 'capital-origin'];

export async function checkRows(base, id, asked, file) {
  const wrong = [];
  let cells = 0, largest = 0n;
  for (const mark of await file(base, `/charts/${id}.csv`)) {
    const name = [mark.indicator, mark.economy, mark.period, asked.by && mark[column(asked.by)]].filter(Boolean).join(' ');
    const query = new URLSearchParams({ indicator: mark.indicator, economy: mark.economy, period: mark.period });
    if (asked.by) query.set('code', mark[column(asked.by)]);
    const rows = await file(base, `/charts/${id}/rows.csv?${query}`);
    cells++;
    const sum = rows.reduce((total, row) => total + (dec(row.value) ?? 0n), 0n);
    const difference = abs(sum - (dec(mark.value) ?? 0n));
    if (difference > largest) largest = difference;
    // Each row is printed to half a cent.
    if (difference > (one / 200n) * BigInt(rows.length + 1)) wrong.push(`${name}: rows add up to ${number(sum)}, the mark is ${mark.value}`);
    if (rows.length !== Number(mark.n)) wrong.push(`${name}: ${rows.length} rows, the mark counts ${mark.n}`);
    for (const row of rows) if (!/^https?:\/\/\S+$/.test(row.source_url)) wrong.push(`${name}: ${row.id} has no link to its source`);
  }
  return { cells, largest: number(largest), wrong };
}
