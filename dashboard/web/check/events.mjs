// The policy timeline has no figures: each event of the file is compared with the event in the data.
import { yearOf } from './data.mjs';

export function compareEvents(data, rows, chart) {
  const mine = new Map();
  for (const e of data.table('policy-events', 'events.csv')) {
    const asked = chart.economies.some((code) => data.isMember(code, e.economy));
    const year = yearOf(e.date);
    if (asked && (!chart.from || year >= chart.from) && (!chart.to || year <= chart.to)) mine.set(e.event_id, e);
  }
  const wrong = [];
  for (const row of rows) {
    const event = mine.get(row.id);
    if (!event) wrong.push(`${row.id}: not in the data`);
    else if (event.date !== row.dated || event.economy !== row.economy) wrong.push(`${row.id}: ${row.economy} ${row.dated}, in the data ${event.economy} ${event.date}`);
    mine.delete(row.id);
  }
  for (const id of mine.keys()) wrong.push(`${id}: not in the file`);
  return { cells: rows.length, largest: 0, wrong };
}
