/** Bytes of a file as text, if they are UTF-8; a file in another encoding would be read as something it does not say. */

export type DecodedText =
  | { readonly text: string }
  | {
      readonly message: string
      /** The text before the first byte that is none. */
      readonly before: string
    }

export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const other = otherEncoding(bytes)
  if (other)
    return { message: `It is written in ${other}. Save it as UTF-8 and choose it again.`, before: '' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return {
      message:
        'A character that is no UTF-8 stands here. The file was damaged, or saved in another encoding, such as Windows-1252: save it as UTF-8 and choose it again.',
      before: new TextDecoder().decode(bytes.subarray(0, validLength(bytes)), { stream: true }),
    }
  }
}

/** UTF-16 and UTF-32, by their marks or by the zeros that they have around the first character of any JSON. */
function otherEncoding([a, b, c, d]: Uint8Array): string | null {
  const startsWith = (...mark: number[]) => mark.every((byte, index) => [a, b, c, d][index] === byte)
  if (startsWith(0xff, 0xfe, 0, 0) || startsWith(0, 0, 0xfe, 0xff)) return 'UTF-32'
  if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) return 'UTF-16'
  if (a === 0 && b === 0) return 'UTF-32'
  if (a === 0 || b === 0) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16'
  return null
}

/** How many bytes of the beginning are UTF-8, a character cut off at their end included: found by halving. */
function validLength(bytes: Uint8Array): number {
  const isValid = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let [valid, invalid] = [0, bytes.length + 1]
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isValid(middle)) valid = middle
    else invalid = middle
  }
  return valid
}
