/**
 * What a catalogue has otherwise than the released one, and what of it a release may not do: whatever is stored stays
 * valid, and so does what the previous app may still send.
 */
import { type Definition, nameOf } from './definitions.ts'

export interface Difference {
  added: Definition[]
  /** Also those with another key, whose data moves, and those that are retired or taken up again. */
  changed: { before: Definition; after: Definition }[]
  /** Why it cannot be released, in words; there is no migration then. */
  problems: string[]
}

/** What the database is to hold: the wanted fields, and those of the release that the app has no more. */
export function catalogueAfter(released: readonly Definition[], wanted: readonly Definition[]): Definition[] {
  const kept = released.filter((before) => !wanted.some((after) => isSameField(before, after)))
  // Nothing new needs to have it.
  return [...wanted, ...kept.map((field) => ({ ...field, required: false, isRetired: true }))]
}

export function differenceOf(released: readonly Definition[], wanted: readonly Definition[]): Difference {
  const after = catalogueAfter(released, wanted)
  const pairs = after.map((field) => ({ before: predecessorOf(field, released), after: field }))
  const added = pairs.flatMap((pair) => (pair.before ? [] : [pair.after]))
  const changed = pairs.flatMap(({ before, after }) =>
    before && JSON.stringify(before) !== JSON.stringify(after) ? [{ before, after }] : [],
  )
  const problems = [
    ...added.flatMap((field) => problemsOfAddition(field, released)),
    ...changed.flatMap(({ before, after }) => problemsOfChange(before, after)),
    ...wanted.flatMap((field) => problemsOfKeys(field, released, wanted)),
  ]
  return { added, changed, problems }
}

function isSameField(before: Definition, after: Definition): boolean {
  return before.entity === after.entity && (before.key === after.key || after.formerKeys.includes(before.key))
}

function predecessorOf(field: Definition, released: readonly Definition[]): Definition | undefined {
  return released.find((before) => isSameField(before, field))
}

function problemsOfAddition(field: Definition, released: readonly Definition[]): string[] {
  const isOfNewKind = !released.some(({ entity }) => entity === field.entity)
  return field.required && !isOfNewKind
    ? [
        `${nameOf(field)} is new and required, and what is stored does not have it. Give it a default instead.`,
      ]
    : []
}

function problemsOfChange(before: Definition, after: Definition): string[] {
  const name = nameOf(after)
  const otherKey = 'Add a field with another key instead.'
  if (before.type !== after.type)
    return [`${name} was released as ${before.type} and cannot become ${after.type}. ${otherKey}`]
  const lostOptions = (before.options ?? []).filter((option) => !after.options?.includes(option))
  const lostKeys = before.formerKeys.filter((key) => !after.formerKeys.includes(key))
  const isNarrower =
    (after.min ?? Number.NEGATIVE_INFINITY) > (before.min ?? Number.NEGATIVE_INFINITY) ||
    (after.max ?? Number.POSITIVE_INFINITY) < (before.max ?? Number.POSITIVE_INFINITY)
  return [
    isNarrower &&
      `${name} was released from ${before.min ?? 'no least'} to ${before.max ?? 'no greatest'} and cannot allow less: values beyond would be refused where they are stored. Warn with usualMin and usualMax instead.`,
    lostOptions.length > 0 &&
      `${name} was released with the option ${lostOptions.join(', ')}, which somebody may have chosen. Keep it.`,
    before.pattern !== after.pattern &&
      `${name} was released with another pattern, which what is stored keeps to. ${otherKey}`,
    after.required &&
      !before.required &&
      `${name} was released as one that may be missing and cannot be required: what is stored may not have it.`,
    lostKeys.length > 0 &&
      `${name} was released as what ${lostKeys.join(', ')} had become; files that say so are still there. Keep the former key.`,
  ].filter((problem) => problem !== false)
}

function problemsOfKeys(
  field: Definition,
  released: readonly Definition[],
  wanted: readonly Definition[],
): string[] {
  const name = nameOf(field)
  const ofEntity = released.filter(({ entity }) => entity === field.entity)
  const known = new Set(ofEntity.flatMap(({ key, formerKeys }) => [key, ...formerKeys]))
  const others = wanted.filter(({ entity, key }) => entity === field.entity && key !== field.key)
  const claimed = field.formerKeys.filter((former) =>
    others.some(({ key, formerKeys }) => key === former || formerKeys.includes(former)),
  )
  const predecessors = ofEntity.filter((before) => isSameField(before, field))
  return [
    ...field.formerKeys
      // While nothing is released nothing has to be moved.
      .filter((key) => released.length > 0 && !known.has(key))
      .map((key) => `${name} cannot have been ${key}: no release had such a field.`),
    ...claimed.map((key) => `${name} was ${key}, and ${key} is another field as well.`),
    ...(predecessors.length > 1
      ? [`${name} cannot be both ${predecessors.map(({ key }) => key).join(' and ')}, which were released.`]
      : []),
  ]
}

/** The difference in words, a line each: for the head of a migration, and for whoever releases it. */
export function differenceInWords({ added, changed }: Difference): string[] {
  return [
    ...added.map((field) => `${nameOf(field)} is new.`),
    ...changed.map(({ before, after }) => `${nameOf(after)}: ${changeInWords(before, after)}.`),
  ]
}

function changeInWords(before: Definition, after: Definition): string {
  const words = (value: unknown) => (value === null ? 'none' : JSON.stringify(value))
  return [
    before.key !== after.key && `was ${before.key}, whose data moves`,
    !before.isRetired && after.isRetired && 'is gone from the app; what is stored in it stays',
    before.isRetired && !after.isRetired && 'is taken up again',
    before.default !== after.default &&
      `what is missing means ${words(after.default)} instead of ${words(before.default)}`,
    (before.min !== after.min || before.max !== after.max) &&
      `from ${words(after.min)} to ${words(after.max)} instead of from ${words(before.min)} to ${words(before.max)}`,
    JSON.stringify(before.options) !== JSON.stringify(after.options) &&
      `the options are ${(after.options ?? []).join(', ')}`,
    before.required && !after.required && 'may be missing',
  ]
    .filter((words) => words !== false)
    .join('; ')
}
