/** From the text of a file to what is in it, or to everything that keeps it from being imported, in reading order. */
import { type CheckedDocument, checkDocument, type DocumentProblem } from './check-document.ts'
import type { DocumentKind } from './formats.ts'
import { placeInWords } from './place-words.ts'
import { readJson } from './read-json.ts'
import type { Position } from './text-position.ts'

export interface FileProblem {
  /** In words, such as "Investment 3 “Flat in Coburg”, Loan balance". */
  readonly place: string
  /** Null where it is said of the file as a whole. */
  readonly position: Position | null
  readonly message: string
}

type Content = Extract<CheckedDocument, { problems: null }>

export type DocumentFile =
  | { readonly problems: readonly FileProblem[] }
  | (Content & {
      /** What is said of a path of the document, said of the file. */
      readonly inFile: (problem: DocumentProblem) => FileProblem
    })

export function readDocument(text: string, kind: DocumentKind): DocumentFile {
  const json = readJson(text)
  if (!json.isJson) return { problems: [{ place: 'The file', ...json.problem }] }
  const inFile = ({ path, message }: DocumentProblem): FileProblem => ({
    place: placeInWords(path, json.value),
    position: path === '' ? null : json.locate(path),
    message,
  })
  const checked = checkDocument(json.value, kind)
  if (json.problems.length === 0 && checked.problems === null) return { ...checked, inFile }
  // A number that is lost in reading is not what the check sees.
  const lost = new Set(json.problems.filter(({ isOfKey }) => !isOfKey).map(({ path }) => path))
  return {
    problems: [
      ...json.problems.map(({ path, position, message }) => ({
        place: placeInWords(path, json.value),
        position,
        message,
      })),
      ...(checked.problems ?? []).filter(({ path }) => !lost.has(path)).map(inFile),
    ].sort(inReadingOrder),
  }
}

function inReadingOrder({ position: a }: FileProblem, { position: b }: FileProblem): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)
}
