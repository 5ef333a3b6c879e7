/** CHANGELOG.md in the form of keepachangelog.com: what is not released yet stands first, under "Unreleased". */
const unreleased = /^## (\[?)Unreleased\]?[^\n]*\n/m

/** The text with what is unreleased under this version and day, and an empty "Unreleased" above; null where it says nothing. */
export function movedToVersion(text: string, version: string, day: string): string | null {
  const heading = unreleased.exec(text)
  if (!heading) return null
  const start = heading.index + heading[0].length
  const next = text.indexOf('\n## ', start - 1)
  const news = text.slice(start, next === -1 ? undefined : next)
  if (news.replace(/^#.*$/gm, '').trim() === '') return null
  const name = heading[1] === '[' ? `[${version}]` : version
  return `${text.slice(0, start)}\n## ${name} - ${day}\n${text.slice(start)}`
}
