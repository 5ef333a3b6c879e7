/** Letters of other scripts that fonts draw like Latin ones, and the Latin ones. */
const drawnAlike = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХаеѕіјорсух', 'ABESIJKMHOPCTYXaesijopcyx'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο', 'ABEZHIKMNOPTYXvo'],
  ].flatMap(([others = '', latin = '']) =>
    [...others].map((letter, index) => [letter, latin.charAt(index)] as const),
  ),
)

/** How a text looks: what nobody sees left out, blanks and full-width forms as plain ones, letters as they are drawn. */
function looksOf(text: string): string {
  return [...text.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')]
    .map((character) => drawnAlike.get(character) ?? character)
    .join('')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A character in words: "х is Cyrillic", or by its number in Unicode where it has no alphabet, and alone where it has no shape. */
function described(character: string): string {
  const alphabet = ['Latin', 'Cyrillic', 'Greek'].find((script) =>
    new RegExp(`\\p{Script=${script}}`, 'u').test(character),
  )
  if (alphabet) return `${character} is ${alphabet}`
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  if (/\p{White_Space}/u.test(character))
    return character === ' ' ? 'with a plain blank' : `with the blank ${number}`
  return /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/u.test(character)
    ? `with the invisible ${number}`
    : `${character} is ${number}`
}

/**
 * What tells a text from others that look just like it, in words: the characters that not all of them have, such as
 * "х is Cyrillic". Null when none of the others is another text that looks the same, or when it has nothing of its own.
 */
export function ownCharacters(text: string, others: readonly string[]): string | null {
  const alike = others.filter((other) => other !== text && looksOf(other) === looksOf(text))
  const own = new Set([...text].filter((character) => alike.some((other) => !other.includes(character))))
  return own.size > 0 ? [...own].map(described).join(', ') : null
}
