/**
 * JSON read exactly or not at all. A plain `JSON.parse` drops keys given twice, rounds numbers and says of a mistake only
 * that there is one; here everything that would be lost is named, with its place in the text.
 */
import { getNodePath, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { decimalProblem } from './decimal.ts'
import { type Position, positions } from './text-position.ts'

interface JsonProblem {
  /** Such as `instances[3].params.value`; empty for the whole. */
  readonly path: string
  readonly position: Position
  readonly message: string
  /** The key is wrong there; else what it says, which is no longer what the file says. */
  readonly isOfKey?: boolean
}

export type JsonText =
  /** It is no JSON; the problem is where it ceases to be. */
  | { readonly isJson: false; readonly problem: JsonProblem }
  | {
      readonly isJson: true
      readonly value: unknown
      /** What a reader would lose: repeated keys, numbers that change, characters that cannot be kept. */
      readonly problems: readonly JsonProblem[]
      /** Where the value of a path stands, or what stands around it when there is none. */
      readonly locate: (path: string) => Position
    }

export function readJson(text: string): JsonText {
  const positionOf = positions(text)
  const broken = (offset: number, message: string): JsonText => ({
    isJson: false,
    problem: { path: '', position: positionOf(offset), message },
  })
  const errors: ParseError[] = []
  let root: Node | undefined
  let value: unknown
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
    const first = errors.reduce<ParseError | null>(
      (earliest, error) => (earliest === null || error.offset < earliest.offset ? error : earliest),
      null,
    )
    if (first) return broken(...inWords(text, first))
    value = JSON.parse(text)
  } catch (error) {
    return broken(
      0,
      error instanceof RangeError
        ? 'Too many lists and objects are inside each other.'
        : 'The file is not JSON, as an export is.',
    )
  }
  if (!root) return broken(0, 'The file is empty.')
  const tree = root
  return {
    isJson: true,
    value,
    problems: lossesOf(tree, text, positionOf),
    locate: (path) => positionOf(nodeAt(tree, path).offset),
  }
}

/** Where the text ceases to be JSON, and why, for people who edit it by hand. */
function inWords(text: string, { error, offset, length }: ParseError): [number, string] {
  const found = text.slice(offset, offset + Math.min(length, 20))
  switch (printParseErrorCode(error)) {
    case 'InvalidSymbol':
      return [
        offset,
        found.startsWith("'")
          ? 'Names and texts stand in double quotes in JSON.'
          : `“${found}” is not JSON. Names and texts stand in double quotes.`,
      ]
    case 'PropertyNameExpected':
    case 'ValueExpected': {
      if (text.trim() === '') return [0, 'The file is empty.']
      const isAfterComma = /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset))
      if (isAfterComma && /^[}\]]/.test(found))
        return [offset, 'A comma stands before this bracket for nothing.']
      return found === ''
        ? [offset, 'The file ends here, half-way.']
        : [offset, 'A value or a name is missing here.']
    }
    case 'ColonExpected':
      return [offset, 'A colon is missing here.']
    case 'CommaExpected':
      return found === '' ? [offset, 'The file ends here, half-way.'] : [offset, 'A comma is missing here.']
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return [offset, 'The file ends here, half-way.']
    case 'EndOfFileExpected':
      return [offset, 'The document is complete before this; nothing may follow it.']
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return [offset, 'JSON has no comments.']
    case 'UnexpectedEndOfString':
      return [offset, 'This text has no closing quote on its line. A line break in a text is written \\n.']
    case 'InvalidCharacter': {
      const control = text.slice(offset).search(/[^\P{Cc}\x7f-\x9f]/u)
      return [offset + Math.max(0, control), 'A control character, such as a tab, stands here inside a text.']
    }
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return [offset, 'This text has a backslash that JSON does not know.']
    default:
      return [offset, 'This number is not written as JSON writes numbers.']
  }
}

function lossesOf(root: Node, text: string, positionOf: (offset: number) => Position): JsonProblem[] {
  const problems: JsonProblem[] = []
  const report = (node: Node, message: string, isOfKey = false) =>
    problems.push({
      path: pathOf(node),
      position: positionOf((node.parent?.type === 'property' ? node.parent : node).offset),
      message,
      isOfKey,
    })
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'string') {
      const problem = textProblem(node.value as string)
      if (problem) report(node, problem)
    } else if (node.type === 'number') {
      const problem = decimalProblem(text.slice(node.offset, node.offset + node.length))
      if (problem) report(node, problem)
    } else if (node.type === 'object') {
      const known = new Map<unknown, Node>()
      for (const property of node.children ?? []) {
        const key = keyOf(property)
        const first = known.get(key.value)
        if (first)
          report(
            property,
            `“${key.value}” stands here a second time; the first is in line ${positionOf(first.offset).line}.`,
            true,
          )
        else known.set(key.value, key)
      }
    }
    for (const child of node.children ?? []) pending.push(child)
  }
  return problems
}

/** What no database keeps, though JSON can write it. */
function textProblem(text: string): string | null {
  if (text.includes('\0')) return 'The character NUL (\\u0000) cannot be kept.'
  if (!text.isWellFormed()) return 'Half a character stands here (a lone surrogate, such as \\ud800).'
  return null
}

/** The key of a property; itself where there is none. */
function keyOf(property: Node): Node {
  return property.children?.[0] ?? property
}

function pathOf(node: Node): string {
  const steps = getNodePath(node.type === 'property' ? keyOf(node) : node)
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  )
}

/** The property or element of a path; where it is missing, the last that is there on the way. */
function nodeAt(node: Node, path: string): Node {
  if (node.type === 'array') {
    const [step, index] = /^\[(\d+)\]/.exec(path) ?? []
    const element = node.children?.[Number(index)]
    return step && element ? nodeAt(element, path.slice(step.length).replace(/^\./, '')) : node
  }
  if (node.type !== 'object' || path === '') return node
  // A repeated key means its last value. A long key may have been shortened in the path.
  for (const property of [...(node.children ?? [])].reverse()) {
    const [key, value] = property.children ?? []
    const name = String(key?.value)
    if (path === name || (path.length >= 100 && name.startsWith(path))) return property
    if (!value || !path.startsWith(name)) continue
    const rest = path.slice(name.length)
    if (!/^[.[]/.test(rest)) continue
    const inner = nodeAt(value, rest.replace(/^\./, ''))
    return inner === value ? property : inner
  }
  return node
}
