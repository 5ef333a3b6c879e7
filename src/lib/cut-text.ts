const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The beginning of a text, at most `limit` UTF-16 units long, cut between what people see as characters, never inside one. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = 0
  for (const { segment } of graphemes.segment(text)) {
    if (end + segment.length > limit) break
    end += segment.length
  }
  return text.slice(0, end)
}
