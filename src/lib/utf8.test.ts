import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeUtf8 } from './utf8.ts'

const bytes = (...values: number[]) => new Uint8Array(values)
const utf8 = (text: string) => new TextEncoder().encode(text)

it('reads UTF-8, with or without its mark', () => {
  expect(decodeUtf8(utf8('{"ü": "日本👍"}'))).toEqual({ text: '{"ü": "日本👍"}' })
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, ...utf8('{}')))).toEqual({ text: '{}' })
  expect(decodeUtf8(bytes())).toEqual({ text: '' })
})

it.each([
  ['UTF-16', [0xff, 0xfe, 0x7b, 0]],
  ['UTF-16', [0xfe, 0xff, 0, 0x7b]],
  ['UTF-16', [0x7b, 0, 0x22, 0]],
  ['UTF-16', [0, 0x7b, 0, 0x22]],
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]],
  ['UTF-32', [0x7b, 0, 0, 0]],
  ['UTF-32', [0, 0, 0, 0x7b]],
])('refuses %s, written as %j', (name, values) => {
  expect(decodeUtf8(bytes(...values))).toEqual({
    message: `It is written in ${name}. Save it as UTF-8 and choose it again.`,
    before: '',
  })
})

it('finds the first character that is no UTF-8, wherever it stands', () => {
  const isWrong = [[0xe4, 0x72], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf0, 0x9f]]
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !/^(\ufeff|.?\0)/.test(text)),
      fc.constantFrom(...isWrong),
      fc.boolean(),
      (before, wrong, isMarked) => {
        const mark = isMarked ? [0xef, 0xbb, 0xbf] : [0x20, 0x20]
        const decoded = decodeUtf8(bytes(...mark, ...utf8(before), ...wrong))
        expect(decoded).toMatchObject({ before: isMarked ? before : `  ${before}` })
      },
    ),
  )
})
