/** The catalogue as SQL: the database validates params and assumptions with the very definitions of the forms. */
import { monthPattern } from '../calendar/month.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { fieldsOf, instanceKinds } from './catalogue.ts'
import type { FieldDefinition } from './types.ts'

const header = `-- Generated from the field catalogue (src/domain) by \`npm run catalogue:sql\`: do not edit by hand.
-- A unit test fails while this file differs from what the generator writes.

create schema if not exists private;

create table if not exists private.field_definitions (
  entity text not null,
  key text not null,
  type text not null check (type in ('money', 'percent', 'number', 'integer', 'month', 'boolean', 'choice', 'text')),
  min numeric,
  max numeric,
  required boolean not null default false,
  default_value jsonb,
  options text[],
  pattern text,
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
comment on column private.field_definitions.options is 'The values of a choice.';
comment on column private.field_definitions.pattern is 'What a text must look like.';

delete from private.field_definitions;

insert into private.field_definitions (entity, key, type, min, max, required, default_value, options, pattern) values
`

function text(value: string | undefined): string {
  return value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`
}

function row(entity: string, field: FieldDefinition): string {
  const options = field.options && `array[${field.options.map((option) => text(option.value)).join(', ')}]`
  const pattern = field.type === 'month' ? monthPattern.source : field.pattern
  return `  (${[
    text(entity),
    text(field.key),
    text(field.type),
    field.min ?? 'null',
    field.max ?? 'null',
    field.required ?? false,
    text(field.default === null ? undefined : JSON.stringify(field.default)),
    options ?? 'null',
    text(pattern),
  ].join(', ')})`
}

/** The whole migration that fills `private.field_definitions`. */
export function catalogueSql(): string {
  const rows = [
    ...instanceKinds.flatMap((kind) => fieldsOf(kind).map((field) => row(kind, field))),
    ...assumptionFields.map((field) => row('assumptions', field)),
  ]
  return `${header}${rows.join(',\n')};\n`
}
