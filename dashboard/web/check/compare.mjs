// Compares the cells of an exported chart with the same figures calculated from the facts.
import { abs, dec, number, one, text } from './exact.mjs';

// inPeriod says whether a date lies in a year, a quarter, or the whole range asked.
export function inPeriod(dated, period, from = '', to = '') {
  if (!dated) return period === 'all' && !from && !to;
  const year = dated.slice(0, 4);
  if (period === 'all') return (!from || year >= from) && (!to || year <= to);
  if (/^\d{4}-Q[1-4]$/.test(period)) return quarter(dated) === period;
  return year === period;
}

function quarter(dated) {
  if (/^\d{4}-Q[1-4]$/.test(dated)) return dated;
  const month = Number(dated.slice(5, 7));
  return month ? `${dated.slice(0, 4)}-Q${Math.ceil(month / 3)}` : '';
}

// figure calculates one cell: its value as an exact decimal or null, how many facts are behind it, and how many have no value.
export function figure(data, indicator, facts, cell) {
  const home = facts.filter((f) => (indicator.how === 'published' ? f.economy === cell.economy : data.isMember(cell.economy, f.economy)));
  const mine = home.filter((f) => inPeriod(f.dated, cell.period, cell.from, cell.to) && (!cell.by || f[cell.by] === cell.code));
  const known = mine.filter((f) => f.value !== null);
  const counts = { n: mine.length, missing: mine.length - known.length };
  // Where an economy is covered at all, none of a kind is a zero; where it is not, nothing is known.
  const covered = mine.length > 0 || home.some((f) => inPeriod(f.dated, 'all', cell.from, cell.to));
  if (indicator.how === 'count') return { value: covered ? BigInt(mine.length) * one : null, n: mine.length, missing: 0 };
  if (indicator.how === 'sum') return { value: known.length ? known.reduce((sum, f) => sum + f.value, 0n) : null, ...counts };
  // A stock or a share of several quarters is that of the last one: neither may be added.
  const last = known.reduce((a, b) => (!a || b.dated > a.dated ? b : a), undefined);
  if (known.filter((f) => f.dated === last.dated).length > 1) throw new Error(`several published values for ${JSON.stringify(cell)}`);
  let value = last?.value ?? null;
  if (value !== null && indicator.money) value = data.euros(text(value, 6), indicator.money, cell.period.slice(0, 4));
  return { value, ...counts };
}

// column is a dimension's name in the header of a file.
export const column = (dimension) => dimension.replaceAll('-', '_');

const cent = one / 100n;

// compare returns the cells compared, the largest difference, and a line for each difference. Money may differ by less than
// the half cent that printing takes; everything else must be equal.
export function compare(data, indicators, facts, rows, chart) {
  const wrong = [];
  let largest = 0n;
  for (const row of rows) {
    const cell = { economy: row.economy, period: row.period, by: chart.by, code: chart.by && row[column(chart.by)], from: chart.from, to: chart.to };
    const name = [row.indicator, row.economy, row.period, cell.code].filter(Boolean).join(' ');
    const indicator = indicators[row.indicator];
    const mine = figure(data, indicator, facts(row.indicator), cell);
    const theirs = dec(row.value);
    const money = row.unit === 'EUR';
    if ((theirs === null) !== (mine.value === null)) wrong.push(`${name}: ${row.value || 'missing'}, calculated ${text(mine.value) || 'missing'}`);
    else if (theirs !== null) {
      const difference = abs(theirs - mine.value);
      if (difference > largest) largest = difference;
      if (difference > (money ? cent * 501n / 1000n : 0n)) wrong.push(`${name}: ${row.value}, calculated ${text(mine.value, money ? 4 : 6)}`);
    }
    if (indicator.how !== 'published' && Number(row.n) !== mine.n) wrong.push(`${name}: n ${row.n}, calculated ${mine.n}`);
    if (Number(row.missing) !== mine.missing) wrong.push(`${name}: ${row.missing} missing, calculated ${mine.missing}`);
  }
  return { cells: rows.length, largest: number(largest), wrong };
}

// absent returns the facts of the economies asked that no cell of the file covers.
export function absent(data, indicators, facts, rows, chart) {
  const wrong = [];
  for (const id of chart.indicators) {
    const cells = rows.filter((r) => r.indicator === id);
    for (const f of facts(id)) {
      const asked = chart.economies.filter((e) => (indicators[id].how === 'published' ? e === f.economy : data.isMember(e, f.economy)));
      const period = (p) => inPeriod(f.dated, p, chart.from, chart.to);
      const year = f.dated?.slice(0, 4) ?? '';
      if ((chart.from && year < chart.from) || (chart.to && year > chart.to)) continue;
      if (chart.frequency !== 'all' && !year) continue;
      for (const e of asked) {
        if (!cells.some((r) => r.economy === e && period(r.period) && (!chart.by || r[column(chart.by)] === f[chart.by]))) {
          wrong.push(`${id} ${e}: nothing for ${f.id} of ${f.dated || 'no date'}`);
        }
      }
    }
  }
  return wrong;
}
