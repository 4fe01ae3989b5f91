// node check/run.mjs PROGRAM|ADDRESS: serves a fresh release and compares the figures of sixteen charts with a second calculation from the
// CSV files of the repository. It shares nothing with the program: another language, its own CSV reader, exact decimals, no SQL.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from '../test/program.mjs';
import { absent, compare } from './compare.mjs';
import { records } from './csv.mjs';
import { load } from './data.mjs';
import { question } from './definition.mjs';
import { charts, indicators } from './facts.mjs';
import { checkRows, linked } from './rows.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const data = load(root);
const made = new Map();
const facts = (id) => {
  if (!made.has(id)) made.set(id, indicators[id].facts(data));
  return made.get(id);
};

async function file(base, address) {
  const answer = await fetch(base + address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return records(await answer.text());
}

// chart compares one chart and returns what there is to print.
async function chart(base, id) {
  const asked = { ...question(root, id), ...charts[id] };
  const rows = await file(base, `/charts/${id}.csv`);
  const result = compare(data, indicators, facts, rows, asked);
  result.wrong.push(...absent(data, indicators, facts, rows, asked));
  if (rows.length === 0) result.wrong.push('the file is empty');
  return result;
}

async function main(base) {
  let passed = 0, failed = 0;
  const line = (name, result) => {
    if (result.wrong.length) failed++; else passed++;
    console.log(`${name.padEnd(40)} ${String(result.cells).padStart(6)} ${result.largest.toFixed(6).padStart(12)}  ${result.wrong.length ? `${result.wrong.length} DIFFER` : 'equal'}`);
    for (const w of result.wrong.slice(0, 10)) console.log(`    ${w}`);
  };
  const attempt = async (name, test) => {
    try {
      line(name, await test());
    } catch (error) {
      line(name, { cells: 0, largest: 0, wrong: [error.message] });
    }
  };
  console.log(`${'chart'.padEnd(40)} ${'cells'.padStart(6)} ${'largest'.padStart(12)}`);
  for (const id of Object.keys(charts)) await attempt(id, () => chart(base, id));
  for (const id of linked) await attempt(`${id}, rows of each mark`, () => checkRows(base, id, { ...question(root, id), ...charts[id] }, file));
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

const program = await open(process.argv[2]);
try {
  process.exitCode = (await main(program.base)) ? 1 : 0;
} finally {
  await program.stop();
}
