/** Marks that nobody sees in any place: soft hyphens, zero-width blanks, directions, controls of layout, tags but those of flags. */
const mark = String.raw`\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e00ff}\u{e01f0}-\u{e0fff}`
const unseen = new RegExp(`[${mark}]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0020}-\u{e007f}]`, 'gu')

const joiner = String.raw`\u200c\u200d`
const variation = String.raw`\u180b-\u180d\ufe00-\ufe0f\u{e0100}-\u{e01ef}`
/** Characters that neither join nor vary: those of Latin, Greek, Cyrillic and Armenian, blanks, punctuation and currencies. */
const plain = String.raw`\u0001-\u0022\u0024-\u0029\u002b-\u002f\u003a-\u00a8\u00aa-\u00ad\u00af-\u058f\u1e00-\u1fff\u2000-\u200b\u2010-\u201f\u2028-\u202f\u205f`
/** Of these a variation makes emoji. */
const keys = '#*0-9©®'
const unused = new RegExp(
  `(?<=^|[${plain}])[${joiner}${variation}]+|(?<=[${keys}])[${joiner}]+|[${joiner}]+(?=$|[${plain}${keys}])`,
  'gu',
)

const blank = String.raw`\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000`
const ends = new RegExp(`^[${blank}]+|[${blank}]+$`, 'gu')
const severalBlanks = new RegExp(`[${blank}]{2,}`, 'gu')

/**
 * A name or a tag as it is stored (`private.tidy_name` does the same): composed (NFC), without marks that nobody sees, without
 * blanks at its ends or several in a row. So no two differ in what cannot be seen. What joins letters and emoji, and varies them,
 * stays where it does so.
 */
export function tidyName(text: string): string {
  return text
    .replace(unseen, '')
    .replace(unused, '')
    .normalize('NFC')
    .replace(severalBlanks, ' ')
    .replace(ends, '')
}
