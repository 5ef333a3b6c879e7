import fc from 'fast-check'

/** JSON with what breaks programs in it: odd numbers, zero bytes, lone surrogates, depth, wrong types. */
export const odd = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    '0',
    '-0',
    '1e400',
    '-1e308',
    '1e-400',
    '0.1e1',
    '99999999999999999999',
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '[]',
    '{}',
    '[null]',
    '{"":""}',
    '"NaN"',
    '"Infinity"',
  ),
  fc.json({ maxDepth: 4 }),
  fc.nat({ max: 400 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)),
  fc.constant('"').map((quote) => `${quote}${'x'.repeat(100_000)}${quote}`),
)

/** Replaces the n-th scalar of a JSON text. */
export function replacePart(json: string, which: number, replacement: string): string {
  const scalars = [
    ...json.matchAll(/(?<=[:[,])\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)(?=\s*[,}\]])/g),
  ]
  const match = scalars[which % Math.max(1, scalars.length)]
  if (!match) return replacement
  return json.slice(0, match.index) + replacement + json.slice(match.index + match[0].length)
}
