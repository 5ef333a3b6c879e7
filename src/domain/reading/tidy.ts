/**
 * Text as people type, paste and dictate it, in the few characters that the readers know: full-width forms of East Asian
 * input methods, the blanks, apostrophes and minus signs of typography, and no invisible marks. Other look-alikes stay
 * as they are: "10²" must not become 102.
 */
export function tidy(text: string): string {
  return text
    .replace(/[\u3000\uff00-\uffef]/g, (character) => character.normalize('NFKC'))
    .replace(/、/g, ',')
    .replace(/。/g, '.')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[\u2010-\u2015\u2212ー]/g, '-')
}

/** For a regular expression that is to find this text, alone or as one of a class. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/-/g, '\\x2d')
}
