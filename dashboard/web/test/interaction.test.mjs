import assert from 'node:assert/strict';
import test from 'node:test';
import { face, optionAddress, recolour, rowsAddress } from '../src/address.js';
import { points, step } from '../src/points.js';
import { revive } from '../src/revive.js';

const line = { series: [
  { type: 'line', name: 'US', data: [{ value: 1, tip: 'a' }, null, null] },
  { type: 'line', name: 'US', data: [null, { value: 2 }, { value: 3, tip: 'c', rows: 'economy=US' }] },
  { type: 'line', name: 'EU', data: [null, { value: 5, tip: 'e' }, { value: 6, tip: 'f' }] },
] };

test('points are the marks that say something, with the index that ECharts knows', () => {
  assert.deepEqual(points(line), [
    [{ at: 0, tip: 'a', rows: undefined, series: 0 }, { at: 2, tip: 'c', rows: 'economy=US', series: 1 }],
    [{ at: 1, tip: 'e', rows: undefined, series: 2 }, { at: 2, tip: 'f', rows: undefined, series: 2 }],
  ]);
});

test('tiles of a treemap count from the root, parents first', () => {
  const tree = { series: [{ type: 'treemap', data: [{ name: 'EU', children: [{ tip: 'x' }, { tip: 'y' }] }, { name: 'US', children: [{ tip: 'z' }] }] }] };
  assert.deepEqual(points(tree)[0].map(({ at, tip }) => [at, tip]), [[2, 'x'], [3, 'y'], [5, 'z']]);
});

test('keys lead along a line, to its ends and across to the nearest point', () => {
  const lists = points(line);
  assert.deepEqual(step(lists, null, 'ArrowRight'), { line: 0, n: 0 });
  assert.deepEqual(step(lists, { line: 0, n: 0 }, 'ArrowRight'), { line: 0, n: 1 });
  assert.deepEqual(step(lists, { line: 0, n: 1 }, 'ArrowRight'), { line: 0, n: 1 });
  assert.deepEqual(step(lists, { line: 0, n: 1 }, 'ArrowDown'), { line: 1, n: 1 });
  assert.deepEqual(step(lists, { line: 1, n: 1 }, 'ArrowDown'), { line: 1, n: 1 });
  assert.deepEqual(step(lists, { line: 1, n: 1 }, 'Home'), { line: 1, n: 0 });
  assert.deepEqual(step(lists, { line: 1, n: 0 }, 'End'), { line: 1, n: 1 });
  assert.equal(step([], null, 'End'), null);
});

test('functions are named', () => {
  const option = revive({ tooltip: { formatter: { $tip: true } }, list: [{ $tip: true }] });
  assert.equal(option.tooltip.formatter({ data: { tip: 'head {a|b}\ntext' } }), 'head  a b \ntext');
  assert.equal(option.tooltip.formatter({ data: [1, 2] }), '');
  assert.equal(option.tooltip.formatter([{ data: { tip: 'US\n1\n12 facts' } }, { data: null }, { data: { tip: 'US\n1\n12 facts' } }, { data: { tip: 'EU\n2' } }]), 'US  1\nEU  2');
  assert.equal(typeof option.list[0], 'function');
});

test('addresses keep the question', () => {
  const named = '/charts/investment.option.json?economies=FR%2CUS&lang=fr';
  assert.equal(optionAddress(named, 360, 380, 'http://host/fr/charts/investment'),
    'http://host/charts/investment.option.json?economies=FR%2CUS&lang=fr&width=360&height=380');
  assert.equal(rowsAddress(named, 'economy=US&period=2025', 'fr', 'http://host/fr/charts/investment'),
    'http://host/fr/charts/investment/rows?economies=FR%2CUS&economy=US&period=2025');
});

test('texts take the typeface of the page', () => {
  assert.deepEqual(face({ a: [{ fontSize: 12 }], b: null, c: 1 }, 'serif'), { a: [{ fontSize: 12, fontFamily: 'serif' }], b: null, c: 1 });
});

test("a page's colours take the place of the option's", () => {
  const text = '{"color":"#1E40AF","name":"a #1E40AF b"}';
  assert.equal(recolour(text, [['#1E40AF', '--eu']], () => '#7aa2ff'), '{"color":"#7aa2ff","name":"a #1E40AF b"}');
  assert.equal(recolour(text, [['#1E40AF', '--eu']], () => ''), text);
});
