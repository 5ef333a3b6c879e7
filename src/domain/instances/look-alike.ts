/** Letters of other scripts that fonts draw like Latin ones, and the Latin ones. */
const drawnAlike = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХаеѕіјорсух', 'ABESIJKMHOPCTYXaesijopcyx'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο', 'ABEZHIKMNOPTYXvo'],
  ].flatMap(([others, latin]) => [...others!].map((letter, index) => [letter, latin![index]!] as const)),
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

/**
 * What tells a text from others that look just like it: the characters that not all of them have, by their numbers in Unicode,
 * such as "а U+0430". Null when none of the others is another text that looks the same, or when it has nothing of its own.
 */
export function ownCharacters(text: string, others: readonly string[]): string | null {
  const alike = others.filter((other) => other !== text && looksOf(other) === looksOf(text))
  const own = new Set([...text].filter((character) => alike.some((other) => !other.includes(character))))
  const isShown = (character: string) =>
    !/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/u.test(character)
  const named = [...own].map((character) => {
    const number = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    return isShown(character) ? `${character} ${number}` : number
  })
  return named.length > 0 ? named.join(', ') : null
}
