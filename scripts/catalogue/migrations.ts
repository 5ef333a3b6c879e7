/**
 * The catalogue as SQL: the database validates params and assumptions with the very definitions of the forms. The first
 * migration makes the table; each one after a release brings what is otherwise since then.
 */
import { type Definition, nameOf } from './definitions.ts'
import { type Difference, differenceInWords } from './difference.ts'
import { presentKeys, takingFormerKeys } from './former-keys.ts'
import { movedKey, moving } from './moved-keys.ts'

const firstHeader = `-- Generated from the field catalogue (src/domain) by \`npm run catalogue:sql\`: do not edit by hand.
-- A unit test fails while this file differs from what the generator writes.

create schema if not exists private;

create table if not exists private.field_definitions (
  entity text not null,
  key text not null,
  type text not null check (type in ('money', 'percent', 'number', 'integer', 'month', 'boolean', 'choice', 'text', 'reference')),
  min numeric,
  max numeric,
  required boolean not null default false,
  default_value jsonb,
  options text[],
  pattern text,
  former_keys text[] not null default '{}',
  is_retired boolean not null default false,
  primary key (entity, key)
);

-- Holds nothing of any user: validation reads it with the rights of whoever writes.
grant select on private.field_definitions to authenticated, service_role;

comment on table private.field_definitions is 'Every field of instances and assumptions, generated from the catalogue; read by validation.';
comment on column private.field_definitions.entity is 'A kind of instance, or assumptions.';
comment on column private.field_definitions.type is 'money, percent, number and integer are JSON numbers; month is YYYY-MM.';
comment on column private.field_definitions.min is 'Least value allowed; for text the least length.';
comment on column private.field_definitions.max is 'Greatest value allowed; for text the greatest length.';
comment on column private.field_definitions.required is 'Whether the key must be there; any other missing key means default_value.';
comment on column private.field_definitions.default_value is 'What a missing key means; null where it means that there is none.';
comment on column private.field_definitions.options is 'The values of a choice; the kind whose lineages a reference names.';
comment on column private.field_definitions.pattern is 'What a text must look like.';
comment on column private.field_definitions.former_keys is 'What releases called it before: what older apps and files send under such a key is stored under this one.';
comment on column private.field_definitions.is_retired is 'Whether the app has no such field any more; what is stored in it stays, and stays valid.';

delete from private.field_definitions;

`

const columns = [
  'entity',
  'key',
  'type',
  'min',
  'max',
  'required',
  'default_value',
  'options',
  'pattern',
  'former_keys',
  'is_retired',
]

function text(value: string | null): string {
  return value === null ? 'null' : `'${value.replaceAll("'", "''")}'`
}

function list(values: readonly string[]): string {
  return values.length === 0 ? "'{}'" : `array[${values.map(text).join(', ')}]`
}

function row(field: Definition, length = columns.length): string {
  const values = [
    text(field.entity),
    text(field.key),
    text(field.type),
    field.min ?? 'null',
    field.max ?? 'null',
    field.required,
    text(field.default === null ? null : JSON.stringify(field.default)),
    field.options ? list(field.options) : 'null',
    text(field.pattern),
    list(field.formerKeys),
    field.isRetired,
  ]
  return `(${values.slice(0, length).join(', ')})`
}

/** Most fields have neither former keys nor been retired, and say nothing of it. */
function insertion(fields: readonly Definition[]): string {
  const isPlain = ({ formerKeys, isRetired }: Definition) => formerKeys.length === 0 && !isRetired
  const insert = (names: readonly string[], rows: readonly Definition[]) =>
    rows.length === 0
      ? ''
      : `insert into private.field_definitions (${names.join(', ')}) values
${rows.map((field) => `  ${row(field, names.length)}`).join(',\n')};
`
  return (
    insert(columns.slice(0, -2), fields.filter(isPlain)) +
    insert(
      columns,
      fields.filter((field) => !isPlain(field)),
    )
  )
}

/** The whole migration that makes `private.field_definitions`, while nothing is released. */
export function firstMigration(definitions: readonly Definition[]): string {
  return `${firstHeader + insertion(definitions) + presentKeys.trimEnd()}\n`
}

/** The migration that brings the difference since a release. */
export function nextMigration(difference: Difference, release: string): string {
  const { added, changed } = difference
  const renamed = changed.filter(({ before, after }) => before.key !== after.key)
  return `-- Generated from the field catalogue (src/domain) by \`npm run catalogue:sql\`: do not edit by hand. What it has otherwise than
-- release ${release}; rewritten until it is released as well.
--
${differenceInWords(difference)
  .map((line) => `-- ${line}\n`)
  .join('')}
${[
  added.length > 0 ? insertion(added) : '',
  ...changed.map(
    ({ before, after }) => `update private.field_definitions set (${columns.join(', ')})
  = ${row(after)}
where entity = ${text(before.entity)} and key = ${text(before.key)};
`,
  ),
  renamed.length > 0
    ? moving(
        renamed.map(({ before, after }) => `-- ${nameOf(before)}\n${movedKey(before, after.key)}`).join('\n'),
      )
    : '',
  renamed.length > 0 ? takingFormerKeys : '',
]
  .filter(Boolean)
  .join('\n')}`
}
