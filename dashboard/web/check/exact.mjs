// Exact decimals: a number is a BigInt of units of 1e-20, so that no sum and no division of money loses anything that a cent could show.
const digits = 20;
export const one = 10n ** BigInt(digits);

// dec reads decimal text; empty text is null, which is missing and not zero.
export function dec(text) {
  if (text === null || text === undefined || text === '') return null;
  const m = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!m || (m[2] === '' && m[3] === undefined)) throw new Error(`not a number: ${text}`);
  const fraction = m[3] ?? '';
  const shift = digits - fraction.length + Number(m[4] ?? 0);
  const whole = BigInt(m[2] + fraction);
  const value = shift >= 0 ? whole * 10n ** BigInt(shift) : whole / 10n ** BigInt(-shift);
  return m[1] ? -value : value;
}

export const divide = (a, b) => (a === null || b === null || b === 0n ? null : (a * one) / b);
export const multiply = (a, b) => (a === null || b === null ? null : (a * b) / one);
export const number = (a) => Number(a) / Number(one);
export const abs = (a) => (a < 0n ? -a : a);

// text prints with a number of decimals, half away from zero.
export function text(a, decimals = 2) {
  if (a === null) return '';
  const unit = 10n ** BigInt(digits - decimals);
  const rounded = (abs(a) + unit / 2n) / unit;
  const s = rounded.toString().padStart(decimals + 1, '0');
  const body = decimals ? `${s.slice(0, -decimals)}.${s.slice(-decimals)}` : s;
  return (a < 0n && rounded > 0n ? '-' : '') + body;
}
