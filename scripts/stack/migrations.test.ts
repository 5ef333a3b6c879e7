import { expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { readMigrations } from './migrations.ts'

const migrations = await readMigrations()

/** Without comments, and without what is said in `comment on`, so that what is left is carried out. Lines stay where they are. */
const carriedOut = migrations.map(({ version, name, sql }) => ({
  file: `${version}_${name}`,
  sql: sql.replaceAll(/--.*|^comment on .*$/gm, ''),
}))

const objects = new Map(
  carriedOut
    .flatMap(({ file, sql }, order) =>
      [
        ...sql.matchAll(
          /^create (?:function|table(?: if not exists)?|view|type) ((?:private|public)\.\w+)/gm,
        ),
      ].map((match) => [sure(match[1]), { file, order, index: match.index }] as const),
    )
    // Where one name is given twice, the first is the one that counts.
    .reverse(),
)

const allowedAhead = new Map([
  // Generated with the catalogue, and written anew by each migration that renames a field.
  ['private.document_with_present_keys', '20250114000002_arguments'],
])

it('names no function, table, view or type before it is defined, so that the migrations are read top to bottom', () => {
  expect(objects.size).toBeGreaterThan(300)
  const jumps = carriedOut.flatMap(({ file, sql }, order) =>
    [...sql.matchAll(/\b(?:private|public)\.\w+/g)].flatMap(({ 0: name, index }) => {
      const object = objects.get(name)
      const isAhead = object && (order < object.order || (order === object.order && index < object.index))
      return isAhead && allowedAhead.get(name) !== file
        ? [`${file}:${sql.slice(0, index).split('\n').length} names ${name} of ${object.file}`]
        : []
    }),
  )
  expect(jumps).toEqual([])
})
