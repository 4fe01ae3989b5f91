// The facts behind each indicator, made from the files by the counting rules of docs/methodology.md. A fact has an economy, a date, a
// value (null is undisclosed) and the codes that it may be broken down by.
import { dec } from './exact.mjs';
import { list, yearOf } from './data.mjs';

const exits = new Set(['acquisition', 'ipo', 'debt', 'grant']);

// corrected applies the declared corrections of a table to records by their key.
function corrected(data, dataset, table, key, rows) {
  const byKey = new Map(rows.map((row) => [row[key], row]));
  for (const c of data.corrections(dataset).filter((c) => c.table === table)) {
    const row = byKey.get(c.key);
    if (!row) throw new Error(`${dataset}: correction of ${c.key}, which is not there`);
    Object.assign(row, c.set);
  }
  return rows;
}

function companies(data) {
  const rows = corrected(data, 'ai-companies', 'organisation', 'organisation_id', data.table('ai-companies', 'organisations.csv'));
  return rows.map((o) => ({
    id: o.organisation_id, economy: o.economy, dated: o.founded_year, value: dec('1'), sector: o.sector, 'open-source': o.open_source, status: o.status,
  }));
}

// leadOrigin is the bloc that the lead investors of a round share, as far as they are known.
function leadOrigin(data, investors, round) {
  const blocs = new Set(list(round.lead_investors).map((id) => investors.get(id)?.economy).filter(Boolean).map(data.bloc));
  if (blocs.size === 0) return 'UNKNOWN';
  return blocs.size === 1 ? [...blocs][0] : 'MIXED';
}

// ceiling says whether a note calls the amount a limit: nobody has said that it was raised.
const ceiling = (note) => /(^|; )up to (this amount|[0-9.]+ ?(M|B|bn)\b)/i.test(note);

// events are the financing and exit events, one for each instrument where parts.csv splits one.
function events(data) {
  const parts = data.table('ai-companies', 'parts.csv');
  const rows = data.table('ai-companies', 'rounds.csv').flatMap((r) => {
    const whole = { ...r, instrument: exits.has(r.round_type) ? r.round_type : 'equity' };
    const split = parts.filter((p) => p.round_id === r.round_id);
    if (split.length === 0) return [whole];
    return split.map((p) => ({ ...whole, round_id: p.position === '1' ? r.round_id : `${r.round_id}-${p.instrument}`, instrument: p.instrument, amount: p.amount }));
  });
  for (const row of rows) row.is_counted = String(!ceiling(row.note));
  return corrected(data, 'ai-companies', 'round', 'round_id', rows);
}

// equity are the dated equity rounds, without those that lie inside others, are limits, or came undone.
function equity(data) {
  const home = new Map(companies(data).map((o) => [o.id, o]));
  const investors = new Map(data.table('ai-companies', 'investors.csv').map((i) => [i.investor_id, i]));
  return events(data).filter((r) => (r.announced_on || r.dated) && r.instrument === 'equity' && r.is_counted === 'true').map((r) => ({
    id: r.round_id,
    economy: home.get(r.organisation_id).economy,
    dated: r.dated ?? r.announced_on,
    value: data.euros(r.amount, r.currency, yearOf(r.dated ?? r.announced_on)),
    'round-type': r.round_type,
    'lead-origin': leadOrigin(data, investors, r),
  }));
}

// roleOf says what kind of money an amount is, by the instruction at the head of its note.
function roleOf(amount) {
  const head = /^(context|yearly|split|overlap)\b/.exec(amount.note)?.[1];
  if (head && head !== 'overlap') return head;
  return amount.includes_private === 'true' ? 'mobilised' : 'total';
}

// publicFunds are the amounts of one stage that count: only AI, public, convertible, and not inside an amount of the same stage that counts.
// broader.csv names programmes that are for more than AI, overlaps.csv those that lie inside another although no whole is given.
function publicFunds(data, stage) {
  const folder = 'public-programmes';
  const programmes = new Map(data.table(folder, 'programmes.csv').map((p) => [p.programme_id, p]));
  for (const o of data.table(folder, 'overlaps.csv')) programmes.get(o.programme_id).parent_id ||= o.contained_in;
  const broader = new Set(data.table(folder, 'broader.csv').map((b) => b.programme_id));
  const amounts = data.table(folder, 'amounts.csv').map((a) => ({ ...a, id: `${a.programme_id}-${a.stage}`, money_role: roleOf(a) }));
  const eligible = new Map();
  for (const a of corrected(data, folder, 'programme_amount', 'id', amounts)) {
    const p = programmes.get(a.programme_id);
    const value = data.euros(a.amount, a.currency, yearOf(a.announced_on));
    if (a.stage !== stage || a.money_role !== 'total' || broader.has(a.programme_id) || value === null) continue;
    eligible.set(a.programme_id, { id: a.programme_id, economy: p.economy, dated: a.announced_on, value, note: a.note, instrument: p.instrument, focus: p.focus, level: p.level });
  }
  const inside = (id) => {
    for (let parent = programmes.get(id)?.parent_id; parent; parent = programmes.get(parent)?.parent_id) if (eligible.has(parent)) return true;
    return false;
  };
  for (const [id, fact] of [...eligible]) {
    const other = /^overlap:\s*([a-z0-9-]+)/.exec(fact.note)?.[1];
    if (other && (eligible.has(other) || inside(other))) eligible.delete(id);
  }
  return [...eligible.values()].filter((f) => !inside(f.id));
}

function sites(data) {
  return data.table('compute-sites', 'sites.csv').filter((s) => !s.note.includes('programme total, do not sum')).map((s) => ({
    id: s.site_id, economy: s.economy, dated: s.operational_on || s.announced_on, value: dec('1'), kind: s.kind, status: s.status, owner: data.bloc(s.owner_economy),
  }));
}

function projects(data) {
  return data.table('oss-projects', 'projects.csv').filter((p) => p.origin_economy).map((p) => ({
    id: p.project_id, economy: p.origin_economy, dated: p.origin_year, value: dec('1'), kind: p.kind, governance: p.governance,
  }));
}

function policies(data) {
  return data.table('policy-events', 'events.csv').map((e) => ({ id: e.event_id, economy: e.economy, dated: e.date, value: dec('1'), kind: e.kind, status: e.status }));
}

// series are the published values of one series; of several editions the latest that prints a period.
function series(data, dataset, id) {
  const latest = new Map();
  for (const v of data.table(dataset, 'values.csv').filter((v) => v.series_id === id)) {
    const key = [v.economy, v.period, v.breakdown].join(' ');
    const before = latest.get(key);
    if (!before || v.edition > before.edition) latest.set(key, v);
  }
  return [...latest.values()].map((v) => ({ id, economy: v.economy, dated: v.period, value: dec(v.value), topic: v.breakdown }));
}

// indicators say where each figure comes from and how facts become one: summed, counted, or taken as published.
export const indicators = {
  investment: { how: 'sum', facts: equity },
  'investment-rounds': { how: 'count', facts: equity },
  companies: { how: 'count', facts: companies },
  'public-funds-announced': { how: 'sum', facts: (data) => publicFunds(data, 'announced') },
  'public-funds-committed': { how: 'sum', facts: (data) => publicFunds(data, 'committed') },
  'public-funds-disbursed': { how: 'sum', facts: (data) => publicFunds(data, 'disbursed') },
  'private-investment': { how: 'published', money: 'USD', facts: (data) => series(data, 'ai-index', 'aiindex-private-investment') },
  'notable-models': { how: 'published', facts: (data) => series(data, 'epoch-ai', 'epoch-notable-models') },
  'enterprise-ai-use': { how: 'published', facts: (data) => series(data, 'eurostat', 'eurostat-enterprise-ai-use') },
  'european-cloud-share': { how: 'published', facts: (data) => series(data, 'synergy-research', 'synergy-european-providers-share') },
  'github-developers': { how: 'published', facts: (data) => series(data, 'github-innovation-graph', 'github-developers') },
  'ai-topic-developers': { how: 'published', facts: (data) => series(data, 'github-innovation-graph', 'github-topic-developers') },
  'compute-sites': { how: 'count', facts: sites },
  'oss-projects': { how: 'count', facts: projects },
  'policy-events': { how: 'count', facts: policies },
};

// charts are those whose figures are compared, with what their files are broken down by.
export const charts = {
  'investment-by-economy': {}, 'rounds-by-type': { by: 'round-type' }, 'capital-origin': { by: 'lead-origin' },
  'companies-by-economy': {}, 'companies-by-sector': { by: 'sector' },
  'public-funds-by-stage': {}, 'public-funds-by-instrument': { by: 'instrument' },
  'private-investment': {}, 'notable-models': {}, 'enterprise-ai-use': {}, 'github-developers': {}, 'ai-topic-developers': { by: 'topic' },
  'compute-sites-map': {}, 'european-cloud-share': {}, 'oss-projects-by-origin': {}, 'policy-timeline': {},
};
