// The second calculation is itself tested: a reader that misreads would agree with anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { records } from '../check/csv.mjs';
import { dec, divide, text } from '../check/exact.mjs';
import { absent, compare, inPeriod } from '../check/compare.mjs';

test('csv reads quotes, commas and line feeds in fields', () => {
  assert.deepEqual(records('a,b\n"x, ""y""\nz",2\n'), [{ a: 'x, "y"\nz', b: '2' }]);
  assert.throws(() => records('a,b\n1\n'));
  assert.throws(() => records('a\n"open'));
});

test('decimals are exact', () => {
  assert.equal(text(dec('0.1') + dec('0.2'), 20), '0.30000000000000000000');
  assert.equal(text(divide(dec('10'), dec('3')), 2), '3.33');
  assert.equal(text(dec('6.88665e+3'), 2), '6886.65');
  assert.equal(text(dec('-0.005'), 2), '-0.01');
  assert.equal(dec(''), null);
  assert.throws(() => dec('12 million'));
});

test('a date lies in its year and quarter, and nowhere without them', () => {
  assert.ok(inPeriod('2025-03-14', '2025'));
  assert.ok(inPeriod('2025-03', '2025-Q1'));
  assert.ok(!inPeriod('2025', '2025-Q1'));
  assert.ok(inPeriod('2019', 'all', '2015', '2020'));
  assert.ok(!inPeriod('', 'all', '2015'));
});

const data = { isMember: (group, economy) => group === economy };
const indicators = { money: { how: 'sum' } };
const facts = () => [
  { id: 'a', economy: 'US', dated: '2025', value: dec('10.004') },
  { id: 'b', economy: 'US', dated: '2025', value: null },
];
const row = { indicator: 'money', economy: 'US', period: '2025', value: '10.00', unit: 'EUR', n: '2', missing: '1' };

test('a cell that is right to the cent is equal', () => {
  assert.deepEqual(compare(data, indicators, facts, [row], {}).wrong, []);
});

test('a cent, a count and a zero for a missing value are differences', () => {
  assert.equal(compare(data, indicators, facts, [{ ...row, value: '10.01' }], {}).wrong.length, 1);
  assert.equal(compare(data, indicators, facts, [{ ...row, n: '1' }], {}).wrong.length, 1);
  assert.equal(compare(data, indicators, facts, [{ ...row, period: '2024', value: '0.00', n: '0', missing: '0' }], {}).wrong.length, 1);
});

test('a fact without a cell is found', () => {
  const chart = { indicators: ['money'], economies: ['US'], frequency: 'year' };
  assert.deepEqual(absent(data, indicators, facts, [row], chart), []);
  assert.equal(absent(data, indicators, facts, [], chart).length, 2);
});
